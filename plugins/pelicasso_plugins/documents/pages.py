"""The pages of documents: one for all of them, and one or several for each shelf where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pelicasso.kit import FeaturePage, Link, Room
from pelicasso.kit.context import Heading, Pagination
from pelicasso.kit.links import slug
from pelicasso_plugins.documents.archive import Archive, Document
from pelicasso_plugins.documents.config import Documents
from pelicasso_plugins.documents.pdf import State
from pelicasso_plugins.documents.shelves import (
    NEWEST,
    ON_ONE_PAGE,
    DocumentsPage,
    Shelf,
    ShelfPage,
    ShelfView,
    chunks,
    shelves,
    years,
)

HARD = frozenset({State.SCANNED, State.PROTECTED, State.BROKEN, State.UNTAGGED})


def plan_pages(room: Room[Documents], archive: Archive) -> Iterator[FeaturePage]:
    """Every page of the room."""
    words, name = room.words, room.site.organisation.name
    held = shelves(archive.documents)
    many = len(archive.documents) > ON_ONE_PAGE
    with_pages = tuple(each for each in held if many and len(each.documents) > NEWEST)
    given = room.section.introduction
    description = words.typography.text(given) if given else words("documents.description", name=name)
    yield FeaturePage(
        room.address("documents"),
        "documents/page.html",
        words("documents.title"),
        description,
        shown=partial(_all, room, held, with_pages),
    )
    for shelf in with_pages:
        yield from _shelf(room, shelf)


def shelf_address(room: Room[Documents], shelf: Shelf, number: int = 1) -> str:
    """« /documents/proces-verbaux/ », « /documents/proces-verbaux/page/2/ »."""
    first = f"{room.address('documents')}{slug(shelf.title)}/"
    return first if number == 1 else f"{first}{room.words.address('page')}/{number}/"


def _all(room: Room[Documents], held: Sequence[Shelf], with_pages: Sequence[Shelf]) -> DocumentsPage:
    shown = tuple(_view(room, each, each in with_pages) for each in held)
    contents = tuple(Heading(each.title, each.anchor) for each in shown)
    return DocumentsPage(
        shown, contents if len(contents) > 2 else (), _is_hard([d for each in held for d in each.documents])
    )


def _view(room: Room[Documents], shelf: Shelf, has_page: bool) -> ShelfView:
    undated = room.words("documents.undated")
    if not has_page:
        return ShelfView(shelf.title, shelf.anchor, years(shelf.documents, undated), None)
    title = room.words("documents.all_of", title=shelf.title, count=len(shelf.documents))
    newest = years(shelf.documents[:NEWEST], undated)
    return ShelfView(shelf.title, shelf.anchor, newest, room.link(title, shelf_address(room, shelf)))


def _shelf(room: Room[Documents], shelf: Shelf) -> Iterator[FeaturePage]:
    words = room.words
    pages = chunks(shelf.documents)
    parent = room.link(words("documents.title"), room.address("documents"))
    own = room.link(shelf.title, shelf_address(room, shelf))
    for number in range(1, len(pages) + 1):
        title = shelf.title if number == 1 else words("documents.page", title=shelf.title, number=number)
        yield FeaturePage(
            shelf_address(room, shelf, number),
            "documents/shelf.html",
            title,
            words("documents.description_of", title=title, name=room.site.organisation.name),
            shown=partial(_shelf_page, room, shelf, pages, number),
            trail=(parent,) if number == 1 else (parent, own),
            listed=number == 1,
            in_menu=False,
        )


def _shelf_page(room: Room[Documents], shelf: Shelf, pages: Sequence[tuple[Document, ...]], number: int) -> ShelfPage:
    undated = room.words("documents.undated")
    link = partial(_page_link, room, shelf, number)
    count = len(pages)
    pagination = Pagination(
        number,
        count,
        link(number - 1) if number > 1 else None,
        link(number + 1) if number < count else None,
        tuple(map(link, range(1, count + 1))),
    )
    shown = years(pages[number - 1], undated, 0)
    return ShelfPage(shown, tuple(_year_links(room, shelf, pages, undated)), pagination, _is_hard(pages[number - 1]))


def _page_link(room: Room[Documents], shelf: Shelf, here: int, number: int) -> Link:
    return Link(str(number), room.href(shelf_address(room, shelf, number)), number == here)


def _year_links(
    room: Room[Documents], shelf: Shelf, pages: Sequence[tuple[Document, ...]], undated: str
) -> Iterator[Link]:
    """Each year once, where it begins."""
    seen: set[str] = set()
    for number, documents in enumerate(pages, 1):
        for year in years(documents, undated, 0):
            if year.anchor not in seen:
                seen.add(year.anchor)
                yield room.link(year.title, f"{shelf_address(room, shelf, number)}#{year.anchor}")


def _is_hard(documents: Sequence[Document]) -> bool:
    """Whether one of them can't be read by everybody, and nothing else says the same."""
    return any(each.pdf is not None and each.pdf.state in HARD and not each.accessible for each in documents)
