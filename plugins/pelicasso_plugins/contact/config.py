"""What `contact:` in `site.yaml` may say."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from pydantic import BeforeValidator, ConfigDict, model_validator

from pelicasso.kit import Address
from pelicasso.kit.collection import Day
from pelicasso.kit.frames import read_frame
from pelicasso.schema.section import Email, Phone, Section, Text, WebAddress, YesNo, refuse, required, titled
from pelicasso_plugins.contact.networks import network
from pelicasso_plugins.contact.opening import weekdays
from pelicasso_plugins.contact.telephone import dialled, readable

MAP = "https://www.openstreetmap.org/search"
MISTAKEN = {
    "téléphone": "phone",
    "telephone": "phone",
    "tel": "phone",
    "portable": "phone",
    "courriel": "email",
    "mail": "email",
    "e-mail": "email",
    "adresse": "address",
    "horaires": "hours",
    "accès": "access",
    "acces": "access",
    "plan": "map",
    "carte": "map",
    "réseaux": "profiles",
    "reseaux": "profiles",
    "lieux": "places",
    "lieu": "places",
    "nom": "name",
    "fermetures": "closures",
    "fermeture": "closures",
    "vacances": "closures",
    "accessibilité": "accessibility",
    "accessibilite": "accessibility",
    "handicap": "accessibility",
    "formulaire": "form",
    "sujets": "subjects",
    "objets": "subjects",
    "début": "start",
    "debut": "start",
    "du": "start",
    "fin": "end",
    "au": "end",
    "motif": "reason",
    "raison": "reason",
}
"""What volunteers write for a key."""
OF_FORMS = {
    **MISTAKEN,
    **dict.fromkeys(("lien", "link", "url", "adresse", "address", "action"), "to"),
    **dict.fromkeys(("type", "genre"), "service"),
}


class Profile(NamedTuple):
    """An account elsewhere: the network's name and the address."""

    name: str
    href: str


class OpeningHours(Section):
    """One line of the opening hours; without days it is a remark."""

    days: Text | None = titled(en="The day or days.", fr="Le ou les jours : mercredi, du lundi au jeudi…")
    hours: Text = required(en="The hours.", fr="Les heures : 14 h – 18 h, sur rendez-vous…")

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The days of the week, Monday being 1; empty where they can't be told for sure."""
        return weekdays(self.days or "")


class Closure(Section):
    """Days on which nobody is there."""

    mistaken = MISTAKEN

    start: Day = required(en="The first day.", fr="Le premier jour : 2026-12-24.")
    end: Day | None = titled(en="The last day, when there are several.", fr="Le dernier jour, s’il y en a plusieurs.")
    reason: Text | None = titled(en="Why.", fr="Pourquoi : « vacances de fin d’année ».")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Closure:
        if self.end and self.end < self.start:
            raise refuse("contact.ends_before_it_starts")
        return self

    @property
    def last(self) -> datetime.date:
        return self.end or self.start


def _line(value: object) -> object:
    return {"hours": value} if isinstance(value, str) else value


def _lines(value: object) -> object:
    return [value] if isinstance(value, str) else value


Line = Annotated[OpeningHours, BeforeValidator(_line, json_schema_input_type=OpeningHours | str)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_lines, json_schema_input_type=tuple[Line, ...] | str)]


class Place(Section):
    """A place where people can come."""

    mistaken = MISTAKEN

    name: Text | None = titled(en="What it is called.", fr="Le nom du lieu : « L’atelier ».")
    address: Address | None = titled(en="Its address.", fr="Son adresse.")
    hours: Lines = titled(
        (),
        en="Its opening hours: a text, or lines of days and hours.",
        fr="Ses horaires : un texte, ou des lignes days et hours.",
    )
    access: Text | None = titled(en="How to come.", fr="Comment venir : bus, entrée, stationnement…")
    accessibility: Text | None = titled(
        en="How accessible it is: steps, doors, toilets, hearing loop.",
        fr="L’accessibilité du lieu : marches, portes, toilettes, boucle magnétique…",
    )
    map: WebAddress | None = titled(
        en="A link to a map; OpenStreetMap by default.", fr="Le lien vers un plan ; sinon OpenStreetMap."
    )

    @property
    def map_href(self) -> str:
        """A link to a map of the place; nothing of the map is loaded before it is followed."""
        if self.map or self.address is None:
            return self.map or ""
        return f"{MAP}?{urlencode({'query': _searched(self.address)})}"

    @property
    def map_name(self) -> str:
        return network(self.map_href)


def _searched(address: Address) -> str:
    street = (address.street or "").splitlines()[-1:]
    city = re.sub(r"\s+cedex\b.*", "", f"{address.postal_code or ''} {address.city or ''}".strip(), flags=re.I)
    return ", ".join(filter(None, (*street, city, address.country)))


