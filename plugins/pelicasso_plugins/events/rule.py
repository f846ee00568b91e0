"""A rule of recurrence (RFC 5545, 3.3.10) by days: read, written, and followed for a bounded number of steps.

dateutil follows a rule that never matches to the year 9999, whatever it is asked for; a stranger's calendar would hold
a build for minutes. Here a step is a day, a week, a month or a year, and who asks says how many it may take.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import Any, Literal, cast

from pelicasso.schema.section import refuse

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
UNTIL = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T?\d{2}:?\d{2}:?\d{2}Z?)?")
LARGEST = 10_000


class TooManyStepsError(Exception):
    """A rule that would take more steps than it is given."""


@dataclass
class Steps:
    """How many steps are left."""

    left: int

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooManyStepsError


@dataclass(frozen=True, slots=True)
class Rule:
    """When something comes again; `by_day` are weekdays (Monday is 0) with their ordinal, 0 for every one."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_position: tuple[int, ...] = ()
    week_start: int = 0

    def text(self, until: str | None = None) -> str:
        """The value of RRULE; `until` is its last moment as the calendar writes it."""
        weekdays = (f"{ordinal or ''}{DAYS[day]}" for ordinal, day in self.by_day)
        parts = {
            "FREQ": self.frequency,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count or ""),
            "UNTIL": (until or f"{self.until:%Y%m%d}") if self.until else "",
            "BYDAY": ",".join(weekdays),
            "BYMONTHDAY": ",".join(map(str, self.by_month_day)),
            "BYMONTH": ",".join(map(str, self.by_month)),
            "BYSETPOS": ",".join(map(str, self.by_set_position)),
            "WKST": DAYS[self.week_start] if self.week_start else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    def days(self, start: date, last: date, steps: Steps, first: date | None = None) -> Iterator[date]:
        """The days from `start` to `last`; without a count those before `first` may be passed over."""
        last = min(last, self.until) if self.until else last
        jump = first if first and not self.count else None
        found = 0
        for day in chain.from_iterable(_Walk(self, start).periods(last, steps, jump)):
            if day > last or (self.count is not None and found >= self.count):
                return
            if day >= start:
                found += 1
                yield day


