"""Entries as templates see them, and the links between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

from pelicasso.kit.collection import Entry
from pelicasso.kit.context import EntryView, Link, Picture
from pelicasso.kit.cut import cut
from pelicasso.kit.links import href, slug
from pelicasso.kit.locale import Words
from pelicasso.kit.markup import markup
from pelicasso.site.model import Site

SUMMARY = 200
"""Signs of a summary that is taken from the text."""


class Views:
    """Makes the view of an entry; `terms` knows the listings of categories and tags by kind and slug.

    `pictures` knows those of entries by file and place; `filled` gives a body with
    the blocks of rooms in it, `linked` one with links in their places.
    """

    def __init__(self, site: Site, words: Words) -> None:
        self.site = site
        self.words = words
        self.filled: Callable[[Entry], str] = lambda entry: entry.html
        self.linked: Callable[[Entry], str] = lambda entry: entry.html
        self.terms: dict[tuple[str, str], Link] = {}
        self.pictures: dict[tuple[str, str], Picture] = {}

    def view(self, entry: Entry, place: str = "head") -> EntryView:
        """An entry for the place where it is shown: the head of its own page, with its body, a card, a row."""
        data = entry.data
        typography = self.words.typography
        return EntryView(
            title=entry.title,
            href=href(self.site, entry.address),
            summary=entry.summary,
            lede=typography.text(data.summary) if data.summary else None,
            body=markup(self.filled(entry) if place == "head" else ""),
            language=data.lang or self.site.language,
            created=data.date,
            updated=entry.updated if data.date is None or entry.updated != data.date else None,
            author=typography.text(data.author) if data.author else None,
            category=self._term("category", data.category),
            tags=tuple(link for each in data.tags if (link := self._term("tag", each)) is not None),
            contents=entry.headings if place == "head" else (),
            minutes=entry.minutes,
            draft=data.is_draft,
            picture=self.pictures.get((entry.file, place)),
        )

    def link(self, entry: Entry | None) -> Link | None:
        return None if entry is None else Link(entry.title, href(self.site, entry.address))

    def _term(self, kind: str, name: str | None) -> Link | None:
        return self.terms.get((kind, slug(name))) if name else None


def summary_of(html: str) -> str:
    """The first paragraph as plain text, cut between two words."""
    paragraph = re.search(r"<p\b[^>]*>(.*?)</p>", html, re.S)
    if paragraph is None:
        return ""
    without = re.sub(r"<sup\b.*?</sup>", "", paragraph[1], flags=re.S)
    text = " ".join(unescape(re.sub(r"<[^>]+>", " " if "<br" in without else "", without)).split(" ")).strip()
    text = re.sub(r"[ \n\t]+", " ", text)
    return cut(text, SUMMARY)


def neighbours(
    entries: Sequence[Entry],
) -> dict[str, tuple[Entry | None, Entry | None]]:
    """By file, the entry before and the one after, in the order given."""
    return {
        each.file: (entries[at - 1] if at else None, entries[at + 1] if at + 1 < len(entries) else None)
        for at, each in enumerate(entries)
    }
