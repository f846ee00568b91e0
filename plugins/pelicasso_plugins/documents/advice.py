"""What is to be said of documents: what stops people from reading them, and what the room could not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from pelicasso.kit import Room
from pelicasso.schema import Finding, warning
from pelicasso.schema.size import weight
from pelicasso_plugins.documents.archive import FOLDER, OLD, PICTURES, Archive, Document
from pelicasso_plugins.documents.config import Documents
from pelicasso_plugins.documents.pdf import State

READABLE = "RGAA 13.3"
LIGHT = "RGESN 5.1"
HEAVY = 5_000_000
NAMED = 3
"""So many documents are told one by one; more of them are told at once, as one thing to do."""


def advice(room: Room[Documents], archive: Archive) -> Iterator[Finding]:
    """Everything there is to say."""
    for code, paths in (("left_out", archive.left_out), ("empty", archive.empty), ("lone_note", archive.lone_notes)):
        yield from (warning(f"documents.{code}", f"content/{each}", name=PurePosixPath(each).name) for each in paths)
    if not archive.documents:
        yield warning("documents.nothing_to_show", *_place(room))
    yield from _unreadable(room, archive.documents)
    yield from _unclear(room, archive.documents)


def _place(room: Room[Documents]) -> tuple[str, int | None]:
    line = room.line()
    return ("site.yaml", line) if line else (f"content/{FOLDER}", None)


def _unreadable(room: Room[Documents], documents: Sequence[Document]) -> Iterator[Finding]:
    """What keeps people from reading a document; the first thing to mend in each."""
    found: dict[str, list[Document]] = {}
    for each in documents:
        if not each.accessible and (code := _fault(each)):
            found.setdefault(code, []).append(each)
    for code, those in found.items():
        yield from _told(room, code, those, None if code == "broken" else READABLE)
    yield from _told(room, "heavy", [each for each in documents if each.size > HEAVY], LIGHT)


def _fault(document: Document) -> str | None:
    suffix = PurePosixPath(document.path).suffix.lower()
    if suffix in PICTURES:
        return "picture"
    if suffix in OLD:
        return "old_format"
    pdf = document.pdf
    if pdf is None or pdf.state is State.UNREAD:
        return None
    if pdf.state is not State.TAGGED:
        return pdf.state.value
    return "untitled" if pdf.title is None else "no_language" if pdf.language is None else None


def _unclear(room: Room[Documents], documents: Sequence[Document]) -> Iterator[Finding]:
    """What the room could not tell from names: people would not either."""
    yield from _told(room, "name_says_nothing", [each for each in documents if each.is_vague])
    yield from _told(room, "folder_differs", [each for each in documents if each.differs])
    firsts = {(each.title.casefold(), each.format): each.path for each in reversed(documents)}
    twins = {each.path: firsts[each.title.casefold(), each.format] for each in documents}
    alike = [each for each in documents if twins[each.path] != each.path]
    yield from _told(room, "same_title", alike, twins=twins)


def _told(
    room: Room[Documents],
    code: str,
    documents: Sequence[Document],
    criterion: str | None = None,
    twins: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """The same thing of some documents, one by one or at once; `twins` are others, by the path of each."""
    groups: Iterable[Sequence[Document]] = [documents] if len(documents) > NAMED else [[each] for each in documents]
    for group in groups:
        file = f"content/{group[0].path}" if len(group) == 1 else f"content/{FOLDER}"
        values = {**_values(room, group[0]), "documents": _names(room, group), "other": twins.get(group[0].path)}
        yield replace(warning(f"documents.{code}", file, None, **values), criterion=criterion)


def _names(room: Room[Documents], documents: Sequence[Document]) -> str:
    names = ", ".join(each.name for each in documents[:NAMED])
    left = len(documents) - NAMED
    return f"{names} {room.words('documents.and_others', count=left)}" if left > 0 else names


def _values(room: Room[Documents], document: Document) -> dict[str, object]:
    language = room.words.language
    told = room.words(f"documents.single_{document.differs}") if document.differs else ""
    return {
        "size": weight(document.size, language),
        "limit": weight(HEAVY, language),
        "listed": document.shelf_title,
        "told": told,
        "title": document.title,
        "name": document.name,
    }
