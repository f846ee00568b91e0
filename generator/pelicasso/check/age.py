"""Texts that time has overtaken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pydantic_core import PydanticCustomError

from pelicasso.check.prose import sentence
from pelicasso.check.rule import site_rule
from pelicasso.check.subject import Subject
from pelicasso.check.text import Text
from pelicasso.schema import Finding
from pelicasso.site.dates import read_day

YEARS = 3
"""A page that nobody has touched for so long is worth reading again."""
GRACE = timedelta(days=30)
DAY = re.compile(r"\b(?:\d{1,2}(?:er|st|nd|rd|th)?\ +[^\W\d]{3,10}\.?\ +\d{4}|\d{1,2}/\d{1,2}/\d{4})\b", re.IGNORECASE)
AHEAD = re.compile(
    r"""\b(?:prochaine?s?|[àa]\ venir|aur(?:a|ont)\ lieu|se\ (?:tiendr|d[ée]rouler)(?:a|ont)|rendez-vous|r[ée]servez
      |inscri(?:vez-vous|ptions?)|(?:venez|rejoignez|retrouvez)|(?:sera|seront)\ |fermera|ouvrira|ouvrirons|commencera
      |d[ée]butera|avant\ le|jusqu'au|(?:au\ plus\ tard|d'ici)\ le|nous\ vous\ attendons|next|upcoming|will\ |join\ us
      |register|book\ |deadline|until)""",
    re.VERBOSE | re.IGNORECASE,
)
TOLD_PAST = re.compile(
    r"\b(?:(?:s'est|a été|ont été|a eu|ont eu|était|étaient|avait|avaient|en vigueur|depuis|entre le)\b"
    r"|(?:loi|d[ée]cret|arr[êe]t[ée]|d[ée]cision|assembl[ée]e) du \d|fond[ée]e|cr[ée][ée]e|d[ée]clar[ée]e"
    r"|(?:was|were|had|since)\b)",
    re.IGNORECASE,
)


@site_rule("RGESN 5.8")
def page_not_changed(subject: Subject) -> Iterator[Finding]:
    """A page that has not changed for years; articles are dated, and may grow old."""
    for text in _undated(subject):
        changed = text.entry.updated
        if changed is not None and (subject.site.day - changed).days > YEARS * 365.25:
            yield text.advice("page_not_changed", text.entry.lines.get("updated"), year=changed.year)


@site_rule("RGESN 5.8")
def day_gone_by(subject: Subject) -> Iterator[Finding]:
    """A page that announces a day which is over."""
    for text in _undated(subject):
        for start, end in dict.fromkeys(sentence(text.prose, *each.span()) for each in DAY.finditer(text.prose)):
            said = text.prose[start:end]
            if AHEAD.search(said) and not TOLD_PAST.search(said):
                yield from _gone(subject, text, start, said)


def _gone(subject: Subject, text: Text, start: int, said: str) -> Iterator[Finding]:
    days = [(each, day) for each in DAY.finditer(said) if (day := _read(subject, each[0])) is not None]
    if days and all(day + GRACE < subject.site.day for _, day in days):
        written, _ = days[0]
        yield text.advice("day_gone_by", text.line(start + written.start()), day=" ".join(written[0].split()))


def _read(subject: Subject, written: str) -> date | None:
    try:
        return read_day(written, subject.site.language, subject.site.timezone)
    except PydanticCustomError:
        return None


def _undated(subject: Subject) -> list[Text]:
    return [each for each in subject.texts if not each.entry.collection.dated]
