"""From the front matter of an event to its series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pelicasso_plugins.events.front_matter import EventData, end_after, moved_moment
from pelicasso_plugins.events.moment import Moment
from pelicasso_plugins.events.occurrence import DAY, Change, Series
from pelicasso_plugins.events.recurrence import Move, Recurrence


def series_of(data: EventData, site: ZoneInfo, language: str) -> Series:
    """The dates of an event."""
    start, recurrence = data.start, data.recurrence
    end = data.end if isinstance(data.end, Moment) else None
    rule = recurrence.rule(start.day, language) if recurrence else None
    return Series(
        start.local,
        data.zone(site),
        length_of(start, end, data.duration),
        start.hour is None,
        rule,
        tuple(_extra(each, start) for each in (recurrence.extra if recurrence else ())),
        frozenset(_left_out(recurrence) if recurrence else ()),
        _changes(recurrence, start) if recurrence else {},
    )


def length_of(start: Moment, end: Moment | None, duration: timedelta | None) -> timedelta | None:
    """From the start to the end; of whole days the last one counts."""
    if start.hour is None:
        return duration or (end.local - start.local + DAY if end else DAY)
    return duration or (end.local - start.local if end else None)


def _extra(moment: Moment, start: Moment) -> datetime:
    return Moment(moment.day, moment.hour or start.hour).local


def _left_out(recurrence: Recurrence) -> Iterator[date]:
    yield from recurrence.skipped
    for pause in recurrence.paused:
        yield from (pause.start + timedelta(days=each) for each in range((pause.end - pause.start).days + 1))


def _changes(recurrence: Recurrence, start: Moment) -> dict[date, Change]:
    cancelled = {each: Change(cancelled=True) for each in recurrence.cancelled}
    return cancelled | {each.date: _change(each, start) for each in recurrence.moved}


def _change(move: Move, start: Moment) -> Change:
    held = moved_moment(move.start, move.date, start)
    length = length_of(held, end_after(held, move.end), None) if move.end else None
    return Change(held.local, length, move.place)
