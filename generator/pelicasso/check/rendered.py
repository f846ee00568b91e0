"""What must hold in every rendered site: links lead somewhere, nothing of the source's syntax is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from pelicasso.check.page import Page, target
from pelicasso.schema import Finding, error

LEFTOVER = re.compile(r"<p>\s*/{3,6}(?!/)|\{(?:filename|static|attach|tag|category|author|index)\}")
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
TOP = ("", "top")
"""Anchors that every page has."""


def check_rendered(files: Mapping[str, bytes | Path], base: str) -> Iterator[Finding]:
    """The findings on a rendered tree: `files` by their names in the output, `base` the path of the site's address."""
    tree = _Tree(files, base)
    for name, content in files.items():
        if name.endswith(".html") and isinstance(content, bytes):
            page = Page(content.decode())
            yield from (found for link in page.links for found in tree.dead(name, page, link))
            if left := LEFTOVER.search(CODE.sub("", page.html)):
                yield error("syntax_left", _said(name), value=left[0])


class _Tree:
    """The files of an output, and the anchors of the pages that links with an anchor lead to."""

    def __init__(self, files: Mapping[str, bytes | Path], base: str) -> None:
        self._files = files
        self._base = base
        self._anchors: dict[str, frozenset[str]] = {}

    def dead(self, name: str, page: Page, link: str) -> Iterator[Finding]:
        """The finding on a link of a page, when it leads nowhere."""
        path, _, anchor = link.partition("#")
        if path and (not path.startswith("/") or path.startswith("//")):
            return
        found = target(path, self._files, self._base) if path else name
        if found is None:
            yield error("dead_link_in_page", _said(name), target=link)
        elif unquote(anchor) not in TOP and not self._holds(found, unquote(anchor), page if found == name else None):
            yield error("dead_anchor_in_page", _said(name), target=link)

    def _holds(self, name: str, anchor: str, page: Page | None) -> bool:
        """Whether a page has an anchor; of a file as it is nobody knows."""
        content = self._files[name]
        if not name.endswith(".html") or isinstance(content, Path):
            return True
        if name not in self._anchors:
            self._anchors[name] = (page or Page(content.decode())).anchors
        return anchor in self._anchors[name]


def _said(name: str) -> str:
    return f"output/{name}"
