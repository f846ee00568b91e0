"""The block `/// events`: the next events, in any text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from pelicasso.kit import Link, Room
from pelicasso.kit.blocks import RoomBlock, Use
from pelicasso.kit.links import slug
from pelicasso.schema import error
from pelicasso.schema.section import Section, Text, titled
from pelicasso_plugins.events.agenda import Category, read_agenda
from pelicasso_plugins.events.config import Events
from pelicasso_plugins.events.rows import next_rows
from pelicasso_plugins.events.views import NextEvents

MOST = 12


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdigit() else value


class EventsOptions(Section):
    """How many events, and of which theme."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "nombre": "count",
        "combien": "count",
        "thème": "category",
        "theme": "category",
        "rubrique": "category",
    }

    count: Annotated[int, BeforeValidator(_number), Field(ge=1, le=MOST)] = titled(
        3, en="How many, at most.", fr="Combien, au plus."
    )
    category: Text | None = titled(en="Only those of a theme.", fr="Seulement ceux d’un thème.")


class EventsBlock(RoomBlock[EventsOptions]):
    """The next events."""

    name = "events"
    feature = "events"
    meaning = ("Les prochaines dates de l’agenda.", "The next dates of the agenda.")
    example = "/// events\ncount: 3\ncategory: Ateliers\n///"
    words = frozenset({"agenda", "événements", "evenements", "event", "dates"})
    options = EventsOptions

    def shown(self, room: Room[Events], use: Use[EventsOptions], file: str) -> NextEvents | None:
        agenda = room.once(read_agenda)
        wanted = use.options.category
        category = agenda.categories.get(slug(wanted)) if wanted else None
        if wanted and category is None:
            known = ", ".join(each.name for each in agenda.categories.values())
            room.report.add(
                error("events.unknown_category", file, use.lines.get("category"), value=wanted, known=known)
            )
            return None
        rows = next_rows(room, agenda, use.options.count, category)
        return NextEvents(rows, _link(room, category)) if rows else None

    def link(self, room: Room[Events], use: Use[EventsOptions]) -> Link:
        wanted = use.options.category
        return _link(room, room.once(read_agenda).categories.get(slug(wanted)) if wanted else None)


def _link(room: Room[Events], category: Category | None) -> Link:
    address = category.address(room) if category else room.address("events")
    return room.link(room.words("events.all"), address)
