"""The share links below a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from pelicasso.kit.markup import markup
from pelicasso.kit.page import Page
from pelicasso_plugins.sharing.cards import SharingRoom
from pelicasso_plugins.sharing.networks import LINKS, NAMES, Message

SENTENCE = 200
"""Signs of what is said with a link."""
ICONS = Path(__file__).with_name("static") / "icons"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to share: a link, or without `href` a button that needs a script."""

    network: str
    name: str
    icon: Markup
    href: str | None


@dataclass(frozen=True, slots=True)
class Links:
    """slots/article_end/sharing.html."""

    ways: tuple[Way, ...]
    message: Message
    scripted: bool


def links(room: SharingRoom, page: Page) -> Links | None:
    """None for a page that nobody should find, without links and without the site's address."""
    address, entry = page.document.canonical, page.about.entry
    if address is None or entry is None or page.document.noindex or entry.data.is_draft or not room.section.networks:
        return None
    message = Message(entry.title, entry.sentence(SENTENCE), address)
    ways = tuple(_ways(room, message))
    return Links(ways, message, any(each.href is None for each in ways))


def _ways(room: SharingRoom, message: Message) -> Iterator[Way]:
    for network in dict.fromkeys(room.section.networks):
        name = NAMES.get(network) or room.words(f"sharing.by.{network}")
        link = LINKS.get(network)
        yield Way(network, name, _icon(network), link(message) if link else None)


@cache
def _icon(network: str) -> Markup:
    """The drawing alone: its size and colour are the style's."""
    drawing = (ICONS / f"{network}.svg").read_text("utf-8")
    paths = drawing.partition(">")[2].rpartition("</svg>")[0].strip()
    return markup(f'<svg viewBox="0 0 16 16" aria-hidden="true">{" ".join(paths.split())}</svg>')
