"""A feature within one build: what it is given, and what it may ask for."""

from __future__ import annotations

import posixpath
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Generic, TypeVar, cast

from pelicasso.kit.collection import Collection, Entry
from pelicasso.kit.context import EntryView, Link, Picture
from pelicasso.kit.feature import Feature, Given
from pelicasso.kit.links import absolute, href
from pelicasso.kit.locale import Words
from pelicasso.kit.palette import Palette, palette
from pelicasso.kit.pictures.drawn import Drawn
from pelicasso.kit.plan import Plan
from pelicasso.kit.record import Record
from pelicasso.kit.structured_data import Node
from pelicasso.schema import Finding, Report
from pelicasso.schema.section import Section
from pelicasso.site.model import PictureFile, Site
from pelicasso.site.paths import Found

FILE = "site.yaml"
Noted = TypeVar("Noted", bound=Section)
Made = TypeVar("Made")


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

    def once(self, make: Callable[..., Made], *about: Hashable) -> Made:
        """What a function makes of the room, and of what it is asked about; it is made once in a build."""
        key = (self.feature.name, make, *about)
        return cast(Made, self.plan.renderer.kept.once(key, lambda: make(self, *about)))

    @property
    def texts(self) -> Sequence[Entry]:
        """The published texts of the whole site, whichever collection they are of."""
        return self.entries

    @property
    def colours(self) -> Palette:
        """The colours of the site."""
        return palette(self.site.theme.colour)

    def picture_of(self, entry: Entry) -> Picture | None:
        """The picture at the head of an entry's page."""
        return self.view(entry, "head").picture

    def located(self, asked: PictureFile, file: str = FILE) -> Found | None:
        """The file that a picture means, as `file` names it."""
        near = posixpath.normpath(f"{file.removeprefix('content/').rpartition('/')[0]}/{asked.file}")
        return self.files.get(near) or self.files.get(asked.file)

    def draw(self, wanted: Sequence[Drawn]) -> Sequence[str]:
        """The addresses of pictures that the room draws, each once for what it is made of. Asked by `finished`."""
        return [""] * len(wanted)

    @property
    def organisation(self) -> Node:
        """What all features say of the association, as structured data: its telephone, its contact point."""
        return self.plan.renderer.organisation()

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
    def note(self, path: str, model: type[Noted]) -> Noted | None:
        """What is noted of a file, in the one beside it (`statuts.pdf.yaml`); None without one, or with a mistake."""

    @abstractmethod
    def learnt(self, found: Found, what: str, read: Callable[[BinaryIO], Any]) -> Any:
        """What `read` finds in a file, as JSON can hold it; it is asked once for a content, and for `what` anew."""

    @abstractmethod
    def feed(self, address: str, title: str, page: str, entries: Sequence[Entry]) -> Link | None:
        """Plan a feed of entries that follows a page; None without the site's address."""

    @property
    @abstractmethod
    def findings(self) -> Sequence[Finding]:
        """What is to be said of the other pages, for a page that comes last."""


AnyRoom = Room[Any]
