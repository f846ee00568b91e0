"""When a series takes place: its dates one by one, each with its start and end, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from pelicasso_plugins.events.moment import instant
from pelicasso_plugins.events.rule import Rule, Steps

MOST = 1000
"""Dates of one series; more of them are a mistake, or no agenda."""
DAY = timedelta(days=1)
EARLY = time(6)
"""Up to this hour it is still the night before."""


@dataclass(frozen=True, slots=True)
class Change:
    """One date of a series that is held otherwise; without a `start` only its place changes."""

    start: datetime | None = None
    length: timedelta | None = None
    place: str | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The dates of an event, on the clocks of its zone.

    `start` is that of the first one; `length` is None when nobody knows the end. Of whole days `start` is at midnight
    and `length` a number of days. `left_out` are days without it, `changes` those held otherwise, by the day that the
    rule gives; `extra` come on top of the rule. `shown` are other clocks that people are told its hours by.
    """

    start: datetime
    zone: ZoneInfo
    length: timedelta | None = None
    all_day: bool = False
    rule: Rule | None = None
    extra: tuple[datetime, ...] = ()
    left_out: frozenset[date] = frozenset()
    changes: Mapping[date, Change] = field(default_factory=lambda: MappingProxyType({}))
    shown: ZoneInfo | None = None

    @property
    def recurs(self) -> bool:
        return self.rule is not None or bool(self.extra)

    def occurrences(self, last: date, steps: Steps, first: date | None = None) -> Iterator[Occurrence]:
        """Those that begin up to a day, not all of those before `first`, in the order of the rule."""
        for planned in self._planned(last, steps, first):
            change = self.changes.get(planned.date())
            start = change.start if change and change.start else planned
            length = change.length if change and change.length is not None else self.length
            begin = _zoned(start, self)
            yield Occurrence(
                begin,
                max(begin, _zoned(start + length, self)) if length is not None else None,
                self.all_day,
                planned,
                change,
            )

    def _planned(self, last: date, steps: Steps, first: date | None) -> Iterator[datetime]:
        first_day, hour = self.start.date(), self.start.time()
        if first_day not in self.left_out and first_day <= last:
            yield self.start
        if self.rule is not None:
            for day in self.rule.days(first_day, last, steps, first):
                if day != first_day and day not in self.left_out:
                    yield datetime.combine(day, hour)
        yield from (each for each in self.extra if each.date() <= last)

    def ends(self) -> bool:
        """Whether the series has a last date."""
        return self.rule is None or self.rule.until is not None or self.rule.count is not None


def _zoned(local: datetime, series: Series) -> datetime:
    if series.all_day:
        return local.replace(tzinfo=series.zone)
    told = instant(local, series.zone)
    return told.astimezone(series.shown) if series.shown else told


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series, up to its `last_day`.

    `end` of whole days is the midnight after the last one; `planned` is what the rule says.
    """

    start: datetime
    end: datetime | None
    all_day: bool
    planned: datetime
    change: Change | None = None
    last_day: date = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "last_day", _last_day(self))

    @property
    def day(self) -> date:
        return self.start.date()

    @property
    def over(self) -> datetime:
        """When it is over: at its end, else at the end of its day."""
        return self.end or datetime.combine(self.day + DAY, time(), self.start.tzinfo)

    @property
    def cancelled(self) -> bool:
        return self.change is not None and self.change.cancelled

    @property
    def moved(self) -> bool:
        return self.change is not None and self.change.start is not None and not self.change.cancelled

    def is_coming(self, day: date) -> bool:
        """Whether it is not over before a day begins."""
        return self.last_day >= day


def _last_day(held: Occurrence) -> date:
    """The last day of it; a party that ends at four in the morning is of the evening before."""
    if held.end is None:
        return held.day
    if held.all_day:
        return max(held.day, held.end.date() - DAY)
    ends_early = held.end.time() <= EARLY and held.end.date() == held.day + DAY
    return held.day if ends_early else held.end.date()
