"""Events in lists: one row for all dates of an event in a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from pelicasso.kit import Room, Words
from pelicasso_plugins.events.agenda import Agenda, Category, Held
from pelicasso_plugins.events.config import Events
from pelicasso_plugins.events.event import Event
from pelicasso_plugins.events.front_matter import MEETING
from pelicasso_plugins.events.said import days_said, hours_said, machine, rhythm_said, short_month, short_weekday
from pelicasso_plugins.events.views import Month, Row


def month_address(room: Room[Events], month: date) -> str:
    return f"{room.address('events')}{month:%Y/%m}/"


def months_of(
    room: Room[Events], held: Iterable[Held], *, most: int | None = None, linked: bool = True
) -> tuple[Month, ...]:
    """The dates by month; no more rows than `most`, and no month that is cut in two."""
    months: list[Month] = []
    count = 0
    for month, dates in groupby(held, key=lambda each: each.day.replace(day=1)):
        rows = tuple(rows_of(room, list(dates)))
        if most is not None and months and count + len(rows) > most:
            break
        count += len(rows)
        title = room.words.day(month, "month")
        href = room.href(month_address(room, month)) if linked else ""
        months.append(
            Month(title[:1].upper() + title[1:], href, f"{month:%Y-%m}", rows[:most], len(rows[most:]) if most else 0)
        )
    return tuple(months)


def rows_of(room: Room[Events], held: Sequence[Held], *, apart: bool = False) -> Iterator[Row]:
    """A row an event, by its first date; what is off stands on its own row, or each date does."""
    groups: dict[object, list[Held]] = {}
    for at, each in enumerate(held):
        alone = apart or each.off or each.occurrence.moved
        groups.setdefault((id(each.event), at) if alone else id(each.event), []).append(each)
    for dates in groups.values():
        yield row_of(room, dates[0], [each.day for each in dates[1:]])


def row_of(room: Room[Events], held: Held, others: Sequence[date] = ()) -> Row:
    words, event, occurrence = room.words, held.event, held.occurrence
    over = occurrence.over
    if others and occurrence.end is not None:
        over = datetime.combine(others[-1], occurrence.end.timetz())
    elif others:
        over = datetime.combine(others[-1], occurrence.start.timetz())
    return Row(
        title=event.title,
        href=room.href(event.address),
        day=held.day,
        weekday=short_weekday(words, held.day),
        month=short_month(words, held.day),
        when=_when(words, held),
        place=_place(room, held),
        notice=notice_of(words, event, held),
        off=held.off,
        kicker=kicker_of(words, event),
        others=_others(words, others),
        over=machine(over, day_only=False),
        language=(event.entry.data.lang if event.entry else None) or room.site.language,
    )


def _others(words: Words, others: Sequence[date]) -> str:
    if not others:
        return ""
    return words("events.row.others", count=len(others), days=days_said(words, list(others)))


def _when(words: Words, held: Held) -> str:
    occurrence = held.occurrence
    if occurrence.last_day > occurrence.day:
        return words("events.row.until", day=words.day(occurrence.last_day, "weekday"))
    if occurrence.all_day:
        return words("events.row.all_day")
    return hours_said(words, occurrence)


def _place(room: Room[Events], held: Held) -> str:
    """The name of the place, with its town where that is not the association's own."""
    words, change, event = room.words, held.occurrence.change, held.event
    if change and change.place:
        return words.typography.text(change.place)
    if place := event.place:
        seat = room.site.organisation.address
        near = seat is not None and seat.city == place.city
        return words.typography.text(place.name if near and place.name else place.short)
    return words("events.online") if event.online else ""


def notice_of(words: Words, event: Event, held: Held | None = None) -> str:
    """The word that nobody may miss."""
    occurrence = held.occurrence if held else None
    if event.status == "cancelled" or (occurrence and occurrence.cancelled):
        return words("events.status.cancelled")
    if event.status == "postponed":
        return words("events.status.postponed") if event.off else words("events.status.rescheduled")
    if event.status == "moved":
        return words("events.status.moved_online") if event.online and not event.place else words("events.status.moved")
    if occurrence and occurrence.moved:
        return words("events.status.date_moved")
    return words("events.status.full") if event.status == "full" else ""


def kicker_of(words: Words, event: Event) -> str:
    """What kind of event it is, and how often it comes."""
    kind = words("events.kinds.general_meeting") if event.kind == MEETING else event.kind
    rhythm = rhythm_of(words, event)
    return " · ".join(filter(None, (words.typography.text(kind) if kind else "", rhythm)))


def rhythm_of(words: Words, event: Event) -> str:
    series = event.series
    return rhythm_said(words, series.rule, series.start.date()) if series.recurs else ""


def next_rows(room: Room[Events], agenda: Agenda, count: int, category: Category | None = None) -> tuple[Row, ...]:
    """The next events, each once."""
    seen: set[int] = set()
    rows: list[Row] = []
    for each in agenda.coming(category):
        if id(each.event) not in seen and len(rows) < count:
            seen.add(id(each.event))
            rows.append(row_of(room, each))
    return tuple(rows)