@dataclass(frozen=True, slots=True)
class _Walk:
    """A rule on its way from a day."""

    rule: Rule
    start: date
    _weekdays: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_weekdays", frozenset(day for _, day in self.rule.by_day))

    def periods(self, last: date, steps: Steps, first: date | None) -> Iterator[list[date]]:
        """The days of each period that the rule comes to, in order."""
        number = self._skipped(first) if first and first > self.start else 0
        while True:
            steps.take()
            try:
                begin = self._begin(number * self.rule.interval)
            except (ValueError, OverflowError):
                return
            if begin > last:
                return
            yield self._chosen(sorted(set(self._candidates(begin))))
            number += 1

    def _skipped(self, first: date) -> int:
        days = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[self.rule.frequency] * self.rule.interval
        return max(0, (first - self.start).days // days - 1)

    def _begin(self, number: int) -> date:
        """The first day of the period so many after that of the start."""
        start, frequency = self.start, self.rule.frequency
        if frequency == "DAILY":
            return start + timedelta(days=number)
        if frequency == "WEEKLY":
            return start - timedelta(days=(start.weekday() - self.rule.week_start) % 7 - 7 * number)
        months = start.month - 1 + number if frequency == "MONTHLY" else 12 * number
        return date(start.year + months // 12, months % 12 + 1, 1)

    def _chosen(self, days: list[date]) -> list[date]:
        places = self.rule.by_set_position
        if not places:
            return days
        at = {place - 1 if place > 0 else len(days) + place for place in places}
        return [day for index, day in enumerate(days) if index in at]

    def _candidates(self, begin: date) -> Iterator[date]:
        frequency, months = self.rule.frequency, self.rule.by_month
        if frequency == "DAILY":
            yield from filter(self._fits, (begin,))
        elif frequency == "WEEKLY":
            yield from filter(self._fits, self._of_week(begin))
        elif frequency == "MONTHLY":
            yield from self._of_month(begin.year, begin.month) if not months or begin.month in months else ()
        elif self.rule.by_day and not months:
            yield from filter(self._fits, self._weekdays_of(date(begin.year, 1, 1), date(begin.year, 12, 31)))
        else:
            months = months or (tuple(range(1, 13)) if self.rule.by_month_day else (self.start.month,))
            for month in months:
                yield from self._of_month(begin.year, month)

    def _of_week(self, begin: date) -> Iterator[date]:
        wanted = self._weekdays or {self.start.weekday()}
        days = (begin + timedelta(days=each) for each in range(7))
        return (each for each in days if each.weekday() in wanted)

    def _fits(self, day: date) -> bool:
        rule = self.rule
        return (
            (not rule.by_month or day.month in rule.by_month)
            and (not rule.by_month_day or day.day in _numbers(rule.by_month_day, day.year, day.month))
            and (not self._weekdays or day.weekday() in self._weekdays)
        )

    def _of_month(self, year: int, month: int) -> Iterator[date]:
        rule, length = self.rule, monthrange(year, month)[1]
        if rule.by_day:
            within = _numbers(rule.by_month_day, year, month) if rule.by_month_day else range(1, length + 1)
            days = self._weekdays_of(date(year, month, 1), date(year, month, length))
            yield from (each for each in days if each.day in within)
        else:
            numbers = _numbers(rule.by_month_day or (self.start.day,), year, month)
            yield from (date(year, month, each) for each in numbers)

    def _weekdays_of(self, first: date, last: date) -> Iterator[date]:
        """The weekdays of a month or year; an ordinal counts from its first day, or back from its last one."""
        for ordinal, weekday in self.rule.by_day:
            begin = first + timedelta(days=(weekday - first.weekday()) % 7)
            all_of_them = [begin + timedelta(days=7 * each) for each in range((last - begin).days // 7 + 1)]
            if not ordinal:
                yield from all_of_them
            elif abs(ordinal) <= len(all_of_them):
                yield all_of_them[ordinal - 1 if ordinal > 0 else ordinal]


def _numbers(wanted: tuple[int, ...], year: int, month: int) -> frozenset[int]:
    """Days of a month, -1 being its last one; those that it doesn't have are left out."""
    length = monthrange(year, month)[1]
    return frozenset(each for day in wanted if 1 <= (each := day if day > 0 else length + 1 + day) <= length)


def read_rule(text: str) -> Rule:
    """The rule in the value of an RRULE; refused with a code, also for what is finer than a day."""
    text = re.sub(r"\s+", "", text.upper().removeprefix("RRULE:")).strip(";")
    parts = dict(each.partition("=")[::2] for each in text.split(";"))
    frequency = parts.pop("FREQ", "")
    if frequency in {"SECONDLY", "MINUTELY", "HOURLY"}:
        raise refuse("events.too_often", value=frequency)
    if frequency not in FREQUENCIES:
        raise refuse("events.bad_rrule", value=text, part="FREQ")
    if unknown := next((each for each in parts if each not in PARTS), None):
        raise refuse("events.bad_rrule", value=text, part=unknown)
    rule = Rule(cast(Frequency, frequency), **dict(_part(text, *each) for each in parts.items()))
    if any(ordinal for ordinal, _ in rule.by_day) and frequency in {"DAILY", "WEEKLY"}:
        raise refuse("events.bad_rrule", value=text, part="BYDAY")
    if rule.count is not None and rule.until is not None:
        raise refuse("events.until_or_times")
    return rule


NUMBERS = {"INTERVAL": (1, LARGEST), "COUNT": (1, 10**9)}
LISTS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366}
PARTS = {
    "INTERVAL": "interval",
    "COUNT": "count",
    "UNTIL": "until",
    "BYDAY": "by_day",
    "BYMONTHDAY": "by_month_day",
    "BYMONTH": "by_month",
    "BYSETPOS": "by_set_position",
    "WKST": "week_start",
}


def _part(text: str, name: str, value: str) -> tuple[str, Any]:
    try:
        return PARTS[name], _value(name, value)
    except (ValueError, KeyError):
        raise refuse("events.bad_rrule", value=text, part=f"{name}={value}") from None


def _value(name: str, value: str) -> Any:
    if name in NUMBERS:
        return _number(value, *NUMBERS[name])
    if name == "UNTIL" and (found := UNTIL.fullmatch(value)):
        return date(*map(int, found.groups()))
    if name == "WKST":
        return DAYS.index(value)
    if name == "BYDAY":
        return tuple(_weekday(each) for each in value.split(","))
    least = 1 if name == "BYMONTH" else -LISTS[name]
    return tuple(_number(each, least, LISTS[name]) for each in value.split(","))


def _weekday(value: str) -> tuple[int, int]:
    found = WEEKDAY.fullmatch(value)
    if found is None:
        raise ValueError(value)
    return _number(found[1], -53, 53) if found[1] else 0, DAYS.index(found[2])


def _number(value: str, least: int, most: int) -> int:
    number = int(value)
    if not least <= number <= most or number == 0:
        raise ValueError(value)
    return number
