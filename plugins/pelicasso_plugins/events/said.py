"""Dates, hours and rhythms, said as people say them: « samedi 5 décembre 2026, de 14 h à 17 h »."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache

from babel import Locale
from babel.dates import format_time

from pelicasso.kit import Words
from pelicasso_plugins.events.occurrence import Occurrence
from pelicasso_plugins.events.rule import Rule

NO_BREAK = "\u00a0"


def hour_said(words: Words, hour: time) -> str:
    """« 14 h », « 14 h 30 », « 2 pm », « 2:30 pm »."""
    if words.language.startswith("fr"):
        minutes = f"{NO_BREAK}{hour.minute:02}" if hour.minute else ""
        return f"{hour.hour}{NO_BREAK}h{minutes}"
    if words.language.startswith("en"):
        minutes = f":{hour.minute:02}" if hour.minute else ""
        return f"{hour.hour % 12 or 12}{minutes}{NO_BREAK}{'am' if hour.hour < 12 else 'pm'}"
    return format_time(hour, "short", locale=words.language.replace("-", "_"))


def when_said(words: Words, held: Occurrence, *, year: bool = True) -> str:
    """The day or days, and the hours."""
    first, last = held.day, held.last_day
    day = words.day(last if last > first else first, "full" if year else "weekday")
    if last > first:
        return _from_to(words, held, day)
    if held.all_day:
        return day
    return words("events.when.day_hours", day=day, hours=hours_said(words, held))


def hours_said(words: Words, held: Occurrence) -> str:
    """« de 14 h à 17 h », « à 14 h »; of whole days nothing."""
    if held.all_day:
        return ""
    start = hour_said(words, held.start.time())
    if held.end is None or held.last_day > held.day:
        return words("events.when.hour", start=start)
    return words("events.when.hours", start=start, end=hour_said(words, held.end.time()))


def _from_to(words: Words, held: Occurrence, last: str) -> str:
    first = words.day(held.day, "weekday" if held.day.year == held.last_day.year else "full")
    if held.all_day or held.end is None:
        return words("events.when.days", first=first, last=last)
    start, end = hour_said(words, held.start.time()), hour_said(words, held.end.time())
    return words("events.when.days_hours", first=first, start=start, last=last, end=end)


def days_said(words: Words, days: list[date]) -> str:
    """« les 8, 15 et 22 », days of one month."""
    numbers = [_ordinal(words, each) for each in days]
    return listed_said(words, numbers)


def listed_said(words: Words, items: list[str]) -> str:
    """« a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return words("events.list", items=", ".join(items[:-1]), last=items[-1])


def _ordinal(words: Words, day: date) -> str:
    return "1er" if day.day == 1 and words.language.startswith("fr") else str(day.day)


@cache
def weekday_names(language: str, width: str = "wide") -> tuple[str, ...]:
    """The names of the days of the week from Monday on."""
    days = Locale.parse(language, sep="-").days["stand-alone"][width]
    return tuple(days[each] for each in range(7))


def rhythm_said(words: Words, rule: Rule | None, start: date) -> str:
    """« chaque mardi », « chaque premier samedi du mois »; a rule that words can't tell is « à plusieurs dates »."""
    if rule is None or rule.by_set_position or (rule.by_month and rule.frequency != "YEARLY"):
        return words("events.rhythm.several")
    said = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.frequency]
    text = said(words, rule, start)
    if rule.until is None:
        return text
    return words("events.rhythm.until", rhythm=text, day=words.day(rule.until, "long"))


def _daily(words: Words, rule: Rule, _start: date) -> str:
    if rule.by_day or rule.by_month_day:
        return words("events.rhythm.several")
    return words("events.rhythm.days", count=rule.interval)


def _weekly(words: Words, rule: Rule, start: date) -> str:
    names = weekday_names(words.language)
    days = [names[each] for _, each in rule.by_day] or [names[start.weekday()]]
    return words("events.rhythm.weeks", count=rule.interval, days=listed_said(words, days))


def _monthly(words: Words, rule: Rule, start: date) -> str:
    if rule.by_day and rule.by_month_day:
        return words("events.rhythm.several")
    if rule.by_day:
        days = [_weekday_said(words, *each) for each in rule.by_day]
    elif rule.by_month_day and min(rule.by_month_day) < 1:
        return words("events.rhythm.several")
    else:
        days = [_ordinal(words, start.replace(day=1)) if each == 1 else str(each) for each in rule.by_month_day]
        days = days or [_ordinal(words, start)]
    return words("events.rhythm.months", count=rule.interval, days=listed_said(words, days))


def _weekday_said(words: Words, ordinal: int, weekday: int) -> str:
    name = weekday_names(words.language)[weekday]
    said = {
        1: lambda: words("events.rhythm.first", day=name),
        2: lambda: words("events.rhythm.second", day=name),
        3: lambda: words("events.rhythm.third", day=name),
        4: lambda: words("events.rhythm.fourth", day=name),
        5: lambda: words("events.rhythm.fifth", day=name),
        -1: lambda: words("events.rhythm.last", day=name),
    }
    return said[ordinal]() if ordinal in said else name


def _yearly(words: Words, rule: Rule, start: date) -> str:
    if rule.by_day or rule.by_month_day:
        return words("events.rhythm.several")
    return words("events.rhythm.years", count=rule.interval, day=words.day(start, "yearless"))


def short_weekday(words: Words, day: date) -> str:
    """« sam. »."""
    return weekday_names(words.language, "abbreviated")[day.weekday()]


def short_month(words: Words, day: date) -> str:
    """« déc. »."""
    return str(Locale.parse(words.language, sep="-").months["format"]["abbreviated"][day.month])


def machine(moment: datetime, *, day_only: bool) -> str:
    """A moment for machines: with its UTC offset, or a day."""
    return moment.date().isoformat() if day_only else moment.isoformat(timespec="minutes")
