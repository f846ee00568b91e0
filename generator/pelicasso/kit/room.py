"""A feature within one build: what it is given, and what it may ask for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from pelicasso.kit.collection import Collection, Entry
from pelicasso.kit.context import EntryView, Link, Picture
from pelicasso.kit.feature import Feature, Given
from pelicasso.kit.links import absolute, href
from pelicasso.kit.locale import Words
from pelicasso.kit.plan import Plan
from pelicasso.kit.record import Record
from pelicasso.schema import Finding, Report
from pelicasso.site.model import PictureFile, Site
from pelicasso.site.paths import Found

FILE = "site.yaml"


@dataclass
class Room(ABC, Generic[Given]):
    """What a feature works with.

    `entries` are its published texts in the order of their files, `files` all files of `content` that are no texts,
    by their path in it. What is wrong goes to the `report`. `record` is what the pages that are rendered so far hold.
    """

    feature: Feature[Given]
    site: Site
    words: Words
    section: Given
    plan: Plan
    report: Report
    record: Record
    entries: Sequence[Entry]
    files: Mapping[str, Found]

    def of(self, collection: Collection) -> list[Entry]:
        """The entries of one of its collections."""
        return [each for each in self.entries if each.collection is collection]

    def address(self, *names: str) -> str:
        """An address, its parts named as in the catalogue: `address("events")` is « /agenda/ »."""
        return "/" + "".join(f"{self.words.address(each)}/" for each in names)

    def href(self, address: str) -> str:
        """The root-relative link to an address."""
        return href(self.site, address)

    def absolute(self, address: str) -> str | None:
        """The absolute link to an address; None when the site's own address is unknown."""
        return absolute(self.site, address)

    def link(self, title: str, address: str) -> Link:
        return Link(title, self.href(address))

    def line(self, *path: str | int) -> int | None:
        """The line of `site.yaml` where a key of its section stands."""
        return self.site.line(self.feature.name, *path)

    @abstractmethod
    def view(self, entry: Entry, place: str = "row") -> EntryView:
        """An entry as templates see it, for a place; asked when a page is rendered. Its body is there for `head`."""

    @abstractmethod
    def resolve(self, target: str, line: int | None, file: str = FILE) -> str | None:
        """Where a link leads, or a file that it publishes; None when it leads nowhere, which is said.

        Asked while pages are planned; `file` is the one that holds the link, as messages name it.
        """

    @abstractmethod
    def picture(self, asked: PictureFile, place: str, line: int | None, file: str = FILE) -> Picture | None:
        """A picture, made for a place of the theme; None when there is none, which is said. Asked while planning."""

    @abstractmethod
    def feed(self, address: str, title: str, page: str, entries: Sequence[Entry]) -> Link | None:
        """Plan a feed of entries that follows a page; None without the site's address."""

    @property
    @abstractmethod
    def findings(self) -> Sequence[Finding]:
        """What is to be said of the other pages, for a page that comes last."""


AnyRoom = Room[Any]
