"""Opening hours as people write them, read where there is no doubt: the days of the week, and from when to when."""

from __future__ import annotations

import re
import unicodedata

DAYS = {
    "lundi": 1,
    "mardi": 2,
    "mercredi": 3,
    "jeudi": 4,
    "vendredi": 5,
    "samedi": 6,
    "dimanche": 7,
    "monday": 1,
    "tuesday": 2,
    "wednesday": 3,
    "thursday": 4,
    "friday": 5,
    "saturday": 6,
    "sunday": 7,
}
EVERY_DAY = frozenset({"tous les jours", "chaque jour", "7 jours sur 7", "every day", "daily"})
NAME = rf"(?:{'|'.join(DAYS)})s?"
RANGE = re.compile(rf"(?:du |from )?({NAME})(?: (?:au|a|to|through) | ?[-–] ?)({NAME})")
LIST = re.compile(rf"(?:les? |on )?({NAME}(?:(?:, ?| et | and |, and )(?:les? )?{NAME})*)")
HOUR = r"(\d{1,2}) ?(?:h|:|heures?) ?(\d{2})?"
SPAN = re.compile(rf"(?:de )?{HOUR} ?(?:[-–—]|a|to) ?{HOUR}")
BETWEEN = re.compile(r" ?(?:,|;|et|puis|and) ?")


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(each for each in spread if not unicodedata.combining(each)).split())


def weekdays(text: str) -> tuple[int, ...]:
    """« du lundi au jeudi » → 1 to 4, Monday being 1; empty where anything else is said."""
    said = _plain(text)
    if said in EVERY_DAY:
        return tuple(range(1, 8))
    if found := RANGE.fullmatch(said):
        first, final = (DAYS[each.removesuffix("s")] for each in found.groups())
        return tuple((first - 1 + step) % 7 + 1 for step in range((final - first) % 7 + 1))
    if LIST.fullmatch(said):
        return tuple(sorted({DAYS[each.removesuffix("s")] for each in re.findall(NAME, said)}))
    return ()


def spans(text: str) -> tuple[tuple[str, str], ...]:
    """« 9 h – 12 h 30 et 14 h – 18 h » → 09:00 to 12:30 and 14:00 to 18:00; empty where anything else is said."""
    said, found, at = _plain(text), [], 0
    while at < len(said):
        span = SPAN.match(said, at)
        if span is None or not _is_hour(*span.groups()):
            return ()
        found.append((_hour(span[1], span[2]), _hour(span[3], span[4])))
        at = span.end()
        if at < len(said):
            if (between := BETWEEN.match(said, at)) is None or between.end() == len(said):
                return ()
            at = between.end()
    return tuple(found)


def _hour(hours: str, minutes: str | None) -> str:
    return f"{int(hours):02}:{int(minutes or 0):02}"


def _is_hour(*parts: str | None) -> bool:
    return all(int(each or 0) <= limit for each, limit in zip(parts, (24, 59, 24, 59), strict=True))
