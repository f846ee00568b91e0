"""What is under check: the site, its texts, the files beside them, and what they were rendered to."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from pelicasso.check.cost import Cost
from pelicasso.check.looked import Looked
from pelicasso.check.page import Page, target
from pelicasso.check.text import Text
from pelicasso.kit.collection import Entry
from pelicasso.kit.links import file_name
from pelicasso.kit.locale import Words
from pelicasso.site.model import Site
from pelicasso.site.paths import Found

COMPRESSED = frozenset({".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".webmanifest"})
"""What hosts send gzipped."""


@dataclass
class Subject:
    """A rendered site: `entries` and `files` by their path in `content`, `output` by the names of its files.

    `published` are the files of the site that something in the output comes from, or that a room spoke of; `looked`
    is what was read of it before.
    """

    site: Site
    entries: Mapping[str, Entry]
    files: Mapping[str, Found]
    output: Mapping[str, bytes | Path]
    published: frozenset[str] = frozenset()
    looked: Looked = field(default_factory=Looked)
    _targets: dict[str, str | None] = field(default_factory=dict)

    @cached_property
    def words(self) -> Words:
        return Words(self.site.language)

    @cached_property
    def texts(self) -> list[Text]:
        """Those that visitors read, by their file."""
        published = (each for each in self.entries.values() if each.is_published(self.site.day))
        return [self.looked.text(each, self.site.language, self.entries, self.files) for each in published]

    @cached_property
    def by_page(self) -> dict[str, Text]:
        """The texts by the name of the page that they became; one that is a part of another page is left out."""
        return {file_name(each.entry.address): each for each in self.texts if "#" not in each.entry.address}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """The pages of the output by their names; those that only lead on to another are left out."""
        made = (
            (name, each) for name, each in self.output.items() if name.endswith(".html") and isinstance(each, bytes)
        )
        pages = ((name, self.looked.page(name, each)) for name, each in made)
        return {name: page for name, page in pages if not page.leads_on}

    @cached_property
    def costs(self) -> dict[str, Cost]:
        """What each page costs, by its name."""
        return {name: self._cost(name, page) for name, page in self.pages.items()}

    def said(self, name: str) -> str:
        """The file that a message on a page names: the text's own, else that of the output."""
        text = self.by_page.get(name)
        return text.name if text else f"output/{name}"

    def target(self, link: str) -> str | None:
        """The file of the output that a link of a page leads to, None outside the site."""
        if link not in self._targets:
            self._targets[link] = target(link, self.output, self.site.base)
        return self._targets[link]

    def size(self, name: str) -> int:
        """The bytes that are sent for a file of the output."""
        content = self.output[name]
        known, size = self.looked.sizes.get(name, (None, 0))
        if known is not content:
            size = _sent(name, content)
            self.looked.sizes[name] = content, size
        return size

    def _cost(self, name: str, page: Page) -> Cost:
        known, cost = self.looked.costs.get(name, (None, None))
        if cost is None or known is not page:
            cost = self._counted(name, page)
            self.looked.costs[name] = page, cost
        return cost

    def _counted(self, name: str, page: Page) -> Cost:
        sizes: dict[str, list[int]] = {"picture": [], "style": [], "script": [], "rest": []}
        for kind, link in page.loaded:
            found = self.target(link)
            sizes[kind].append(self.size(found) if found else 0)
        return Cost(
            html=self.size(name),
            styles=sum(sizes["style"]),
            pictures=tuple(sizes["picture"]),
            rest=sum(sizes["rest"]) + sum(sizes["script"]),
            requests=1 + sum(map(len, sizes.values())),
            elements=page.elements,
            scripts=len(sizes["script"]),
        )


def _sent(name: str, content: bytes | Path) -> int:
    if PurePosixPath(name).suffix.lower() not in COMPRESSED:
        return len(content) if isinstance(content, bytes) else content.stat().st_size
    return len(gzip.compress(content if isinstance(content, bytes) else content.read_bytes(), 6))
