"""What the moderation of API Engagement would say of a mission: at the import, then on JeVeuxAider.gouv.fr.

The rules stand in the importer's code (betagouv/api-engagement at 1b30212, August 2026). The first import is taken to
be the day that the mission is dated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from babel import Locale

from pelicasso.kit import Room
from pelicasso.schema import Finding, warning
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.data import coerced
from pelicasso_plugins.missions.description import counted, html_of, plain, text_of
from pelicasso_plugins.missions.mission import Mission, missions_of

LONGEST = 20000
SHORTEST = 300
SOON = timedelta(days=7)
ENDS_SOON = timedelta(days=21)
MONTHS = 6
REFERENCE = "&#"
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""What Babel lists among the countries, and ISO doesn't."""


def predicted(room: Room[Missions], _files: Mapping[str, bytes | Path]) -> Iterator[Finding]:
    """What would be refused, for each open mission, with the reason."""
    if room.section.engagement_feed:
        for mission in missions_of(room):
            if mission.listed:
                yield from at_import(mission)
                yield from on_jeveuxaider(mission)


def at_import(mission: Mission) -> Iterator[Finding]:
    """The first step: what is refused when the feed is read."""
    yield from _title(mission)
    html = html_of(mission)
    text = text_of(html)
    if not text:
        yield _told(mission, "no_description")
    elif (count := counted(html)) > LONGEST:
        yield _told(mission, "description_too_long", count=count)
    if REFERENCE in text:
        yield _told(mission, "looks_encoded", line=mission.entry.body_line, value=_around(text))
    for each in mission.located:
        if each.country not in _countries():
            yield _told(mission, "unknown_country", "address", value=each.country)


def on_jeveuxaider(mission: Mission) -> Iterator[Finding]:
    """The second step: the automatic rules of JeVeuxAider.gouv.fr."""
    data, day = mission.data, mission.room.site.day
    posted = data.date or mission.entry.committed
    if posted is not None and posted < _months_before(day):
        yield _told(mission, "posted_long_ago", "date", posted=mission.words.day(posted))
    if data.end is not None and data.end < day + ENDS_SOON and (data.start or day) < day + SOON:
        yield _told(mission, "too_soon", "start" if data.start else "end")
    if 0 < (count := counted(html_of(mission))) < SHORTEST:
        yield _told(mission, "text_too_short", count=count, missing=SHORTEST - count)
    if not (mission.located and mission.located[0].city):
        yield _told(mission, "no_city", "address")


def _title(mission: Mission) -> Iterator[Finding]:
    title = plain(mission.title)
    if coerced(title):
        yield _told(mission, "title_is_a_number", "title", value=title)
    elif " " not in title:
        yield _told(mission, "title_of_one_word", "title", value=title)
    if REFERENCE in title:
        yield _told(mission, "looks_encoded", "title", value=title)


def _told(mission: Mission, code: str, key: str = "", *, line: int | None = None, **values: object) -> Finding:
    entry = mission.entry
    return warning(f"missions.{code}", entry.path, line or entry.lines.get(key, 1), **values)


def _around(text: str) -> str:
    at = text.index(REFERENCE)
    return text[max(0, at - 20) : at + 20]


def _months_before(day: date) -> date:
    """As JavaScript counts months back: a day that isn't there runs over into the next month."""
    months = day.year * 12 + day.month - 1 - MONTHS
    return date(months // 12, months % 12 + 1, 1) + timedelta(days=day.day - 1)


@cache
def _countries() -> frozenset[str]:
    territories = (str(each) for each in Locale("en").territories)
    return frozenset(each for each in territories if len(each) == 2 and each.isalpha()) - NO_COUNTRIES
