"""What a mission says: the front matter of `content/missions/*.md`."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from pelicasso.kit import Address, FrontMatter
from pelicasso.kit.collection import Day
from pelicasso.schema.section import Email, Phone, Section, Text, WebAddress, YesNo, refuse, required, titled
from pelicasso_plugins.missions.vocabulary import Activity, Audience, Domain, Remote, Rhythm, Status, Team, chosen

COERCED = re.compile(r"true|false|[-+]?(?:0x[\da-fA-F]+|\d*\.?\d*(?:[eE][-+]?\d+)?)", re.ASCII)
"""What the importer of API Engagement takes for a number or a yes or no, even in CDATA: « 007 » becomes 7."""
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff]")
MEANT = {
    "status": "état",
    "domain": "domaine, thème, thématique, cause",
    "activities": "activité, activités, tâches",
    "audience": "bénéficiaires, bénéficiaire, public aidé, pour qui",
    "remote": "à distance, distance, télétravail",
    "rhythm": "rythme, régularité",
    "schedule": "horaires, horaire, fréquence, durée, temps, disponibilité, disponibilités, engagement",
    "places": "nombre, postes, bénévoles, nombre de places, nombre de bénévoles, besoin",
    "start": "début, date de début",
    "end": "fin, date de fin",
    "all_year": "toute l'année, toute l’année, permanent",
    "deadline": "date limite, limite, échéance, clôture, jusqu'au, jusqu’au",
    "address": "adresse, lieu, ville, commune, code postal, place, location, city, postal_code",
    "addresses": "adresses, lieux, villes",
    "zone": "secteur, territoire, département, région",
    "skills": "compétences, compétence, profil, prérequis, conditions, ce qu'il faut, ce qu’il faut",
    "offers": "avantages, offre, nous offrons, ce que nous offrons, formation",
    "min_age": "âge, âge minimum, âge minimal",
    "minors": "mineurs, mineur, ouvert aux mineurs",
    "accessible": "pmr, accessibilité, handicap, mobilité réduite",
    "transport": "transports, accès, transports en commun",
    "expenses": "frais, remboursement, défraiement, frais remboursés",
    "open_to": "ouvert à, groupes, entreprises",
    "apply": "candidature, candidater, postuler, inscription, s'inscrire, s’inscrire, comment postuler",
    "contact": "référent, référente, responsable, personne à contacter",
    "also_on": "aussi sur, plateforme, plateformes, annonces",
}
"""What volunteers write for a key."""
ONE_LINE = re.compile(r"(?:(?P<street>.+?)[,\n]\s*)?(?P<postal_code>\d{5})\s+(?P<city>[^\d,]+)")
"""« 14 quai des Péniches, 59100 Saint-Aubin »."""


def _bare(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()


def _mistaken(meant: dict[str, str]) -> dict[str, str]:
    words = {word: key for key, said in meant.items() for word in said.split(", ")}
    return {_bare(word): key for word, key in words.items()} | words


def coerced(text: str) -> bool:
    """Whether the importer reads this text as something else than text."""
    text = INVISIBLE.sub("", text).strip()
    return bool(re.search(r"[\da-z]", text)) and COERCED.fullmatch(text) is not None


def _in_words(value: object) -> object:
    if isinstance(value, str) and coerced(value):
        raise refuse("missions.only_a_number", value=value)
    return value


def _alone(value: object) -> object:
    """A list of one, written without its dash."""
    return value if value is None or isinstance(value, list | tuple) else [value]


def _listed(value: object) -> object:
    """« jardinage, collecte » is a list of two."""
    return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value


def one_of(name: str) -> BeforeValidator:
    """Reads a person's word for something of a list."""
    return BeforeValidator(partial(chosen, name))


def _yes_or_told(value: object) -> object:
    words = {"oui": True, "yes": True, "true": True, "non": False, "no": False, "false": False}
    if isinstance(value, str) and (said := value.strip().lower()) in words:
        return words[said]
    return _in_words(value)


def _age(value: object) -> object:
    return re.sub(r"\s*(?:ans|years)$", "", value.strip()) if isinstance(value, str) else value


