"""What a type can't say of the missions: no way to apply, days in the wrong order, an identity taken twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from pelicasso.kit import Room
from pelicasso.schema import Finding, error, warning
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.engagement import client_id
from pelicasso_plugins.missions.mission import MISSIONS, Mission, missions_of

FOLDER = f"content/{MISSIONS.folder}"
SOON = timedelta(days=14)
ADULT = 18


def checked(room: Room[Missions]) -> Iterator[Finding]:
    """The findings on all published missions."""
    missions = missions_of(room)
    for each in missions:
        yield from _mistakes(each)
        yield from _advice(each)
    yield from _same_identity(missions)
    if missions:
        yield from _last_ones(room, [each for each in missions if each.listed])


def _mistakes(mission: Mission) -> Iterator[Finding]:
    data, entry = mission.data, mission.entry
    if mission.way is None:
        yield error("missions.no_way_to_apply", entry.path, 1)
    if not entry.has_text:
        yield error("missions.no_text", entry.path, entry.body_line)
    if data.start and data.end and data.end < data.start:
        yield _error(mission, "end_before_start", "end", start=data.start.isoformat(), end=data.end.isoformat())
    if data.all_year and data.end:
        yield _error(mission, "all_year_with_end", "end")
    if data.minors and (data.min_age or 0) >= ADULT:
        yield _error(mission, "minors_and_adults", "minors", age=data.min_age)
    if data.minors is False and data.min_age and data.min_age < ADULT:
        yield _error(mission, "no_minors_from_age", "min_age", age=data.min_age)


def _advice(mission: Mission) -> Iterator[Finding]:
    data, words = mission.data, mission.words
    if mission.over == "too_late" and data.deadline:
        yield _warning(mission, "deadline_past", "deadline", day=words.day(data.deadline))
    if mission.over == "ended" and data.end:
        yield _warning(mission, "end_past", "end", day=words.day(data.end))
    if mission.listed and data.date is None and mission.entry.committed is None:
        yield _warning(mission, "not_dated", "title", day=mission.room.site.day.isoformat())


def _same_identity(missions: Sequence[Mission]) -> Iterator[Finding]:
    seen: dict[str, Mission] = {}
    for each in sorted(missions, key=lambda mission: mission.entry.file):
        first = seen.setdefault(client_id(each), each)
        if first is not each:
            yield _error(each, "same_identity", "id", value=client_id(each), other=first.entry.path)


def _last_ones(room: Room[Missions], open_ones: Sequence[Mission]) -> Iterator[Finding]:
    if not open_ones:
        yield warning("missions.none_open", FOLDER)
        return
    ends = [each.ends for each in open_ones]
    if all(ends) and (last := max(filter(None, ends))) <= room.site.day + SOON:
        yield warning("missions.last_one_closing", FOLDER, day=room.words.day(last))


def _error(mission: Mission, code: str, key: str, **values: object) -> Finding:
    return error(f"missions.{code}", mission.entry.path, mission.entry.lines.get(key, 1), **values)


def _warning(mission: Mission, code: str, key: str, **values: object) -> Finding:
    return warning(f"missions.{code}", mission.entry.path, mission.entry.lines.get(key, 1), **values)
