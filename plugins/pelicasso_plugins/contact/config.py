"""What `contact:` in `site.yaml` may say."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple
from urllib.parse import quote, urlencode

from pydantic import BeforeValidator, ConfigDict

from pelicasso.kit import Address
from pelicasso.schema.section import Email, Phone, Section, Text, WebAddress, YesNo, required, titled
from pelicasso_plugins.contact.networks import network
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
}
"""What volunteers write for a key."""


class Profile(NamedTuple):
    """An account elsewhere: the network's name and the address."""

    name: str
    href: str


class OpeningHours(Section):
    """One line of the opening hours; without days it is a remark."""

    days: Text | None = titled(en="The day or days.", fr="Le ou les jours : mercredi, du lundi au jeudi…")
    hours: Text = required(en="The hours.", fr="Les heures : 14 h – 18 h, sur rendez-vous…")


def _line(value: object) -> object:
    return {"hours": value} if isinstance(value, str) else value


def _lines(value: object) -> object:
    return [value] if isinstance(value, str) else value


Line = Annotated[OpeningHours, BeforeValidator(_line, json_schema_input_type=OpeningHours | str)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_lines, json_schema_input_type=tuple[Line, ...] | str)]


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").strip("/")


class Contact(Section):
    """How to reach the association; without an address of its own, the registered office is shown."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Comment joindre l’association ; sans autre adresse, le siège est montré."}
    )
    mistaken = MISTAKEN

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
    profiles: tuple[WebAddress, ...] = titled(
        (), en="Accounts on social networks.", fr="Les adresses des comptes sur les réseaux sociaux."
    )

    def reaches(self, office: Address | None) -> bool:
        """Whether anything here leads to the association."""
        return bool(self.email or self.phone or self.address or office or self.profiles)

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

    def map_href(self, address: Address) -> str:
        """A link to a map of the address; nothing of the map is loaded before it is followed."""
        if self.map:
            return self.map
        street = (address.street or "").splitlines()[-1:]
        city = re.sub(r"\s+cedex\b.*", "", f"{address.postal_code or ''} {address.city or ''}".strip(), flags=re.I)
        return f"{MAP}?{urlencode({'query': ', '.join(filter(None, (*street, city, address.country)))})}"

    def map_name(self, address: Address) -> str:
        return network(self.map_href(address))

    @property
    def named_profiles(self) -> tuple[Profile, ...]:
        """The profiles by the names of their networks; two of one network are told apart by their addresses."""
        names = [network(each) for each in self.profiles]
        return tuple(
            Profile(name if names.count(name) == 1 else f"{name} ({_bare(each)})", each)
            for name, each in zip(names, self.profiles, strict=True)
        )
