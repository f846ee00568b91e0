"""Notice: a sentence at the top of every page, for as long as it is true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pelicasso.kit import Feature, FeaturePage, Link, Room
from pelicasso_plugins.notice.config import Item, Notice


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice that is up, with the link that it leads on to."""

    item: Item
    link: Link | None


@dataclass(frozen=True, slots=True)
class Board:
    """What stands at the top of every page; `zone` is the time zone that its days are of."""

    notices: tuple[Shown, ...]
    zone: str
    has_end: bool


def _pages(room: Room[Notice]) -> Iterator[FeaturePage]:
    """No page; but a file that a notice leads to has to be published."""
    for index, each in enumerate(room.section.items):
        if each.link is not None and each.link.link in room.files:
            room.resolve(each.link.link, room.line("items", index, "link"))
    yield from ()


def _board(room: Room[Notice]) -> Board:
    shown = tuple(
        Shown(each, _link(room, index, each))
        for index, each in enumerate(room.section.items)
        if each.is_shown(room.site.day)
    )
    return Board(shown, room.site.timezone.key, any(each.item.end for each in shown))


def _link(room: Room[Notice], index: int, item: Item) -> Link | None:
    if item.link is None:
        return None
    found = room.resolve(item.link.link, room.line("items", index, "link"))
    return Link(room.words.typography.text(item.link.title), found) if found else None


feature = Feature(
    name="notice",
    section=Notice,
    pages=_pages,
    shown={"slots/page_start/notice.html": _board},
    contexts={"slots/page_start/notice.html": Board},
)
register = feature.register
