"""The accessibility page: what a program saw on the other pages, what it could not see, and what an audit said."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pelicasso.kit import Link, Room
from pelicasso_plugins.legal.config import Audit, Legal
from pelicasso_plugins.legal.notice import Reach, reach_of

CRITERION = re.compile(r"RGAA (\d+)\.(\d+)")
HALF = 50


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of RGAA that something is to be said about: its number, its theme, and how many remarks."""

    number: str
    theme: str
    count: int


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What the accessibility page shows.

    `state` is one of the three words of RGAA; `audit` a valid one, else None; `pages` is how many a program read;
    `is_ours` says that all markup is the generator's, cleaned and without templates of the site's own.
    """

    reach: Reach
    state: str
    audit: Audit | None
    pages: int
    criteria: tuple[Criterion, ...]
    is_ours: bool
    has_scripts: bool
    has_frames: bool
    notice: Link


def state_of(room: Room[Legal]) -> str:
    """« non conforme » without an audit by a person that is still valid, whatever a program found."""
    audit = room.section.audit
    if audit is None or not audit.is_valid(room.site.day) or audit.rate < HALF:
        return room.words("legal.accessibility.none")
    if audit.rate < 100:
        return room.words("legal.accessibility.partly")
    return room.words("legal.accessibility.fully")


def accessibility(room: Room[Legal], notice: Link) -> Accessibility:
    audit = room.section.audit
    held = room.record.pages.values()
    return Accessibility(
        reach_of(room),
        state_of(room),
        audit if audit and audit.is_valid(room.site.day) else None,
        len(room.record.pages),
        _criteria(room),
        room.site.file.content.raw_html == "clean" and not (room.site.folder / "overrides/templates").is_dir(),
        any(each.scripts for each in held),
        any(each.frames for each in held),
        notice,
    )


def _criteria(room: Room[Legal]) -> tuple[Criterion, ...]:
    found = (CRITERION.fullmatch(each.criterion or "") for each in room.findings)
    counts = Counter((int(each[1]), int(each[2])) for each in found if each)
    return tuple(
        Criterion(f"{theme}.{number}", room.words(f"legal.themes.theme_{theme}"), count)
        for (theme, number), count in sorted(counts.items())
    )
