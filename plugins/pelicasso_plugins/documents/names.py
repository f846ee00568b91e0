"""What a file's name and folders say of a document: its title, its day or year, its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from pelicasso.kit.links import slug
from pelicasso_plugins.documents.kinds import OTHER, UNTOLD, told

DAY_LAST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[-_. ](0?[1-9]|1[0-2])[-_. ]((?:19|20)?\d\d)(?!\d)")
SEASON = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-_–/ ]\s?((?:19|20)?\d\d)(?!\d)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
NOISE = re.compile(
    r"\((?:\d+|copie|copy)\)|^(?:copie de|copy of)\b"
    r"|\b(?:copie|copy|v\d+|vf|version finale|finale?|def|définiti(?:f|ve)|ok)$",
    re.I,
)
FRENCH = (
    (r"\b(?:pv|procès[ -]verba(?:l|ux)|proces[ -]verba(?:l|ux))\b", "procès-verbal"),
    (r"\b(?:cr|comptes?[ -]rendus?)\b", "compte rendu"),
    (r"\bago\b", "assemblée générale ordinaire"),
    (r"\bage\b", "assemblée générale extraordinaire"),
    (r"\bag\b", "assemblée générale"),
    (r"\bca\b", "conseil d’administration"),
    (r"\bassemblees?( générale| generale)\b", "assemblée générale"),
    (r"\bra\b", "rapport d’activité"),
    (r"\b(?:ri|r[eè]glement int[eé]rieur)\b", "règlement intérieur"),
    (r"\brapport (?:d[' ’]?)?activit[eé]s?\b", "rapport d’activité"),
    (r"\bpr[eé]visionnel\b", "prévisionnel"),
    (r"\bcommuniqu[eé]\b", "communiqué"),
    (r"\badh[eé]sion\b", "adhésion"),
    (r"\bresultat\b", "résultat"),
    (r"\btresorerie\b", "trésorerie"),
    (r"\bsignes\b", "signés"),
    (r"\bmodifies\b", "modifiés"),
    (r"\b(d|l) (?=[aeiouhéè])", r"\1’"),
    (r"^(procès-verbal|compte rendu) (?=assemblée)", r"\1 de l’"),
    (r"^(procès-verbal|compte rendu) (?=conseil|bureau)", r"\1 du "),
)
"""What names of files leave out: accents, and the words behind their initials."""
FRENCH_WORDS = tuple((re.compile(pattern, re.I), words) for pattern, words in FRENCH)


@dataclass(frozen=True, slots=True)
class Named:
    """What the path of a file says; `group` is a folder's name where no kind fits, `differs` the kind of the name."""

    title: str
    kind: str
    year: int | None = None
    day: date | None = None
    group: str | None = None
    differs: str | None = None


def read_name(path: str, language: str, latest: int) -> Named:
    """Read a path below `content/documents`; a year after `latest` is none."""
    *folders, name = PurePosixPath(path).parts
    stem = PurePosixPath(name).stem
    day = _day(stem, latest)
    year = day.year if day else next(filter(None, (_year(each, latest) for each in (stem, *reversed(folders)))), None)
    by_folder = next(filter(None, map(told, reversed(folders))), None)
    by_name = told(stem)
    group = None if by_folder or by_name else _group(folders)
    differs = by_name if by_folder and by_name not in (None, by_folder) else None
    return Named(_title(stem, day, language), by_folder or by_name or OTHER, year, day, group, differs)


def _group(folders: list[str]) -> str | None:
    """The innermost folder that says something; years and « divers » don't."""
    for each in reversed(folders):
        left = SEASON.sub("", each) if SEASON.fullmatch(each.strip()) else YEAR.sub("", each)
        if (word := slug(left)) and word not in UNTOLD:
            return _capital(_spaced(each))
    return None


def _day(stem: str, latest: int) -> date | None:
    if found := DAY_LAST.search(stem):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := DAY_FIRST.search(stem):
        year = int(found[3])
        parts = year if year > 99 else 2000 + year, int(found[2]), int(found[1])
    else:
        return None
    try:
        return date(*parts) if parts[0] <= latest else None
    except ValueError:
        return None


def _year(name: str, latest: int) -> int | None:
    for found in SEASON.finditer(name):
        first, second = int(found[1]), int(found[2]) % 100
        if (first + 1) % 100 == second and first < latest:
            return first + 1
    years = (int(each) for each in YEAR.findall(name))
    return next((each for each in years if each <= latest), None)


def _title(stem: str, day: date | None, language: str) -> str:
    left = DAY_FIRST.sub("", DAY_LAST.sub("", stem)) if day else stem
    words = NOISE.sub("", _spaced(re.sub(r"(?<=[^\W\d_])(?=(?:19|20)\d\d\b)", " ", left))).strip(" -_.,")
    if language == "fr":
        for pattern, said in FRENCH_WORDS:
            words = pattern.sub(said, words)
    return _capital(" ".join(words.split()))


def _spaced(name: str) -> str:
    """Signs that stand for spaces become spaces; a hyphen does where there is no space already."""
    words = re.sub(r"[_+]+|%20|(?<=\D)\.(?=\D)", " ", name)
    if " " in words.strip():
        return " ".join(words.split())
    return re.sub(r"(?<!\d)-|-(?!\d)", " ", words).strip()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
