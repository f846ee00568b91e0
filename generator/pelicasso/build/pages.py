"""Pages: each at the address of its file, with the pages above it as its trail and those below it as links."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pelican import contents, signals
from pelican.generators import PagesGenerator

from pelicasso.build.pelican_content import pelican_content
from pelicasso.build.work import SETTING, Work
from pelicasso.kit.collection import PAGES, Entry
from pelicasso.kit.context import Link
from pelicasso.kit.page import About
from pelicasso.kit.plan import Planned


class Pages(PagesGenerator):  # type: ignore[misc]
    """Pelican's generator of pages, with our own reading and addresses."""

    def generate_context(self) -> None:
        """Plan every page."""
        self.work: Work = self.settings[SETTING]
        self.entries = self.work.published(self.work.content.of(PAGES))
        self.by_address = {each.address: each for each in self.entries}
        self.below: defaultdict[str, list[Entry]] = defaultdict(list)
        for each in self.entries:
            self._plan(each)
            if not each.data.is_hidden:
                self.below[_above(each.address)].append(each)

    def finish(self) -> None:
        """Tell Pelican's plugins of the pages, once their bodies are there; nothing is made for nobody."""
        if not signals.page_generator_finalized.receivers:
            return
        listed = (each for each in self.entries if not each.data.is_hidden)
        self.pages = [pelican_content(contents.Page, each, self.settings, self.context) for each in listed]
        signals.page_generator_finalized.send(self)

    def generate_output(self, _writer: Any) -> None:
        """Nothing is left: planned pages are rendered by the build."""

    def _plan(self, page: Entry) -> None:
        work = self.work

        def render() -> bytes:
            document = work.renderer.document(page.address, page.title, page.summary, noindex=page.data.noindex)
            own: dict[str, Any] = {"entry": work.views.view(page), "children": self._children(page)}
            trail = (work.home, *self._above(page))
            return work.renderer.render("page.html", document, trail, page.styles, about=About(page), **own).encode()

        listed = not page.data.is_hidden
        work.plan.add(
            Planned(
                page.address,
                render,
                source=page.path,
                line=page.lines.get("slug"),
                title=page.title if listed else None,
                indexed=listed and not page.data.noindex,
                updated=page.updated,
            )
        )

    def _above(self, page: Entry) -> list[Link]:
        parts = page.address.strip("/").split("/")
        addresses = ["/" + "".join(f"{each}/" for each in parts[:depth]) for depth in range(1, len(parts))]
        above = (self.by_address.get(each) for each in addresses)
        return [self.work.link(each.title, each.address) for each in above if each is not None]

    def _children(self, page: Entry) -> tuple[Link, ...]:
        return tuple(self.work.link(each.title, each.address) for each in self.below.get(page.address, ()))


def _above(address: str) -> str:
    """« /jardins/ » for « /jardins/verger/ »."""
    return f"{address.rstrip('/').rpartition('/')[0]}/" if address != "/" else ""