def _some(value: object) -> object:
    if isinstance(value, str) and value.strip() in ("0", "00"):
        raise refuse("missions.no_places")
    return value


def _place(value: object) -> object:
    """An address in one line; a line without any digit is a town."""
    if not isinstance(value, str):
        return value
    if found := ONE_LINE.fullmatch(value.strip()):
        return {key: each.strip() for key, each in found.groupdict().items() if each}
    if re.search(r"[\d,]", value) or not value.strip():
        raise refuse("missions.address_in_one_line", value=" ".join(value.split()))
    return {"city": value}


def _way(value: object) -> object:
    """What a single word to apply by is: an e-mail address, a web address, else a telephone number."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if re.match(r"https?://", text):
        return {"url": text}
    if "@" in text:
        return {"email": text.removeprefix("mailto:")}
    if re.fullmatch(r"[+\d][\d .()/\-]*", text):
        return {"phone": text}
    raise refuse("missions.bad_way_to_apply", value=text)


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


Said = Annotated[Text, BeforeValidator(_in_words)]
"""Text in words: what is only digits would reach the platforms as another number."""
Lines = Annotated[tuple[Said, ...], BeforeValidator(_alone, json_schema_input_type=tuple[Said, ...] | str)]
YesOrTold = Annotated[bool | Said, BeforeValidator(_yes_or_told)]


class Place(Address):
    """Where a mission takes place."""

    mistaken = _mistaken({"street": "rue, voie", "postal_code": "code postal, cp", "city": "ville, commune"})

    street: Said | None = titled(en="Street and number.", fr="Numéro et rue.")
    city: Said | None = titled(en="City.", fr="Ville ou commune.")

    @model_validator(mode="after")
    def _with_a_french_code(self) -> Place:
        code = self.postal_code
        if self.country == "FR" and code and not re.fullmatch(r"\d{2} ?\d{3}", code):
            raise refuse("bad_postal_code", value=code)
        return self


class Apply(Section):
    """The one way to apply."""

    mistaken = _mistaken(
        {"email": "courriel, mail, e-mail", "phone": "téléphone, tel, tél", "url": "formulaire, form, lien, site, page"}
    )

    email: Email | None = titled(en="Write to this address.", fr="Écrire à cette adresse.")
    phone: Phone | None = titled(en="Call this number, in quotes.", fr="Appeler ce numéro, entre guillemets.")
    url: WebAddress | None = titled(
        en="Fill in this form, or the offer's page on a platform.",
        fr="Remplir ce formulaire, ou passer par la page de l’offre sur une plateforme.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> Apply:
        if sum(each is not None for each in (self.email, self.phone, self.url)) != 1:
            raise refuse("missions.one_way_to_apply")
        return self


class Contact(Section):
    """Whom to ask."""

    mistaken = _mistaken({"name": "nom, prénom", "phone": "téléphone, tel, tél"})

    name: Text = required(en="The name, and what they do.", fr="Le nom, et ce que fait la personne.")
    phone: Phone | None = titled(en="Telephone, in quotes.", fr="Le téléphone, entre guillemets.")


PlaceField = Annotated[Place, BeforeValidator(_place, json_schema_input_type=Place | str)]
Places = Annotated[tuple[PlaceField, ...], BeforeValidator(_alone)]
ApplyField = Annotated[Apply, BeforeValidator(_way, json_schema_input_type=Apply | str)]
ContactField = Annotated[Contact, BeforeValidator(_named, json_schema_input_type=Contact | str)]
Activities = Annotated[tuple[Annotated[Activity, one_of("activity")], ...], BeforeValidator(_listed)]
Audiences = Annotated[tuple[Annotated[Audience, one_of("audience")], ...], BeforeValidator(_listed)]
Teams = Annotated[tuple[Annotated[Team, one_of("team")], ...], BeforeValidator(_listed)]
Links = Annotated[
    tuple[WebAddress, ...], BeforeValidator(_alone, json_schema_input_type=tuple[WebAddress, ...] | WebAddress)
]


class MissionData(FrontMatter):
    """The keys of a mission, beside those that every entry knows."""

    mistaken = _mistaken(MEANT)

    apply: ApplyField | None = titled(
        en="The one way to apply: an e-mail address, a telephone number, or a web address.",
        fr="À remplir : comment se proposer, par une adresse électronique, un téléphone ou une page web.",
    )
    status: Annotated[Status, one_of("status")] = titled(
        "open", en="open, full, or closed.", fr="open (ouverte), full (pourvue) ou closed (close)."
    )
    domain: Annotated[Domain, one_of("domain")] | None = titled(
        en="What it is for.", fr="Le domaine : « Environnement », « Solidarité et insertion »…"
    )
    activities: Activities = titled((), en="What one does.", fr="Ce que l’on y fait : « Jardinage », « Collecte »…")
    audience: Audiences = titled((), en="Who is helped.", fr="Le public aidé : « Personnes âgées », « Enfants »…")
    remote: Annotated[Remote, one_of("remote")] = titled(
        "no",
        en="no, possible, full, or local (near one's home, anywhere).",
        fr="À distance : no (non), possible, full (entièrement) ou local (près de chez soi, partout en France).",
    )
    rhythm: Annotated[Rhythm, one_of("rhythm")] | None = titled(
        en="once or regular; else guessed from the dates and the schedule.",
        fr="once (ponctuelle) ou regular (régulière) ; sinon deviné d’après les dates et les horaires.",
    )
    schedule: Said | None = titled(en="How much time, in words.", fr="Le temps que cela prend : 2 heures par semaine.")
    places: Annotated[int, BeforeValidator(_some)] | None = titled(
        en="How many volunteers are wanted.", fr="Le nombre de bénévoles recherchés.", ge=1, le=10000
    )
    start: Day | None = titled(en="The first day.", fr="Le premier jour.")
    end: Day | None = titled(en="The last day.", fr="Le dernier jour.")
    all_year: YesNo = titled(False, en="yes: all year round.", fr="oui : toute l’année.")
    deadline: Day | None = titled(
        en="The last day to apply; then the mission closes by itself.",
        fr="Le dernier jour pour se proposer ; ensuite la mission se ferme d’elle-même.",
    )
    address: PlaceField | None = titled(
        en="Where: a town, an address in one line, or keys.",
        fr="Le lieu : une commune, une adresse sur une ligne, ou street, postal_code, city.",
    )
    addresses: Places = titled((), en="Several places.", fr="Plusieurs lieux, un par ligne.")
    zone: Said | None = titled(
        en="Where, when it is no address: « in the whole county ».", fr="Le secteur : « dans tout le département »."
    )
    skills: Lines = titled((), en="What is needed, a line each.", fr="Ce qu’il faut, une ligne par chose.")
    offers: Lines = titled(
        (), en="What you offer, a line each.", fr="Ce que vous offrez : formation, repas, assurance…"
    )
    min_age: Annotated[int, BeforeValidator(_age)] | None = titled(
        en="The least age.", fr="L’âge minimum.", ge=3, le=99
    )
    minors: YesNo | None = titled(en="Open to minors.", fr="Ouverte aux mineurs : oui ou non.")
    accessible: YesOrTold | None = titled(
        en="Accessible with reduced mobility: yes, no, or how.",
        fr="Accessible aux personnes à mobilité réduite : oui, non, ou comment.",
    )
    transport: YesOrTold | None = titled(
        en="Near public transport: yes, no, or which.", fr="Près des transports en commun : oui, non, ou lesquels."
    )
    expenses: YesOrTold | None = titled(
        en="Expenses refunded: yes, no, or which.", fr="Frais remboursés : oui, non, ou lesquels."
    )
    open_to: Teams = titled(
        (), en="Also for groups, companies, families.", fr="Aussi pour : groupes, entreprises, familles."
    )
    contact: ContactField | None = titled(en="Whom to ask.", fr="La personne à qui poser ses questions.")
    also_on: Links = titled(
        (), en="The same offer on platforms.", fr="La même annonce sur d’autres plateformes, adresses entières."
    )

    @property
    def all_places(self) -> tuple[Place, ...]:
        """Every place of it, the main one first."""
        return (*((self.address,) if self.address else ()), *self.addresses)
