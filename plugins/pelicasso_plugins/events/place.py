"""Where an event is: a place and how one gets in, a link to a map that loads nothing before the click."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from pydantic import BeforeValidator

from pelicasso.kit import Address
from pelicasso.schema.section import Text, WebAddress, refuse, titled

MAP = "https://www.openstreetmap.org"
LINE = re.compile(r"(?P<name>[^,]+?)(?:,\s*(?P<street>[^,]+?))?,\s*(?P<postal_code>\d{5})\s+(?P<city>[^,]+)")
"""« Maison du canal, 14 quai des Péniches, 59100 Saint-Aubin »."""
POSITION = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)")


def _position(value: str) -> str:
    found = POSITION.fullmatch(value.strip())
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise refuse("events.bad_position", value=value)
    return f"{float(found[1])}, {float(found[2])}"


Position = Annotated[str, BeforeValidator(lambda value: _position(value) if isinstance(value, str) else value)]
"""Latitude and longitude in degrees, WGS 84."""


class Place(Address):
    """A place; a text alone is its name, or its name and address on one line."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "nom": "name",
        "rue": "street",
        "adresse": "street",
        "code_postal": "postal_code",
        "ville": "city",
        "commune": "city",
        "pays": "country",
        "accès": "access",
        "acces": "access",
        "accessibilité": "accessibility",
        "accessibilite": "accessibility",
        "pmr": "accessibility",
        "plan": "map",
        "carte": "map",
        "coordonnées": "position",
        "gps": "position",
    }

    name: Text | None = titled(en="Its name.", fr="Son nom.")
    access: Text | None = titled(en="How to come.", fr="Comment venir : bus, entrée, stationnement…")
    accessibility: Text | None = titled(
        en="How one gets in with reduced mobility, what there is for those who see or hear badly.",
        fr="L’accès avec une mobilité réduite, ce qui est prévu pour qui voit ou entend mal.",
    )
    position: Position | None = titled(
        en='Latitude and longitude, "50.7013, 3.1652".', fr='La latitude et la longitude, "50.7013, 3.1652".'
    )
    map: WebAddress | None = titled(
        en="A link to a map; OpenStreetMap by default.", fr="Le lien vers un plan ; sinon OpenStreetMap."
    )

    @property
    def lines(self) -> tuple[str, ...]:
        """The place as on an envelope, its name first."""
        town = " ".join(filter(None, (self.postal_code, self.city)))
        return tuple(filter(None, (self.name, *(self.street or "").splitlines(), town)))

    @property
    def text(self) -> str:
        return ", ".join(self.lines)

    @property
    def short(self) -> str:
        """What a list says of it."""
        return ", ".join(filter(None, (self.name or self.street, self.city)))

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude."""
        found = POSITION.fullmatch(self.position or "")
        return (float(found[1]), float(found[2])) if found else None

    @property
    def map_href(self) -> str | None:
        """A link to a map; None for a place that no map knows."""
        if self.map:
            return self.map
        if point := self.coordinates:
            return f"{MAP}/?mlat={point[0]}&mlon={point[1]}#map=17/{point[0]}/{point[1]}"
        if not self.city:
            return None
        wanted = filter(None, (self.street, self.postal_code, self.city, self.country))
        return f"{MAP}/search?{urlencode({'query': ', '.join(wanted)})}"


def _place(value: object) -> object:
    return place_of_text(value) if isinstance(value, str) else value


def place_of_text(value: str) -> dict[str, str]:
    """The keys of a place that is written on one line."""
    found = LINE.fullmatch(" ".join(value.split()))
    return {key: each for key, each in found.groupdict().items() if each} if found else {"name": value}


PlaceField = Annotated[Place, BeforeValidator(_place, json_schema_input_type=Place | str)]
