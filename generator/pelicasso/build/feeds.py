"""The feeds of articles; without the site's address there are none, as a feed holds absolute links only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pelicasso.build.illustrations import waiting
from pelicasso.build.work import Work
from pelicasso.kit.collection import Entry
from pelicasso.kit.context import Link
from pelicasso.kit.feed import Feed, FeedEntry, atom
from pelicasso.kit.links import absolute
from pelicasso.kit.plan import Planned

LENGTH = 20
"""Entries of a feed: the latest."""
ROOTED = re.compile(r"(\b(?:href|src|poster)=\")(/(?!/))")
CHOICES = re.compile(r"</?picture>|<source\b[^>]*\ssrcset=[^>]*>")
"""Of a picture a feed holds the one file that every reader knows."""
PLACES = re.compile(r"(\bhref=\")(#)")


class Feeds:
    """Plans the feeds of a build."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def plan(self, address: str, title: str, page: str, entries: Sequence[Entry]) -> Link | None:
        """The link to the feed at an address, which follows a page of the site."""
        work = self.work
        own, followed = absolute(work.site, address), absolute(work.site, page)
        if own is None or followed is None:
            return None
        name = work.site.organisation.name
        feed = Feed(title, own, followed, name, work.site.language, work.site.timezone)
        latest = list(entries[:LENGTH])
        work.plan.add(Planned(address, lambda: atom(feed, map(self._entry, latest))))
        link = work.link(title, address)
        work.feeds.append(link)
        return link

    def _entry(self, entry: Entry) -> FeedEntry:
        link = absolute(self.work.site, entry.address) or ""
        date = entry.data.date or self.work.site.day
        parts = urlsplit(link)
        html = ROOTED.sub(rf"\1{parts.scheme}://{parts.netloc}\2", CHOICES.sub("", waiting(entry.html)))
        return FeedEntry(
            identity=f"tag:{parts.hostname},{date.isoformat()}:{_plain(entry.identity)}",
            title=entry.title,
            link=link,
            published=date,
            updated=entry.updated or date,
            summary=entry.summary,
            content=PLACES.sub(rf"\1{link}\2", html),
            author=entry.data.author,
        )


def _plain(identity: str) -> str:
    """What a tag URI may hold (RFC 4151)."""
    return re.sub(r"[^A-Za-z0-9/._~-]+", "-", identity)
