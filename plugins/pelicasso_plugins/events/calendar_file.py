"""Calendar files (RFC 5545): what an event says to the calendars of visitors, always in the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pelicasso_plugins.events.event import Event
from pelicasso_plugins.events.moment import instant
from pelicasso_plugins.events.occurrence import Change, Series
from pelicasso_plugins.events.rule import Steps
from pelicasso_plugins.events.time_zone import time_zone

WIDTH = 75
"""Octets of a line, without its end."""
STEPS = 20_000
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
NOT_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Said:
    """What of an event is words: its title, what there is to know, and the address of its page, None without any."""

    title: str
    description: str
    url: str | None
    category: str | None


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """What a calendar file says of itself; `source` is its own address, None when that is unknown."""

    name: str
    language: str
    source: str | None = None


def calendar(head: CalendarHead, events: Iterable[Event], entries: Iterable[bytes]) -> bytes:
    """The whole file: the zones of its events, and the entry of each."""
    zones: dict[str, int] = {}
    for each in events:
        if _has_zone(each.series):
            key, year = each.series.zone.key, each.series.start.year
            zones[key] = min(zones.get(key, year), year)
    opening = [*_head(head), *(line for key in sorted(zones) for line in time_zone(key, zones[key]))]
    return b"".join((_folded(opening), *entries, b"END:VCALENDAR\r\n"))


def _head(head: CalendarHead) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Pelicasso//Events//{head.language.upper()}")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    # No X-WR-TIMEZONE: some readers take the hours of a series by universal time for hours of that zone.
    yield from (f"NAME:{_text(head.name)}", f"X-WR-CALNAME:{_text(head.name)}")
    if head.source:
        yield from ("REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H", f"SOURCE;VALUE=URI:{head.source}")


def entry(event: Event, said: Said) -> bytes:
    """An event as an entry of calendar files, and one more for each date of a series that is held otherwise."""
    series = event.series
    lines = [*_event(event, said, series.start, None)]
    for day, change in sorted(series.changes.items()):
        lines += _event(event, said, datetime.combine(day, series.start.time()), change)
    return _folded(lines)


def _event(event: Event, said: Said, planned: datetime, change: Change | None) -> Iterator[str]:
    series, stamp = event.series, event.stamp
    yield from ("BEGIN:VEVENT", f"UID:{_text(stamp.uid)}", f"DTSTAMP:{_utc(stamp.changed)}")
    if stamp.created:
        yield f"CREATED:{_utc(stamp.created)}"
    yield from (f"LAST-MODIFIED:{_utc(stamp.changed)}", f"SEQUENCE:{stamp.sequence}")
    if change is not None:
        yield _timed("RECURRENCE-ID", [planned], series)
    start = change.start if change and change.start else planned
    length = change.length if change and change.length is not None else series.length
    yield _moment("DTSTART", start, series)
    if length is not None:
        yield _moment("DTEND", start + length, series)
    if change is None:
        yield from _repeated(series)
    yield from _words(event, said, change)
    yield "END:VEVENT"


def _moment(name: str, local: datetime, series: Series) -> str:
    """A start or an end; readers differ on an hour that the clocks skip or show twice: it is told by universal time."""
    if series.all_day or not _is_odd(local, series.zone) or (name == "DTSTART" and series.recurs):
        return _timed(name, [local], series)
    return f"{name}:{_utc(instant(local, series.zone))}"


def _is_odd(local: datetime, zone: ZoneInfo) -> bool:
    first, second = (local.replace(tzinfo=zone, fold=each).utcoffset() for each in (0, 1))
    return first != second


def _repeated(series: Series) -> Iterator[str]:
    if series.rule is not None:
        yield f"RRULE:{series.rule.text(_until(series))}"
    if left_out := _left_out(series):
        yield _timed("EXDATE", left_out, series)
    if series.extra:
        # ical.js takes the start for a date only where a rule or a date says it.
        first = () if series.rule else (series.start,)
        yield _timed("RDATE", [*first, *series.extra], series)


def _until(series: Series) -> str | None:
    if series.rule is None or series.rule.until is None:
        return None
    if series.all_day:
        return f"{series.rule.until:%Y%m%d}"
    return _utc(instant(datetime.combine(series.rule.until, series.start.time()), series.zone))


def _left_out(series: Series) -> list[datetime]:
    """Of the days that are left out those that the rule names."""
    if series.rule is None or not series.left_out:
        return []
    days: set[date] = {*series.rule.days(series.start.date(), max(series.left_out), Steps(STEPS)), series.start.date()}
    return [datetime.combine(each, series.start.time()) for each in sorted(days & series.left_out)]


def _words(event: Event, said: Said, change: Change | None) -> Iterator[str]:
    place = change.place if change and change.place else event.place.text if event.place else ""
    yield f"SUMMARY:{_text(said.title)}"
    if said.description:
        yield f"DESCRIPTION:{_text(said.description)}"
    if place or event.online:
        yield f"LOCATION:{_text(place or event.online or '')}"
    if event.place and event.place.coordinates and not (change and change.place):
        yield "GEO:{};{}".format(*event.place.coordinates)
    if said.url:
        yield f"URL:{said.url}"
    if event.online:
        yield f"CONFERENCE;VALUE=URI:{event.online}"
    if said.category:
        yield f"CATEGORIES:{_text(said.category)}"
    yield f"STATUS:{_status(event, change)}"


def _status(event: Event, change: Change | None) -> str:
    if event.status == "cancelled" or (change is not None and change.cancelled):
        return "CANCELLED"
    return "TENTATIVE" if event.off else "CONFIRMED"


def _has_zone(series: Series) -> bool:
    return not series.all_day and series.zone.key not in ("UTC", "Etc/UTC")


def _timed(name: str, moments: list[datetime], series: Series) -> str:
    if series.all_day:
        return f"{name};VALUE=DATE:{','.join(f'{each:%Y%m%d}' for each in moments)}"
    if not _has_zone(series):
        return f"{name}:{','.join(f'{each:%Y%m%dT%H%M%SZ}' for each in moments)}"
    return f"{name};TZID={series.zone.key}:{','.join(f'{each:%Y%m%dT%H%M%S}' for each in moments)}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def utc_day(day: date) -> datetime:
    """The beginning of a day, for stamps."""
    return datetime.combine(day, time(), UTC)


def _text(value: str) -> str:
    clean = NOT_TEXT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(ESCAPED.get(each, each) for each in clean)


def _folded(lines: Iterable[str]) -> bytes:
    return b"".join(_fold(each.encode()) + b"\r\n" for each in lines)


def _fold(line: bytes) -> bytes:
    """A long line in several, none cut within a letter."""
    if len(line) <= WIDTH:
        return line
    parts = []
    width = WIDTH
    while line:
        end = min(width, len(line))
        while end < len(line) and line[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(line[:end])
        line, width = line[end:], WIDTH - 1
    return b"\r\n ".join(parts)
