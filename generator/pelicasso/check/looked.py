"""What the rules have looked at: pages and texts are read once, and again only when they are others."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

from pelicasso.check.cost import Cost
from pelicasso.check.page import Page
from pelicasso.check.text import Text
from pelicasso.kit.collection import Entry
from pelicasso.site.paths import Found


class Looked:
    """The pages and the texts of a site; it stays with it from one look to the next."""

    def __init__(self) -> None:
        self.costs: dict[str, tuple[Page, Cost]] = {}
        self.sizes: dict[str, tuple[bytes | Path, int]] = {}
        self._pages: dict[str, Page] = {}
        self._texts: dict[str, Text] = {}

    def page(self, name: str, content: bytes) -> Page:
        """The page that a file of the output is."""
        page = self._pages.get(name)
        if page is None or page.content is not content:
            page = self._pages[name] = Page(content)
        return page

    def text(self, entry: Entry, language: str, others: Container[str], files: Mapping[str, Found]) -> Text:
        """The text that an entry is, in a site of that language, beside the others and the files of `content`."""
        text = self._texts.get(entry.file)
        if text is None or text.is_stale(entry):
            text = self._texts[entry.file] = Text(entry, language, others, files)
        return text
