"""Documents: the files of content/documents, listed by kind and year, with all that is known of them before a click."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pelicasso.kit import Feature, FeaturePage, Room
from pelicasso.schema import Finding
from pelicasso_plugins.documents.advice import advice
from pelicasso_plugins.documents.archive import FOLDER, Archive
from pelicasso_plugins.documents.block import DocumentsBlock
from pelicasso_plugins.documents.config import Documents
from pelicasso_plugins.documents.pages import plan_pages
from pelicasso_plugins.documents.shelves import DocumentsBlockView, DocumentsPage, ShelfPage


def _pages(room: Room[Documents]) -> Iterator[FeaturePage]:
    yield from plan_pages(room, room.once(Archive))


def _advice(room: Room[Documents], _files: Mapping[str, bytes | Path]) -> Iterator[Finding]:
    yield from advice(room, room.once(Archive))


feature = Feature(
    name="documents",
    section=Documents,
    pages=_pages,
    folders=(FOLDER,),
    contexts={
        "documents/page.html": DocumentsPage,
        "documents/shelf.html": ShelfPage,
        "blocks/documents.html": DocumentsBlockView,
    },
    blocks=(DocumentsBlock(),),
    reviews=(_advice,),
)
register = feature.register
