"""Sharing: links below texts, and what a page looks like wherever its address is pasted."""

from __future__ import annotations

from pelicasso.kit import Feature
from pelicasso_plugins.sharing.cards import SharingRoom, cards
from pelicasso_plugins.sharing.config import Sharing
from pelicasso_plugins.sharing.links import Links, links
from pelicasso_plugins.sharing.preview import Preview, preview

HEAD = "slots/head/sharing.html"
END = "slots/article_end/sharing.html"


def _draw(room: SharingRoom) -> None:
    """Without the site's address no card could be named."""
    if room.site.address is not None:
        room.once(cards)


feature = Feature(
    name="sharing",
    section=Sharing,
    on_page={HEAD: preview, END: links},
    finished=_draw,
    contexts={HEAD: Preview, END: Links},
    on_by_default=True,
)
register = feature.register
