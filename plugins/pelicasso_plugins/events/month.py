"""A month as a table: a row a week, a column a day of the week."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from datetime import date

from pelicasso.kit import Link, Room
from pelicasso_plugins.events.agenda import Held
from pelicasso_plugins.events.config import Events
from pelicasso_plugins.events.rows import notice_of
from pelicasso_plugins.events.said import hours_said, weekday_names
from pelicasso_plugins.events.views import Cell, Item, MonthContext


def month_context(
    room: Room[Events], month: date, held: Sequence[Held], previous: Link | None, following: Link | None
) -> MonthContext:
    """The days of a month with their events."""
    by_day: dict[date, list[Held]] = {}
    for each in held:
        for day in _days(each, month):
            by_day.setdefault(day, []).append(each)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return MonthContext(
        weekday_names(room.words.language),
        tuple(tuple(_cell(room, month, day, by_day.get(day, ())) for day in week) for week in weeks),
        previous,
        following,
    )


def _days(held: Held, month: date) -> list[date]:
    """The days of the month on which it takes place."""
    first = max(held.day, month)
    count = (held.occurrence.last_day - first).days + 1
    days = (date.fromordinal(first.toordinal() + each) for each in range(min(count, 31)))
    return [each for each in days if each.month == month.month]


def _cell(room: Room[Events], month: date, day: date, held: Sequence[Held]) -> Cell | None:
    if day.month != month.month:
        return None
    return Cell(day, room.words.day(day, "weekday") if held else "", tuple(_item(room, each, day) for each in held))


def _item(room: Room[Events], held: Held, day: date) -> Item:
    words = room.words
    hours = hours_said(words, held.occurrence) if day == held.day else words("events.month.goes_on")
    return Item(held.event.title, room.href(held.event.address), hours, notice_of(words, held.event, held), held.off)
