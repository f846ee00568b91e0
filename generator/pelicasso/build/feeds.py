"""The feeds of articles; without the site's address there are none, as a feed holds absolute links only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from pelicasso.build.illustrations import waiting
from pelicasso.build.work import Work
from pelicasso.kit.collection import Entry
from pelicasso.kit.context import Link
from pelicasso.kit.feed import Feed, FeedEntry, atom
from pelicasso.kit.links import absolute
from pelicasso.kit.plan import Planned

UNDATED = date(2026, 1, 1)
"""What a feed says of an entry whose date nobody knows: the same every day."""
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

    def plan(
        self, address: str, title: str, page: str, entries: Sequence[Entry], *, everywhere: bool = True
    ) -> Link | None:
        """The link to the feed at an address, which follows a page of the site; `everywhere` all pages name it.

        What search engines are asked to leave out is in no feed.
        """
        work = self.work
        own, followed = absolute(work.site, address), absolute(work.site, page)
        if own is None or followed is None:
            return None
        name = work.site.organisation.name
        feed = Feed(title, own, followed, name, work.site.language, work.site.timezone)
        latest = [each for each in entries if not each.data.noindex][:LENGTH]
        work.plan.add(Planned(address, lambda: atom(feed, map(self._entry, latest))))
        link = work.link(title, address)
        if everywhere:
            work.feeds.append(link)
        return link

    def _entry(self, entry: Entry) -> FeedEntry:
        link = absolute(self.work.site, entry.address) or ""
        day = entry.data.date or entry.committed or UNDATED
        parts = urlsplit(link)
        html = ROOTED.sub(
            rf"\1{parts.scheme}://{parts.netloc}\2", CHOICES.sub("", waiting(self.work.views.linked(entry)))
        )
        return FeedEntry(
            identity=f"tag:{parts.hostname},{_tagged(entry)}:{_plain(entry.identity)}",
            title=entry.title,
            link=link,
            published=day,
            updated=entry.updated or day,
            summary=entry.summary,
            content=PLACES.sub(rf"\1{link}\2", html),
            author=entry.data.author,
        )


def _tagged(entry: Entry) -> str:
    """The date in an identity, which no later commit changes (RFC 4151)."""
    return (entry.data.date or UNDATED).isoformat()


def _plain(identity: str) -> str:
    """What a tag URI may hold (RFC 4151)."""
    return re.sub(r"[^A-Za-z0-9/._~-]+", "-", identity)
