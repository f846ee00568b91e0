"""Moves the starter's days to today: by whole weeks, so that a Saturday stays a Saturday."""

from __future__ import annotations

import re
from datetime import date, timedelta

WRITTEN_FOR = date(2026, 11, 24)
"""The day on which the starter is up to date: its news are of the last months, its events still to come."""
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
ISO = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
SPOKEN = re.compile(
    r"(?P<weekday>(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)(?P<space>[ \u00a0])(?P<day>\d\d?|1er)"
    rf"[ \u00a0](?P<month>{'|'.join(MONTHS)})(?P<year>[ \u00a0]20\d\d)?(?!\w)",
    re.I,
)
"""A day of the calendar has its weekday: « du 1er octobre au 15 mars » is true each year, and stays."""


def weeks_since_written(day: date) -> timedelta:
    return timedelta(weeks=(day - WRITTEN_FOR).days // 7)


def moved(text: str, by: timedelta) -> str:
    """A text with its days moved: 2026-11-18, « samedi 16 mai »."""
    dated = ISO.search(text)
    about = date.fromisoformat(dated[0]) if dated else WRITTEN_FOR
    spoken = SPOKEN.sub(lambda found: _moved_words(found, about, by), text)
    return ISO.sub(lambda found: (date.fromisoformat(found[0]) + by).isoformat(), spoken)


def _moved_words(found: re.Match[str], about: date, by: timedelta) -> str:
    """Without a year it is the day nearest to the text's own date."""
    month = MONTHS.index(found["month"].lower()) + 1
    number = int(found["day"].removesuffix("er"))
    years = [int(found["year"])] if found["year"] else range(about.year - 1, about.year + 2)
    day = min((date(each, month, number) for each in years), key=lambda each: abs(each - about)) + by
    ordinal = "1er" if day.day == 1 else str(day.day)
    year = f" {day.year}" if found["year"] else ""
    return f"{found['weekday']}{found['space']}{ordinal} {MONTHS[day.month - 1]}{year}"
