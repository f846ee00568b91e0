"""Documents on their shelves: by kind, then by year, and in pages where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pelicasso.kit import Link
from pelicasso.kit.context import Heading, Pagination
from pelicasso_plugins.documents.archive import Document

ON_ONE_PAGE = 30
"""So many documents stand on the page of all; with more, each shelf has pages of its own."""
NEWEST = 4
"""So many of each shelf are on the page of all where there are many."""
WITHOUT_YEARS = 5
"""So few documents need no headings of years: their titles say it."""


@dataclass(frozen=True, slots=True)
class Year:
    """The documents of one year, or those without one."""

    title: str
    anchor: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one kind; `address` is that of its own page where there are many."""

    name: str
    title: str
    documents: tuple[Document, ...]

    @property
    def anchor(self) -> str:
        return f"documents-{self.name}"


@dataclass(frozen=True, slots=True)
class ShelfView:
    """A shelf on the page of all; `more` leads to its own page."""

    title: str
    anchor: str
    years: tuple[Year, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """What documents/page.html may use."""

    shelves: tuple[ShelfView, ...]
    headings: tuple[Heading, ...]
    hard_to_read: bool


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """documents/shelf.html: one page of a shelf; `links` lead to each year, on whichever page it stands."""

    years: tuple[Year, ...]
    links: tuple[Link, ...]
    pagination: Pagination
    hard_to_read: bool


@dataclass(frozen=True, slots=True)
class DocumentsBlockView:
    """What blocks/documents.html may use."""

    title: str
    documents: tuple[Document, ...] = field(default=())


def shelves(documents: Sequence[Document]) -> tuple[Shelf, ...]:
    """The shelves of documents that are in their order."""
    groups = ((key, tuple(group)) for key, group in groupby(documents, lambda each: each.shelf))
    return tuple(Shelf(name, group[0].shelf_title, group) for name, group in groups)


def years(documents: Sequence[Document], undated: str, at_least: int = WITHOUT_YEARS) -> tuple[Year, ...]:
    """Documents by year; so few of them, or less, stand together."""
    if len(documents) <= at_least:
        return (Year("", "", tuple(documents)),)
    groups = ((year, tuple(group)) for year, group in groupby(documents, lambda each: each.year))
    return tuple(Year(str(year or undated), f"y{year or 0}", group) for year, group in groups)


def chunks(documents: Sequence[Document], size: int = ON_ONE_PAGE) -> tuple[tuple[Document, ...], ...]:
    """Documents in pages that end with a year where they can."""
    made: list[list[Document]] = [[]]
    for _, group in groupby(documents, lambda each: each.year):
        held = list(group)
        if made[-1] and len(made[-1]) + len(held) > size:
            made.append([])
        while len(held) > size:
            made[-1] += held[:size]
            held = held[size:]
            made.append([])
        made[-1] += held
    return tuple(tuple(each) for each in made if each)
