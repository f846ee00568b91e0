"""The partners of a site, by level, each with a logo or its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pelicasso.kit import Picture, PictureFile, Room
from pelicasso.kit.links import slug
from pelicasso.kit.structured_data import Node
from pelicasso_plugins.partners.config import KNOWN, Level, Partner, Partners

PAID = frozenset({"patrons", "sponsors"})
"""Levels whose links follow a gift or a price: search engines ask for it to be said."""
ROLES = {"funders": "funder", "patrons": "funder", "sponsors": "sponsor", "networks": "memberOf"}
"""What schema.org calls a partner of the level."""


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner; `rel` is said of the link, empty where there is nothing to say."""

    name: str
    logo: Picture | None = None
    link: str | None = None
    rel: str = ""
    wording: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level and its partners in order."""

    title: str
    anchor: str
    introduction: str | None
    partners: tuple[PartnerView, ...]


@dataclass(frozen=True, slots=True)
class PartnersPage:
    """What partners/page.html and the home page's part may use."""

    levels: tuple[LevelView, ...]


class Thanks:
    """Reads the partners of a room once; asked while pages are planned, as it asks for logos."""

    def __init__(self, room: Room[Partners]) -> None:
        self.room = room

    @cached_property
    def levels(self) -> tuple[LevelView, ...]:
        """Levels with a partner in them."""
        given = enumerate(self.room.section.levels)
        return tuple(self._level(at, level) for at, level in given if level.partners)

    @property
    def shown(self) -> PartnersPage:
        return PartnersPage(self.levels)

    @property
    def says_more(self) -> bool:
        """Whether the page tells more than logos do."""
        return any(partner.text for level in self.room.section.levels for partner in level.partners)

    def nodes(self) -> Node:
        """What is said of the association: who funds it, who sponsors it, what it is a member of."""
        said: dict[str, list[Node]] = {}
        for level in self.room.section.levels:
            if (role := ROLES.get(level.level)) is not None:
                said.setdefault(role, []).extend(_nodes(level))
        return said

    def _level(self, at: int, level: Level) -> LevelView:
        words, typeset = self.room.words, self.room.words.typography.text
        title = level.title or (words(f"partners.levels.{level.level}") if level.level in KNOWN else level.level)
        partners = tuple(self._partner(at, index, level.level, each) for index, each in enumerate(level.partners))
        introduction = typeset(level.introduction) if level.introduction else None
        return LevelView(typeset(title), f"partners-{slug(level.level)}-{at + 1}", introduction, partners)

    def _partner(self, at: int, index: int, level: str, partner: Partner) -> PartnerView:
        room, typeset = self.room, self.room.words.typography.text
        line = room.line("levels", at, "partners", index, "logo")
        asked = PictureFile(file=partner.logo, alt=partner.name) if partner.logo else None
        return PartnerView(
            typeset(partner.name),
            room.picture(asked, "logo", line) if asked else None,
            partner.link,
            "sponsored" if level in PAID else "",
            typeset(partner.wording) if partner.wording else None,
            typeset(partner.text) if partner.text else None,
        )


def _nodes(level: Level) -> Iterator[Node]:
    for each in level.partners:
        yield {"@type": "Organization", "name": each.name, "url": each.link}
