"""The menu: what `site.yaml` lists, else the top pages and the features that are on."""

from __future__ import annotations

from collections.abc import Iterator

from pelicasso.build.work import Work
from pelicasso.kit.collection import PAGES
from pelicasso.kit.context import Link
from pelicasso.kit.links import href
from pelicasso.site.model import MenuItem, SubMenuItem
from pelicasso.site.reader import FILE

USUAL = 7
"""Top pages that the menu shows when nobody chose."""


def menu(work: Work) -> tuple[Link, ...]:
    """The entries of the menu; those that lead nowhere are told."""
    asked = work.site.file.menu
    if asked is None:
        return tuple(_usual(work))
    return tuple(link for index, each in enumerate(asked) if (link := _entry(work, index, each)) is not None)


def _entry(work: Work, index: int, item: MenuItem) -> Link | None:
    own = _link(work, item.link, item.title, work.site.line("menu", index)) if item.link else None
    if item.link and own is None:
        return None
    items = [_sub(work, index, at, each) for at, each in enumerate(item.items)]
    title = own.title if own else work.words.typography.text(item.title or "")
    return Link(title, own.href if own else "", items=tuple(each for each in items if each is not None))


def _sub(work: Work, index: int, at: int, item: SubMenuItem) -> Link | None:
    return _link(work, item.link, item.title, work.site.line("menu", index, "items", at))


def _link(work: Work, target: str, title: str | None, line: int | None) -> Link | None:
    asked = target if "/" in target or "." in target or ":" in target else f"/{target}/"
    found = work.resolver.resolve(asked, "", FILE, "/", line)
    if found is None:
        return None
    said = title or _titles(work).get(found.href) or target
    return Link(work.words.typography.text(said), found.href)


def _titles(work: Work) -> dict[str, str]:
    return {href(work.site, each.address): each.title for each in work.plan if each.title}


def _usual(work: Work) -> Iterator[Link]:
    pages = [each for each in work.published(work.content.of(PAGES)) if not each.data.is_hidden]
    top = [each for each in pages if each.address.count("/") == 2]
    for page in top[:USUAL]:
        yield work.link(page.title, page.address)
    own = {page.address for page in pages}
    for each in work.plan:
        if each.title and each.in_menu and each.address not in own:
            yield work.link(each.title, each.address)
