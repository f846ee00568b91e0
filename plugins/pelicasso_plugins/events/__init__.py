"""Events: an agenda that people, calendars and search engines read."""

from __future__ import annotations

from collections.abc import Iterator

from pelicasso.kit import Feature, Room
from pelicasso.schema import Finding, warning
from pelicasso_plugins.events.agenda import EVENTS, read_agenda
from pelicasso_plugins.events.blocks import EventsBlock
from pelicasso_plugins.events.config import Events
from pelicasso_plugins.events.pages import pages
from pelicasso_plugins.events.rows import next_rows
from pelicasso_plugins.events.views import AgendaContext, EventContext, MonthContext, NextEvents, YearContext

NEXT = 3
"""Events on the home page."""


def _next(room: Room[Events]) -> NextEvents:
    rows = next_rows(room, room.once(read_agenda), NEXT)
    return NextEvents(rows, room.link(room.words("events.all"), room.address("events")))


def _unlisted(room: Room[Events]) -> Iterator[Finding]:
    """A calendar file that nobody asked for: it looks as if it were used."""
    known = [each.file.rstrip("/") for each in room.section.calendars]
    for path, found in room.files.items():
        named = any(path == each or path.startswith(f"{each}/") for each in known)
        if path.endswith(".ics") and path.startswith("events/") and not named:
            yield warning("events.calendar_unlisted", found.path)


feature = Feature(
    name="events",
    section=Events,
    pages=pages,
    collections=(EVENTS,),
    shown={"slots/home_section/events.html": _next},
    contexts={
        "events/agenda.html": AgendaContext,
        "events/month.html": MonthContext,
        "events/year.html": YearContext,
        "events/event.html": EventContext,
        "slots/home_section/events.html": NextEvents,
        "blocks/events.html": NextEvents,
    },
    blocks=(EventsBlock(),),
    checks=(_unlisted,),
)
register = feature.register
