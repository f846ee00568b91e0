"""The links and pictures of a text, each handed to who knows where it leads, with its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape, unescape
from typing import Protocol
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from pelicasso.build.markdown.source import Source, marked_line, unmarked


class Target(Protocol):
    """Where a link leads; a picture brings its width and height in pixels."""

    @property
    def href(self) -> str: ...
    @property
    def width(self) -> int | None: ...
    @property
    def height(self) -> int | None: ...


Resolve = Callable[[str, int, bool], Target | None]
"""Called with what was written, its line, and whether it is a picture; None takes the link out and leaves its text."""

PELICAN = re.compile(r"^[{|](?:filename|static|attach)[}|]")
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
MADE_HERE = re.compile(r"#fn(?:ref\d*)?-\d+$")

TAG = re.compile(r"""<(a|img|source|track|audio|video)\b((?:[^<>"']|"[^"]*"|'[^']*')*+)>|</a>""", re.IGNORECASE)
ADDRESS = re.compile(r"""(\s(href|src|poster)\s*+=\s*+)("[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE)
LINE = re.compile("""\\s(href|src|poster)="([^"]*)#\ufdd2([0-9]+)\ufdd1\"""", re.IGNORECASE)
LEFT = re.compile("#\ufdd2([0-9]+)\ufdd1")
SIZE = re.compile('\\s(?:width|height)="[^"]*"')
WIDTH = re.compile('\\swidth="([1-9][0-9]{0,3})"')
ALTERNATIVE = re.compile('\\salt="([^"]*)"')


class LinkLines(Treeprocessor):
    """Moves the line of each link behind its target, where it survives the cleaning as an anchor does."""

    source: Source

    def __init__(self) -> None:
        super().__init__()
        self.lines: Counter[int] = Counter()

    def run(self, root: Element) -> None:
        for name, attribute in (("a", "href"), ("img", "src")):
            for element in root.iter(name):
                written = element.get(attribute, "")
                if not written.startswith(AMP_SUBSTITUTE) and not MADE_HERE.match(written):
                    line = marked_line(written) or self.source.line_of(written)
                    element.set(attribute, _lined(unmarked(written), line))
                    self.lines[line] += 1


def with_lines(html: str, line: int) -> str:
    """A piece of raw HTML that begins at a line, with the line of each link behind its target."""

    def tag(match: re.Match[str]) -> str:
        at = line + html.count("\n", 0, match.start())
        return ADDRESS.sub(lambda found: f'{found[1]}"{_lined(_value(found[3]), at)}"', match[0])

    return TAG.sub(tag, html)


def _lined(address: str, line: int) -> str:
    return f"{address}#\ufdd2{line}\ufdd1"


def _value(quoted: str) -> str:
    return quoted.strip("\"'").replace('"', "&quot;")


class Links:
    """Resolves the links in the HTML of one text, whose links carry their lines."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self._dropped = False

    def resolved(self, html: str) -> str:
        return TAG.sub(self._tag, html)

    def _tag(self, match: re.Match[str]) -> str:
        tag, name = match[0], (match[1] or "").lower()
        if not name:
            dropped, self._dropped = self._dropped, False
            return "" if dropped else tag
        if name == "img":
            return self._picture(tag)
        tag = LINE.sub(self._attribute, tag)
        if name == "a" and ADDRESS.search(tag) is None and " id=" not in tag:
            self._dropped = True
            return ""
        return tag

    def _attribute(self, match: re.Match[str]) -> str:
        target = self._target(match, is_picture=match[1] == "poster")
        return "" if target is None else f' {match[1]}="{escape(target.href)}"'

    def _picture(self, tag: str) -> str:
        """A picture with its size; without an address it is replaced by what its alternative says."""
        address = LINE.search(tag)
        target = None if address is None else self._target(address, is_picture=True)
        if address is None or target is None:
            found = ALTERNATIVE.search(tag)
            return tag if ADDRESS.search(tag) and address is None else found[1] if found else ""
        tag = tag.replace(address[0], f' src="{escape(target.href)}"')
        return _sized(tag, target.width, target.height) if target.width and target.height else tag

    def _target(self, match: re.Match[str], *, is_picture: bool) -> Target | None:
        return self.resolve(_plain(match[2]), int(match[3]), is_picture)


def _sized(tag: str, width: int, height: int) -> str:
    """A picture's tag with its size, scaled to the width that the author asks for."""
    if asked := WIDTH.search(tag):
        width, height = int(asked[1]), round(int(asked[1]) * height / width)
    return f'{SIZE.sub("", tag).rstrip("/> ")} width="{width}" height="{height}">'


def _plain(written: str) -> str:
    decoded = ENTITY.sub(lambda match: unescape(match[0]), written)
    return PELICAN.sub("", decoded).strip()
