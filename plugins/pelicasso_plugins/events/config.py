"""What `events:` in `site.yaml` may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, ConfigDict

from pelicasso.kit import FilePath
from pelicasso.schema.section import Section, Text, WebAddress, required, titled
from pelicasso_plugins.events.place import PlaceField
from pelicasso_plugins.events.recurrence import listed

MISTAKEN = {
    "rubriques": "categories",
    "catégories": "categories",
    "themes": "categories",
    "thèmes": "categories",
    "genres": "kinds",
    "sortes": "kinds",
    "types": "kinds",
    "lieux": "places",
    "agendas": "calendars",
    "calendriers": "calendars",
    "ics": "calendars",
}


def _file(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


def _calendar_address(value: object) -> object:
    """« webcal: » is how calendars call https."""
    return f"https:{value[7:]}" if isinstance(value, str) and value.lower().startswith("webcal:") else value


class Calendar(Section):
    """A calendar file whose events join the agenda; a text alone is the file."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "fichier": "file",
        "adresse": "url",
        "lien": "url",
        "rubrique": "category",
        "thème": "category",
        "catégorie": "category",
    }

    file: FilePath = required(
        en="The .ics file, or a folder of them, in content.", fr="Le fichier .ics, ou un dossier, dans content."
    )
    url: Annotated[WebAddress, BeforeValidator(_calendar_address)] | None = titled(
        en="Where `pelicasso events refresh` fetches it.",
        fr="L’adresse où « pelicasso events refresh » va le chercher.",
    )
    category: Text | None = titled(en="The category of its events.", fr="Le thème de ses événements.")


class Events(Section):
    """The agenda of the association, from the folder content/events."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "L’agenda de l’association, d’après le dossier content/events."}
    )
    mistaken: ClassVar[Mapping[str, str]] = MISTAKEN

    categories: Annotated[tuple[Text, ...], BeforeValidator(listed)] = titled(
        (), en="The categories that events may have; without them, any.", fr="Les thèmes possibles ; sinon, tous."
    )
    kinds: Annotated[tuple[Text, ...], BeforeValidator(listed)] = titled(
        (),
        en="Kinds of your own, as « Workshop »; general_meeting is always there.",
        fr="Vos sortes d’événements, comme « Atelier » ; assemblée générale est toujours là.",
    )
    places: tuple[PlaceField, ...] = titled(
        (),
        en="Places that events name, each written once.",
        fr="Les lieux que les événements nomment, écrits une fois.",
    )
    calendars: Annotated[
        tuple[Annotated[Calendar, BeforeValidator(_file, json_schema_input_type=Calendar | str)], ...],
        BeforeValidator(listed),
    ] = titled((), en="Calendar files whose events join the agenda.", fr="Des fichiers .ics à joindre à l’agenda.")
