"""The block `/// missions`: open missions in the middle of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pelicasso.kit import Link, Room
from pelicasso.kit.blocks import RoomBlock, Use
from pelicasso.kit.links import slug
from pelicasso.schema.section import Section, Text, titled
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.data import one_of
from pelicasso_plugins.missions.mission import Mission, missions_of
from pelicasso_plugins.missions.pages import Card, all_missions, cards
from pelicasso_plugins.missions.vocabulary import Domain, Rhythm

MISTAKEN = {
    "domaine": "domain",
    "thème": "domain",
    "theme": "domain",
    "lieu": "city",
    "ville": "city",
    "rythme": "rhythm",
    "nombre": "number",
    "count": "number",
}


class MissionsOptions(Section):
    """Which missions, and how many."""

    mistaken = MISTAKEN

    domain: Annotated[Domain, one_of("domain")] | None = titled(en="Of one domain.", fr="D’un seul domaine.")
    city: Text | None = titled(en="In one town.", fr="Dans une seule commune.")
    rhythm: Annotated[Rhythm, one_of("rhythm")] | None = titled(
        en="once or regular.", fr="once (ponctuelles) ou regular (régulières)."
    )
    number: int = titled(3, en="At most so many.", fr="Le nombre, au plus.", ge=1, le=12)

    def takes(self, mission: Mission) -> bool:
        return (
            self.domain in (None, mission.data.domain)
            and self.rhythm in (None, mission.rhythm)
            and (self.city is None or slug(self.city) in map(slug, mission.cities))
        )


@dataclass(frozen=True, slots=True)
class BlockContext:
    """blocks/missions.html: `title` is empty where the text gives none."""

    title: str
    missions: tuple[Card, ...]
    all_missions: Link


class MissionsBlock(RoomBlock[MissionsOptions]):
    """Shows open missions; with none, it says so and leads on."""

    name = "missions"
    feature = "missions"
    meaning = (
        "Des missions ouvertes : les premières, ou celles d’un domaine, d’une commune, d’un rythme.",
        "Open missions: the first ones, or those of a domain, a town, a rhythm.",
    )
    example = "/// missions | Venez nous aider\ndomain: Environnement\nnumber: 2\n///"
    words = frozenset({"mission", "bénévolat", "benevolat", "benevoles", "bénévoles", "volunteering"})
    options = MissionsOptions

    def shown(self, room: Room[Missions], use: Use[MissionsOptions], _file: str) -> BlockContext:
        chosen_ones = [each for each in missions_of(room) if each.listed and use.options.takes(each)]
        return BlockContext(use.title, cards(chosen_ones[: use.options.number]), all_missions(room))

    def link(self, room: Room[Missions], use: Use[MissionsOptions]) -> Link:
        link = all_missions(room)
        return Link(use.title or link.title, link.href)
