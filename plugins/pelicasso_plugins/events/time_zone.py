"""VTIMEZONE: the changes of a zone's clocks as calendars write them (RFC 5545, 3.6.5), by a rule where there is one."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

from pelicasso_plugins.events.rule import DAYS

YEARS = 12
"""So many years of changes are looked at, and written one by one where they follow no rule."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clocks: `onset` as they stood before it."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def kind(self) -> tuple[timedelta, timedelta, str, bool]:
        return (self.before, self.after, self.name, self.is_summer)


@cache
def time_zone(key: str, year: int) -> tuple[str, ...]:
    """The lines of a zone, right from the beginning of a year on."""
    zone = ZoneInfo(key)
    changes = sorted(_changes(zone, year - 1), key=lambda each: (each.kind, each.onset))
    groups = [list(each) for _, each in groupby(changes, key=lambda each: each.kind)]
    first = datetime(year - 1, 1, 1)
    known = [line for each in groups for line in _observance(each)]
    before = () if any(len(each) == YEARS for each in groups) else _standing(zone, first)
    return ("BEGIN:VTIMEZONE", f"TZID:{key}", *before, *known, "END:VTIMEZONE")


def _changes(zone: ZoneInfo, year: int) -> Iterator[Change]:
    """Every change of so many years, found day by day and then to the minute."""
    day, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year + YEARS, 1, 1, tzinfo=UTC)
    while day < last:
        following = day + timedelta(days=1)
        if _offset(day, zone) != _offset(following, zone):
            yield _change(day, following, zone)
        day = following


def _change(low: datetime, high: datetime, zone: ZoneInfo) -> Change:
    while high - low > MINUTE:
        middle = low + ((high - low) // MINUTE // 2) * MINUTE
        low, high = (middle, high) if _offset(middle, zone) == _offset(low, zone) else (low, middle)
    before, after = _offset(low, zone), _offset(high, zone)
    local = high.astimezone(zone)
    return Change((high + before).replace(tzinfo=None), before, after, local.tzname() or "", after > before)


def _observance(changes: Sequence[Change]) -> Iterator[str]:
    first = changes[0]
    rule = _rule(changes)
    yield from _lines(first, first.onset)
    if rule:
        yield f"RRULE:{rule}"
    else:
        # One a line: ical.js reads the first one of a line only.
        yield from (f"RDATE:{each.onset:%Y%m%dT%H%M%S}" for each in changes[1:])
    yield f"END:{'DAYLIGHT' if first.is_summer else 'STANDARD'}"


def _lines(change: Change, onset: datetime) -> Iterator[str]:
    yield f"BEGIN:{'DAYLIGHT' if change.is_summer else 'STANDARD'}"
    yield f"DTSTART:{onset:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_written(change.before)}"
    yield f"TZOFFSETTO:{_written(change.after)}"
    if change.name:
        yield f"TZNAME:{change.name}"


def _standing(zone: ZoneInfo, first: datetime) -> tuple[str, ...]:
    """What the clocks say before any change."""
    aware = first.replace(tzinfo=zone)
    offset = aware.utcoffset() or timedelta()
    return (*_lines(Change(first, offset, offset, aware.tzname() or "", False), first), "END:STANDARD")


def _rule(changes: Sequence[Change]) -> str:
    """The rule that a change follows each year; empty without one."""
    onsets = [each.onset for each in changes]
    places = {(each.month, each.weekday(), each.time()) for each in onsets}
    if len(onsets) != YEARS or len(places) != 1 or len({each.year for each in onsets}) != YEARS:
        return ""
    month, weekday, _ = places.pop()
    last = all(monthrange(each.year, each.month)[1] - each.day < 7 for each in onsets)
    numbers = {(each.day - 1) // 7 + 1 for each in onsets}
    if not last and len(numbers) != 1:
        return ""
    return f"FREQ=YEARLY;BYMONTH={month};BYDAY={-1 if last else numbers.pop()}{DAYS[weekday]}"


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _written(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
