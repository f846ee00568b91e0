"""A page as the rooms see it that say something of every page: what it is of, and what its head says."""

from __future__ import annotations

from dataclasses import dataclass

from pelicasso.kit.collection import Entry
from pelicasso.kit.context import Document, Link


@dataclass(frozen=True, slots=True)
class About:
    """What a page is of: its text, if it has one, and its kind in schema.org's words."""

    entry: Entry | None = None
    kind: str = "WebPage"


UNTOLD = About()
"""A page of the site itself, of no kind that anyone asks for."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is being rendered; `trail` leads from home to the page above it."""

    document: Document
    trail: tuple[Link, ...]
    about: About
