"""When an event comes again, in words of YAML: every week on Tuesday, the first Saturday of each month."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from pelicasso.kit.collection import Day
from pelicasso.schema.section import Section, Text, refuse, required, titled
from pelicasso_plugins.events.moment import Moment, read_hour, read_moment, weekdays
from pelicasso_plugins.events.rule import Frequency, Rule, read_rule

UNITS: dict[str, Frequency] = {
    **dict.fromkeys(("day", "days", "daily", "jour", "jours"), "DAILY"),
    **dict.fromkeys(("week", "weeks", "weekly", "semaine", "semaines"), "WEEKLY"),
    **dict.fromkeys(("month", "months", "monthly", "mois"), "MONTHLY"),
    **dict.fromkeys(("year", "years", "yearly", "an", "ans", "année", "années"), "YEARLY"),
}
ORDINALS = {
    **dict.fromkeys(("1er", "1re", "premier", "première", "first", "1st"), 1),
    **dict.fromkeys(("2e", "2ème", "deuxième", "second", "seconde", "2nd"), 2),
    **dict.fromkeys(("3e", "3ème", "troisième", "third", "3rd"), 3),
    **dict.fromkeys(("4e", "4ème", "quatrième", "fourth", "4th"), 4),
    **dict.fromkeys(("dernier", "dernière", "last"), -1),
}
NUMBERS = {
    **dict.fromkeys(("deux", "two", "other"), 2),
    **dict.fromkeys(("trois", "three"), 3),
    **dict.fromkeys(("quatre", "four"), 4),
    **dict.fromkeys(("six",), 6),
}
FILLERS = "tous toutes tout chaque chaques le la les l l’ l' du de des d d’ d' à au every each the of on et and ,"
EMPTY = frozenset(FILLERS.split())
RRULE = re.compile(r"\s*(?:RRULE:|FREQ\s*=)", re.I)
PERIOD = re.compile(r"^(?:du|from)?\s*(.+?)\s*(?:\bau\b|\bto\b|→|–|—|\s-\s)\s*(.+)$", re.I)
LONGEST_PAUSE = timedelta(days=3 * 366)
TIMES = re.compile(r"(\d+)\s*(?:fois|times)?")


def _moment(value: object, info: ValidationInfo) -> object:
    if isinstance(value, Moment):
        return value
    if not isinstance(value, str):
        raise refuse("events.bad_moment", value="" if value is None else str(value))
    return read_moment(value, *spoken(info))


def _later(value: object, info: ValidationInfo) -> object:
    """A moment, or an hour alone."""
    if isinstance(value, str) and (hour := read_hour(value)) is not None:
        return hour
    return value if isinstance(value, time) else _moment(value, info)


def spoken(info: ValidationInfo) -> tuple[str, ZoneInfo]:
    """The language in which days are read, and the clocks that hours are told by."""
    context = info.context or {}
    return context.get("language", "fr"), context.get("timezone", ZoneInfo("Europe/Paris"))


def _times(value: object) -> object:
    found = TIMES.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(found[1]) if found else value


def _period(value: object) -> object:
    """« du 19 décembre 2026 au 3 janvier 2027 »."""
    if isinstance(value, str) and (found := PERIOD.match(" ".join(value.split()))):
        return {"start": found[1], "end": found[2]}
    return {"start": value, "end": value} if isinstance(value, str) else value


def listed(value: object) -> object:
    """One thing is a list of one."""
    return value if value is None or isinstance(value, list | tuple) else [value]


def _commas(value: object) -> object:
    return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value


def _words(value: object) -> object:
    if isinstance(value, str):
        return {"rrule" if RRULE.match(value) else "every": value}
    return value


Timed = Annotated[Moment, BeforeValidator(_moment)]
"""A day, with or without an hour."""
Later = Annotated[Moment | time, BeforeValidator(_later)]
"""A day, with or without an hour, or an hour alone."""
Days = Annotated[tuple[Day, ...], BeforeValidator(_commas)]


class Pause(Section):
    """A time without the event, both days included."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "du": "start",
        "de": "start",
        "début": "start",
        "au": "end",
        "fin": "end",
        "jusqu'au": "end",
    }

    start: Day = required(en="Its first day.", fr="Le premier jour.")
    end: Day = required(en="Its last day.", fr="Le dernier jour.")

    @model_validator(mode="after")
    def _in_order(self) -> Pause:
        if self.end < self.start:
            raise refuse("events.pause_ends_first", start=self.start, end=self.end)
        if self.end - self.start > LONGEST_PAUSE:
            raise refuse("events.pause_too_long", start=self.start, end=self.end)
        return self


