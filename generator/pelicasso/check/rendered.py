"""What must hold in every rendered site: links lead somewhere, nothing of the source's syntax is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from pelicasso.check.looked import Looked
from pelicasso.check.page import Page, target
from pelicasso.schema import Finding, error

LEFTOVER = re.compile(r"<p>\s*/{3,6}(?!/)|\{(?:filename|static|attach|tag|category|author|index)\}")
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
TOP = ("", "top")
"""Anchors that every page has."""


def check_rendered(
    files: Mapping[str, bytes | Path], base: str, only: Iterable[str] | None = None, looked: Looked | None = None
) -> Iterator[Finding]:
    """The findings on a rendered tree: `files` by their names in the output, `base` the path of the site's address.

    With `only` some of its pages are looked at; `looked` is what was read of them before.
    """
    tree = _Tree(files, base, looked or Looked())
    for name in files if only is None else only:
        content = files[name]
        if name.endswith(".html") and isinstance(content, bytes):
            yield from (found for link in tree.page(name).links for found in tree.dead(name, link))
            if left := LEFTOVER.search(CODE.sub("", content.decode())):
                yield error("syntax_left", _said(name), value=left[0])


class _Tree:
    """The files of an output; links that are known to lead somewhere are not followed again."""

    def __init__(self, files: Mapping[str, bytes | Path], base: str, looked: Looked) -> None:
        self._files = files
        self._base = base
        self._looked = looked
        self._alive: set[str] = set()

    def page(self, name: str) -> Page:
        content = self._files[name]
        assert isinstance(content, bytes)
        return self._looked.page(name, content)

    def dead(self, name: str, link: str) -> Iterator[Finding]:
        """The finding on a link of a page, when it leads nowhere."""
        if link in self._alive:
            return
        path, _, anchor = link.partition("#")
        if path and (not path.startswith("/") or path.startswith("//")):
            return
        found = target(path, self._files, self._base) if path else name
        if found is None:
            yield error("dead_link_in_page", _said(name), target=link)
        elif unquote(anchor) not in TOP and not self._holds(found, unquote(anchor)):
            yield error("dead_anchor_in_page", _said(name), target=link)
        elif path:
            self._alive.add(link)

    def _holds(self, name: str, anchor: str) -> bool:
        """Whether a page has an anchor; of a file as it is nobody knows."""
        is_page = name.endswith(".html") and isinstance(self._files[name], bytes)
        return not is_page or anchor in self.page(name).anchors


def _said(name: str) -> str:
    return f"output/{name}"
