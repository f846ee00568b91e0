"""What networks read in the head of a page: Open Graph, and the few tags that some ask for beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from babel import Locale
from babel.core import get_global

from pelicasso.kit.cut import cut
from pelicasso.kit.page import Page
from pelicasso_plugins.sharing.cards import SharingRoom, cards

TITLE = 110
"""Signs: what is longer is cut by every network."""
ALTERNATIVE = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """slots/head/sharing.html; `kind` is Open Graph's, `locale` a language with its country, `picture` is absolute."""

    kind: str
    title: str
    locale: str
    picture: str
    alternative: str
    published: str | None
    modified: str | None


def preview(room: SharingRoom, page: Page) -> Preview | None:
    """None for a page that nobody should find, and without the site's address."""
    document, entry = page.document, page.about.entry
    if room.site.address is None or document.noindex:
        return None
    drawn, words = room.once(cards), entry.sentence(ALTERNATIVE) if entry else room.site.organisation.name
    dated = entry if entry and entry.collection.dated else None
    return Preview(
        kind="article" if dated else "website",
        title=cut(document.heading, TITLE),
        locale=_locale((entry.data.lang if entry else None) or room.site.language),
        picture=room.absolute(drawn.of.get(entry.file, drawn.site) if entry else drawn.site) or "",
        alternative=words,
        published=_instant(room, dated.data.date) if dated else None,
        modified=_instant(room, dated.updated) if dated else None,
    )


def _instant(room: SharingRoom, day: date | None) -> str | None:
    return datetime.combine(day, time(), room.site.timezone).isoformat() if day else None


@cache
def _locale(language: str) -> str:
    """« fr_FR » for « fr »: the country where most of its speakers are."""
    likely = get_global("likely_subtags").get(language, language)
    found = Locale.parse(likely if "-" not in language else language.replace("-", "_"))
    return "_".join(filter(None, (found.language, found.territory)))