class Move(Section):
    """One date of a series that is held at another time, or in another place."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "le": "date",
        "jour": "date",
        "début": "start",
        "nouvelle_date": "start",
        "fin": "end",
        "lieu": "place",
    }

    date: Day = required(en="The day it was meant for.", fr="Le jour prévu au départ.")
    start: Later | None = titled(
        en="The new day and hour, or the hour alone.", fr="Le nouveau jour et l’heure, ou l’heure seule."
    )
    end: Later | None = titled(en="The new end.", fr="La nouvelle fin.")
    place: Text | None = titled(en="The other place.", fr="L’autre lieu.")


class Recurrence(Section):
    """When an event comes again; a text alone says it in words, or as an RRULE."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "chaque": "every",
        "tous_les": "every",
        "fréquence": "every",
        "frequence": "every",
        "freq": "every",
        "le": "on",
        "jour": "on",
        "jours": "on",
        "jusqu'au": "until",
        "jusqu’au": "until",
        "jusqu_au": "until",
        "fin": "until",
        "fois": "times",
        "nombre": "times",
        "count": "times",
        "sauf": "skipped",
        "except": "skipped",
        "exceptions": "skipped",
        "pause": "paused",
        "pauses": "paused",
        "vacances": "paused",
        "annulé": "cancelled",
        "annulées": "cancelled",
        "déplacé": "moved",
        "déplacées": "moved",
        "dates": "extra",
        "aussi": "extra",
    }

    every: Text | None = titled(
        en="day, week, month, year, « 2 weeks », or a weekday.",
        fr="jour, semaine, mois, an, « 2 semaines », ou un jour : mardi, premier samedi du mois.",
    )
    on: Annotated[tuple[Text, ...], BeforeValidator(_commas)] = titled(
        (),
        en="Which days: tuesday; for months also first saturday, last friday, 15.",
        fr="Quels jours : mardi ; pour un mois aussi premier samedi, dernier vendredi, 15.",
    )
    until: Day | None = titled(en="The last day.", fr="Le dernier jour.")
    times: Annotated[int, Field(ge=1, le=1000), BeforeValidator(_times)] | None = titled(
        en="How many times.", fr="Combien de fois."
    )
    skipped: Days = titled((), en="Dates without it.", fr="Les dates où il n’a pas lieu.")
    paused: Annotated[
        tuple[Annotated[Pause, BeforeValidator(_period, json_schema_input_type=Pause | str)], ...],
        BeforeValidator(listed),
    ] = titled((), en="Periods without it, as holidays.", fr="Les périodes sans lui, comme les vacances.")
    cancelled: Days = titled(
        (), en="Dates that are called off, and shown as such.", fr="Les dates annulées, montrées comme telles."
    )
    moved: Annotated[tuple[Move, ...], BeforeValidator(listed)] = titled(
        (), en="Dates that are moved.", fr="Les dates déplacées."
    )
    extra: Annotated[tuple[Timed, ...], BeforeValidator(_commas)] = titled(
        (), en="Dates that come on top.", fr="Les dates en plus."
    )
    rrule: Text | None = titled(
        en="A rule as calendars write it, instead of every and on.",
        fr="Une règle telle que les agendas l’écrivent, à la place de every et on.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> Recurrence:
        if self.until and self.times:
            raise refuse("events.until_or_times")
        if self.rrule and (self.every or self.on or self.until or self.times):
            raise refuse("events.rrule_alone")
        if not (self.rrule or self.every or self.on or self.extra):
            raise refuse("events.every_what")
        return self

    def rule(self, start: date, language: str) -> Rule | None:
        """The rule, for an event that first is on that day; None where only single dates are added."""
        if self.rrule:
            return read_rule(self.rrule)
        if not self.every and not self.on:
            return None
        return _read_words(" ".join(filter(None, (self.every, *self.on))), start, self.until, self.times, language)


def _read_words(text: str, start: date, until: date | None, times: int | None, language: str) -> Rule:
    read = _Words(text, weekdays(language))
    days = read.days
    ordinals = any(ordinal for ordinal, _ in days)
    frequency = read.unit or ("MONTHLY" if ordinals or read.numbers else "WEEKLY")
    if frequency == "DAILY" and days:
        frequency = "WEEKLY"
    if (ordinals and frequency in {"DAILY", "WEEKLY"}) or (read.numbers and frequency != "MONTHLY"):
        raise refuse("events.bad_words", value=text)
    if frequency == "MONTHLY" and days and not ordinals:
        days = [((start.day - 1) // 7 + 1, day) for _, day in days]
    months = (start.month,) if frequency == "YEARLY" and days else ()
    return Rule(frequency, read.interval, times, until, tuple(days), tuple(read.numbers), months)


class _Words:
    """What the words of a recurrence name: a unit and how many, weekdays with their ordinals, days of the month."""

    def __init__(self, text: str, names: dict[str, int]) -> None:
        self.unit: Frequency | None = None
        self.interval = 1
        self.days: list[tuple[int, int]] = []
        self.numbers: list[int] = []
        self._names = names
        self._ordinals: list[int] = []
        tokens = [each for each in re.split(r"[\s,]+", text.casefold()) if each]
        for token, following in zip(tokens, (*tokens[1:], ""), strict=True):
            if not (self._take(token, following) or token in EMPTY):
                raise refuse("events.bad_words", value=text)
        if self._ordinals:
            raise refuse("events.bad_words", value=text)

    def _take(self, token: str, following: str) -> bool:
        if (number := _number(token)) is not None and following in UNITS:
            self.interval = number
        elif token in UNITS:
            self.unit = UNITS[token]
        elif (day := self._weekday(token)) is not None:
            self.days += [(each, day) for each in self._ordinals or [0]]
            self._ordinals = []
        elif token in ORDINALS and (token != "1er" or self._weekday(following) is not None):
            self._ordinals.append(ORDINALS[token])
        elif token == "1er" or (token.isdigit() and 1 <= int(token) <= 31):
            self.numbers.append(int(token.removesuffix("er")))
        else:
            return False
        return True

    def _weekday(self, token: str) -> int | None:
        return self._names.get(token, self._names.get(token.removesuffix("s")) if len(token) > 5 else None)


def _number(token: str) -> int | None:
    return int(token) if token.isdigit() and 0 < int(token) < 100 else NUMBERS.get(token)


RecurrenceField = Annotated[Recurrence, BeforeValidator(_words, json_schema_input_type=Recurrence | str)]