class Form(Section):
    """A form, at a service that someone chose: a page is only files, and can receive nothing itself."""

    mistaken = OF_FORMS

    service: Literal["mailto", "post", "frame", "link"] = required(
        en="mailto: the visitor's own e-mail; post: a service such as Formspree, that passes messages on; frame: a form"
        " of Framaforms, Nextcloud, Tally or HelloAsso, opened on a click; link: a page elsewhere.",
        fr="mailto : la messagerie du visiteur ; post : un service comme Formspree, qui transmet les messages ; frame :"
        " un formulaire Framaforms, Nextcloud, Tally ou HelloAsso, ouvert d’un clic ; link : une page ailleurs.",
    )
    to: Text | None = titled(
        en="The address that the service gave; none for mailto.",
        fr="L’adresse que donne le service ; rien pour mailto.",
    )
    subjects: tuple[Text, ...] = titled(
        (), en="Subjects to choose one from.", fr="Des sujets parmi lesquels choisir : « Adhérer », « Un don »…"
    )

    @model_validator(mode="after")
    def _has_what_its_service_needs(self) -> Form:
        if self.service != "mailto" and self.to is None:
            raise refuse("contact.form_leads_nowhere", service=self.service)
        if self.service == "frame":
            read_frame(self.to or "")
        elif self.service != "mailto" and not re.fullmatch(r"https://[^\s<>\"'\\@]+\.[^\s<>\"'\\@]+", self.to or ""):
            raise refuse("bad_web_address", value=self.to)
        return self

    @property
    def host(self) -> str:
        """Who receives what is written."""
        return urlsplit(self.to or "").hostname or ""


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").strip("/")


class Contact(Section):
    """How to reach the association; without an address of its own, the registered office is shown."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Comment joindre l’association ; sans autre adresse, le siège est montré."}
    )
    mistaken = MISTAKEN
    asked = ("email", "phone")

    email: Email | None = titled(en="E-mail address.", fr="L’adresse électronique.")
    email_public: YesNo = titled(
        False,
        en="Show the e-mail address to robots too: a plain link, search engines, machine formats.",
        fr="Montrer aussi l’adresse électronique aux robots : lien simple, moteurs de recherche.",
    )
    phone: Phone | None = titled(en="Telephone, in quotes.", fr="Le téléphone, entre guillemets.")
    hours: Lines = titled(
        (),
        en="Opening hours: a text, or lines of days and hours.",
        fr="Les horaires : un texte, ou des lignes days et hours.",
    )
    address: Address | None = titled(
        en="Where to come, when it isn't the registered office.", fr="L’adresse où venir, si ce n’est pas le siège."
    )
    access: Text | None = titled(en="How to come.", fr="Comment venir : bus, entrée, stationnement…")
    map: WebAddress | None = titled(
        en="A link to a map; OpenStreetMap by default.", fr="Le lien vers un plan ; sinon OpenStreetMap."
    )
    accessibility: Text | None = titled(
        en="How accessible the place is: steps, doors, toilets, hearing loop.",
        fr="L’accessibilité du lieu : marches, portes, toilettes, boucle magnétique…",
    )
    places: tuple[Place, ...] = titled(
        (),
        en="Several places, instead of address, access and map.",
        fr="Plusieurs lieux, au lieu de address et de map.",
    )
    closures: tuple[Closure, ...] = titled(
        (), en="Days on which nobody is there.", fr="Les jours de fermeture exceptionnelle."
    )
    form: Form | None = titled(en="A form to write to you.", fr="Un formulaire pour vous écrire.")
    profiles: tuple[WebAddress, ...] = titled(
        (), en="Accounts on social networks.", fr="Les adresses des comptes sur les réseaux sociaux."
    )

    def reaches(self, office: Address | None) -> bool:
        """Whether anything here leads to the association."""
        return bool(self.email or self.phone or self.address or self.places or office or self.profiles or self.form)

    def spots(self, office: Address | None) -> tuple[Place, ...]:
        """Where people can come: the places, else the one that the section itself says, else the registered office."""
        if self.places:
            return self.places
        one = Place(address=self.address or office, access=self.access, accessibility=self.accessibility, map=self.map)
        return (one,) if one.address or one.access or one.accessibility else ()

    def closures_to_come(self, day: datetime.date) -> tuple[Closure, ...]:
        """Those that are not over on a day, in their order."""
        return tuple(sorted((each for each in self.closures if each.last >= day), key=lambda each: each.start))

    @property
    def email_parts(self) -> tuple[str, str]:
        """What stands before the @ and after it."""
        name, _, domain = (self.email or "").partition("@")
        return name, domain

    @property
    def email_href(self) -> str:
        return f"mailto:{quote(self.email or '', safe='@+')}"

    @property
    def phone_text(self) -> str:
        return readable(self.phone or "")

    def phone_href(self, country: str) -> str:
        return f"tel:{dialled(self.phone or '', country)}"

    @property
    def named_profiles(self) -> tuple[Profile, ...]:
        """The profiles by the names of their networks; two of one network are told apart by their addresses."""
        names = [network(each) for each in self.profiles]
        return tuple(
            Profile(name if names.count(name) == 1 else f"{name} ({_bare(each)})", each)
            for name, each in zip(names, self.profiles, strict=True)
        )
