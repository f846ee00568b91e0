"""Days as people write them: 2026-04-03, 3/4/2026, « 3 avril 2026 », with or without an hour."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo

from babel import Locale
from pydantic import BeforeValidator, ValidationInfo

from pelicasso.schema.section import refuse

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}:\d{2}.*))?")
NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T]+\d{1,2}[:h]\d{0,2}.*)?")
WORDS = re.compile(r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d]+)\.?,?\s+(\d{4})(?:\D.*)?")


def read_day(text: str, language: str, timezone: ZoneInfo) -> date:
    """The day that a text names, in the site's time zone; the day comes before the month, save in English.

    Refused with a code: `bad_date`, `no_such_day`, `ambiguous_date`.
    """
    text = " ".join(text.split())
    if found := ISO.fullmatch(text):
        return _iso(found, text, timezone)
    if found := NUMBERS.fullmatch(text):
        day, month, year = (int(each) for each in found.groups())
        if language.startswith("en") and day != month and day <= 12 and month <= 12:
            raise refuse("ambiguous_date", value=text, iso=f"{year}-{month:02}-{day:02}")
        return _day(year, month, day, text)
    if (found := WORDS.fullmatch(text)) and (named := _months(language).get(_folded(found[2]))):
        return _day(int(found[3]), named, int(found[1]), text)
    raise refuse("bad_date", value=text)


def _iso(found: re.Match[str], text: str, timezone: ZoneInfo) -> date:
    day = _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found[4] is None or not re.search(r"(?:Z|[+-]\d{2}:?\d{2})$", found[4]):
        return day
    try:
        return datetime.fromisoformat(text.replace(" +", "+").replace(" Z", "Z")).astimezone(timezone).date()
    except (ValueError, OverflowError):
        raise refuse("bad_date", value=text) from None


def _day(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= month <= 12 and 1 <= day <= 12:
        raise refuse("no_such_month", value=text)
    try:
        return date(year, month, day)
    except ValueError:
        raise refuse("no_such_day", value=text) from None


@cache
def _months(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for each in (language, "fr", "en"):
        for width in ("abbreviated", "wide"):
            months = Locale.parse(each, sep="-").months["format"][width]
            for number, name in months.items():
                names.setdefault(_folded(name), number)
    return names


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
    return plain.rstrip(".")


def _read(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    context = info.context or {}
    return read_day(value, context.get("language", "fr"), context.get("timezone", ZoneInfo("Europe/Paris")))


Day = Annotated[date, BeforeValidator(_read)]
"""A day as people write it, read in the site's language and time zone (pass both in the validation context)."""
