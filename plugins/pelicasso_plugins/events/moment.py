"""Moments as people write them: « samedi 5 décembre 2026 à 14 h », 2026-12-05 14:00, or a day alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from pydantic_core import PydanticCustomError

from pelicasso.kit import read_day
from pelicasso.schema.section import refuse

CLOCK = (
    r"(?P<hour>\d{1,2})\s*(?:(?:heures?|h)\s*(?P<minutes>\d{2})?|:(?P<minute>\d{2})(?::\d{2})?)\s*(?P<half>[ap]\.?m\.?)?"
    r"|(?P<only>\d{1,2})\s*(?P<later>[ap]\.?m\.?)|(?P<noon>midi|noon)|(?P<midnight>minuit|midnight)"
)
HOUR = re.compile(rf"(?:{CLOCK})", re.I)
LAST = re.compile(rf"(?:[\s,]+(?:à|a|at|de|dès|from)?\s*|(?<=\d)T)(?P<clock>(?:{CLOCK}))\.?", re.I)
OFFSET = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?\s*(?:Z|[+-]\d{2}:?\d{2})", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, and an hour of it where there is one, on the clocks of the event's time zone."""

    day: date
    hour: time | None = None

    @property
    def local(self) -> datetime:
        """The moment without its zone; of a day alone its first one."""
        return datetime.combine(self.day, self.hour or time())


def read_moment(text: str, language: str, zone: ZoneInfo) -> Moment:
    """The moment that a text names; refused with a code where it names none."""
    text = re.sub(r"^(?:le|on) ", "", " ".join(text.split()), flags=re.I)
    if OFFSET.fullmatch(text):
        return _of_instant(text, zone)
    found = next((each for each in LAST.finditer(text) if each.end() == len(text)), None)
    written, hour = (text[: found.start()], read_hour(found["clock"])) if found else (text, None)
    if HOUR.search(written):
        raise refuse("events.two_hours", value=text)
    day = _day(written, language, zone)
    _check_weekday(written, day, language)
    return Moment(day, hour)


def read_hour(text: str) -> time | None:
    """« 14 h », « 14h30 », 14:30, « midi », 2 pm; None when the text is no hour alone."""
    if (found := HOUR.fullmatch(text.strip())) is None:
        return None
    if found["noon"] or found["midnight"]:
        return time(12 if found["noon"] else 0)
    hour, minute = int(found["hour"] or found["only"]), int(found["minutes"] or found["minute"] or 0)
    if half := (found["half"] or found["later"]):
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise refuse("events.no_such_hour", value=text.strip())
    return time(hour, minute)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a time on a zone's clocks; one that the summer time skips is as much later (RFC 5545, 3.3.5)."""
    aware = local.replace(tzinfo=zone)
    return (aware - _offset(aware)).replace(tzinfo=UTC).astimezone(zone)


def is_skipped(local: datetime, zone: ZoneInfo) -> bool:
    """Whether the change to summer time leaves that time out."""
    return instant(local, zone).replace(tzinfo=None) != local


def _offset(aware: datetime) -> timedelta:
    return aware.utcoffset() or timedelta()


def _of_instant(text: str, zone: ZoneInfo) -> Moment:
    try:
        local = datetime.fromisoformat(re.sub(r"\s+(?=[Z+-])", "", text.upper())).astimezone(zone)
    except (ValueError, OverflowError):
        raise refuse("bad_date", value=text) from None
    return Moment(local.date(), local.time())


def _day(text: str, language: str, zone: ZoneInfo) -> date:
    try:
        return read_day(text, language, zone)
    except PydanticCustomError as problem:
        if problem.type == "bad_date" and not re.search(r"\d{4}", text):
            raise refuse("events.no_year", value=text) from None
        raise


def _check_weekday(text: str, day: date, language: str) -> None:
    """« samedi 6 décembre 2026 » is a Sunday: one of the two is wrong, and a person must say which."""
    word = re.match(r"[^\W\d]+", text)
    named = weekdays(language).get(word[0].casefold()) if word else None
    if named is not None and named != day.weekday():
        right = Locale.parse(language, sep="-").days["format"]["wide"][day.weekday()]
        raise refuse("events.wrong_weekday", value=text, right=right)


@cache
def weekdays(language: str) -> dict[str, int]:
    """The names of the days of the week, in the language, French and English; Monday is 0."""
    names: dict[str, int] = {}
    for each in (language, "fr", "en"):
        days = Locale.parse(each, sep="-").days["format"]
        for width in ("wide", "abbreviated"):
            for number, name in days[width].items():
                names.setdefault(name.casefold().rstrip("."), number)
    return names
