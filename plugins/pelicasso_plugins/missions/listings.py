"""The ways through the missions: by domain, by place (« à distance » is one), by rhythm, each a plain page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pelicasso.kit import Link, Room
from pelicasso.kit.links import slug
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.mission import Mission

REMOTE = ("full", "possible", "local")


@dataclass(frozen=True, slots=True)
class Way:
    """One way through: its name in the catalogue, and the names that a mission stands under, by their slugs."""

    name: str
    part: str
    under: Callable[[Mission], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Listing:
    """The missions under one name; none of them may still be open."""

    way: str
    title: str
    address: str
    missions: Sequence[Mission]


@dataclass(frozen=True, slots=True)
class Filter:
    """The listings of one way, as links."""

    title: str
    name: str
    links: tuple[Link, ...]


def _domain(mission: Mission) -> dict[str, str]:
    return {mission.data.domain: mission.label} if mission.data.domain else {}


def _place(mission: Mission) -> dict[str, str]:
    words, data = mission.words, mission.data
    places = {} if data.remote == "full" else {slug(each): words.typography.text(each) for each in mission.cities}
    remote = words("missions.remote.full")
    return places | ({slug(remote): remote} if data.remote in REMOTE else {})


def _rhythm(mission: Mission) -> dict[str, str]:
    return {mission.rhythm: mission.words(f"missions.rhythm.{mission.rhythm}")} if mission.rhythm else {}


WAYS = (
    Way("domain", "category", _domain),
    Way("place", "missions_place", _place),
    Way("rhythm", "missions_rhythm", _rhythm),
)


def listings(room: Room[Missions], missions: Iterable[Mission]) -> list[Listing]:
    """Every listing that a mission stands under, open or not, so that no address of one vanishes."""
    found: dict[tuple[Way, str], tuple[str, list[Mission]]] = {}
    for mission in missions:
        for way in WAYS:
            for part, title in way.under(mission).items():
                found.setdefault((way, part), (title, []))[1].append(mission)
    return [
        Listing(
            way.name, title, f"{room.address('missions', way.part)}{part}/", [each for each in under if each.listed]
        )
        for (way, part), (title, under) in found.items()
        if part
    ]


def filters(room: Room[Missions], made: Sequence[Listing], listed: int, here: str) -> tuple[Filter, ...]:
    """The ways that part the list, each with all its listings, the shown one marked."""
    return tuple(
        Filter(room.words(f"missions.by.{way.name}"), f"missions-{way.name}", links)
        for way in WAYS
        if (links := _links(room, [each for each in made if each.way == way.name and each.missions], listed, here))
    )


def _links(room: Room[Missions], made: Sequence[Listing], listed: int, here: str) -> tuple[Link, ...]:
    if all(len(each.missions) == listed for each in made) and all(each.address != here for each in made):
        return ()
    links = (
        room.link(room.words("missions.counted", name=each.title, number=len(each.missions)), each.address)
        for each in sorted(made, key=lambda one: (-len(one.missions), one.title))
    )
    return tuple(replace(each, current=each.href == room.href(here)) for each in links)
