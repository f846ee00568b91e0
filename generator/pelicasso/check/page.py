"""A rendered page, as far as checks look at it: its title, its links, its anchors, its elements."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cached_property
from html import unescape
from sys import intern
from urllib.parse import unquote

from pelicasso.check.cost import loaded

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
LINK = re.compile(r"<(?!base\b)[a-z][^>]*?\s(?:href|src)=\"([^\"]*)\"", re.IGNORECASE)
ANCHOR = re.compile(r"<a\b[^>]*?\shref=\"([^\"]*)\"", re.IGNORECASE)
ID = re.compile(r"\s(?:id|name)=[\"']?([^\"'\s>]+)")
ELEMENT = re.compile(r"<[a-zA-Z]")
DRAWING = re.compile(r"(<svg\b[^>]*>).*?</svg>", re.DOTALL)
UNFOUND = re.compile(r"<meta name=\"robots\" content=\"noindex\"", re.IGNORECASE)
LEADS_ON = re.compile(r"<meta http-equiv=\"refresh\"", re.IGNORECASE)


class Page:
    """The HTML of a page, as it is published; what is asked of it is looked up once."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    @property
    def html(self) -> str:
        """Decoded when it is asked for: a site has thousands of pages."""
        return self.content.decode()

    @cached_property
    def leads_on(self) -> bool:
        """Whether it only leads on to another address."""
        return LEADS_ON.search(self.html) is not None

    @cached_property
    def is_unfound(self) -> bool:
        """Whether search engines are asked to leave it out."""
        return UNFOUND.search(self.html) is not None

    @cached_property
    def title(self) -> str:
        found = TITLE.search(self.html)
        return unescape(found[1]).strip() if found else ""

    @cached_property
    def links(self) -> list[str]:
        """Where its links, pictures, styles and scripts stand, each once."""
        return _each_once(LINK.findall(self.html))

    @cached_property
    def ways(self) -> list[str]:
        """Where a visitor can go from it."""
        return _each_once(ANCHOR.findall(self.html))

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(map(unescape, ID.findall(self.html)))

    @cached_property
    def loaded(self) -> tuple[tuple[str, str], ...]:
        """What it loads by itself, each once, and as what: picture, style or rest."""
        return tuple((kind, intern(link)) for kind, link in loaded(self.html))

    @cached_property
    def elements(self) -> int:
        """How many elements a browser makes of it; what is inside a drawing does not count."""
        return len(ELEMENT.findall(DRAWING.sub(r"\1", self.html)))


def _each_once(links: list[str]) -> list[str]:
    """Most links stand on every page: they are kept once."""
    return list(dict.fromkeys(intern(unescape(each)) for each in dict.fromkeys(links)))


def target(link: str, names: Container[str], base: str) -> str | None:
    """The file of the output that a root-relative link leads to; None when it leads nowhere, or out of the site."""
    path = unquote(link.partition("#")[0].partition("?")[0])
    if path.startswith("//") or not path.startswith(f"{base}/"):
        return None
    inner = path.removeprefix(base).lstrip("/")
    if inner in names:
        return inner
    page = f"{inner}index.html"
    return page if page in names and (not inner or inner.endswith("/")) else None
