"""`/// documents`: some documents in a text, by kind and year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from pelicasso.kit import Link, Room
from pelicasso.kit.blocks import RoomBlock, Use
from pelicasso.schema import warning
from pelicasso.schema.section import Section, titled
from pelicasso_plugins.documents.archive import Archive, Document
from pelicasso_plugins.documents.config import Documents
from pelicasso_plugins.documents.kinds import kind_of
from pelicasso_plugins.documents.shelves import DocumentsBlockView

MISTAKEN = {
    "type": "kind",
    "genre": "kind",
    "sorte": "kind",
    "annee": "year",
    "année": "year",
    "nombre": "count",
    "combien": "count",
}


class DocumentsOptions(Section):
    """Which documents are shown."""

    mistaken = MISTAKEN

    kind: Annotated[str, BeforeValidator(kind_of)] | None = titled(
        en="minutes, bylaws, accounts… or the name of a folder of your own.",
        fr="PV, statuts, comptes… ou le nom d’un de vos dossiers.",
    )
    year: int | None = titled(en="Those of one year.", fr="Ceux d’une seule année.")
    count: Annotated[int, Field(ge=1, le=100)] = titled(10, en="At most so many.", fr="Combien au plus.")


class DocumentsBlock(RoomBlock[DocumentsOptions]):
    """A list of documents."""

    feature = "documents"
    name = "documents"
    meaning = (
        "Les documents d’une sorte, les plus récents d’abord, pris dans content/documents.",
        "Documents of a kind, the newest first, from content/documents.",
    )
    example = "/// documents\nkind: minutes\ncount: 3\n///"
    words = frozenset({"document", "fichiers", "fichier", "pdf", "telechargements", "téléchargements", "downloads"})
    options = DocumentsOptions

    def shown(self, room: Room[Documents], use: Use[DocumentsOptions], file: str) -> DocumentsBlockView | None:
        documents = room.once(Archive).documents
        options = use.options
        chosen = [each for each in documents if options.kind in (None, each.shelf, each.kind)]
        chosen = [each for each in chosen if options.year in (None, each.year)]
        if not chosen:
            known = ", ".join(dict.fromkeys(each.shelf_title for each in documents)) or "-"
            room.report.add(warning("documents.block_empty", file, use.line, known=known))
            return None
        return DocumentsBlockView(use.title, tuple(_newest(chosen)[: options.count]))

    def link(self, room: Room[Documents], use: Use[DocumentsOptions]) -> Link:
        return room.link(use.title or room.words("documents.title"), room.address("documents"))


def _newest(documents: Sequence[Document]) -> list[Document]:
    """The newest first whatever their kinds; undated ones stay where they were, at the head."""
    return sorted(documents, key=lambda each: (-(each.year or 9999), -(each.day.toordinal() if each.day else 0)))
