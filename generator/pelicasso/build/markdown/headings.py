"""The headings of a text: their levels, their anchors, and the table of contents that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

from pelicasso.build.markdown.source import decoded, unmarked
from pelicasso.kit.context import Heading
from pelicasso.kit.links import slug
from pelicasso.kit.typography import Typography

LEVELS = {f"h{level}": level for level in range(1, 7)}
FIRST_LEVEL = 2
"""The page's title is its h1."""
DEEPEST_LEVEL = 6
RAW_ID = re.compile(r"""\sid\s*+=\s*+["']?([^\s"'<>]+)""", re.IGNORECASE)


@dataclass
class Branch:
    """A heading with those below it, while the table of contents is made."""

    level: int
    title: str
    anchor: str
    below: list[Branch] = field(default_factory=list)

    def heading(self) -> Heading:
        return Heading(self.title, self.anchor, tuple(each.heading() for each in self.below))


class Headings(Treeprocessor):
    """Gives each heading the level below its parent's, and each element an anchor of its own.

    Levels begin at h2 and skip none, whatever the text begins at and skips.
    """

    def __init__(self, md: Markdown, typography: Typography, reserved: Iterable[str]) -> None:
        super().__init__(md)
        self._markdown = md
        self._typography = typography
        self._reserved = frozenset(reserved)
        self.found: tuple[Heading, ...] = ()

    def run(self, root: Element) -> None:
        anchors = Anchors({*self._reserved, *self._raw_ids()})
        for element in root.iter():
            if (anchor := element.get("id")) is not None:
                element.set("id", anchors.unique(anchor))
        self.found = tuple(each.heading() for each in self._branches(root, anchors))

    def _branches(self, root: Element, anchors: Anchors) -> list[Branch]:
        top: list[Branch] = []
        open_: list[Branch] = []
        for element in _headings(root):
            title = self._title(element)
            level = LEVELS[element.tag]
            while open_ and open_[-1].level >= level:
                open_.pop()
            element.tag = f"h{min(FIRST_LEVEL + len(open_), DEEPEST_LEVEL)}"
            anchor = element.get("id") or anchors.unique(slug(title) or "section")
            element.set("id", anchor)
            branch = Branch(level, self._typography.text(title), anchor)
            (open_[-1].below if open_ else top).append(branch)
            open_.append(branch)
        return top

    def _title(self, heading: Element) -> str:
        text = HTML_PLACEHOLDER_RE.sub(self._raw, unmarked("".join(_words(heading))))
        return " ".join(decoded(text.replace(AMP_SUBSTITUTE, "&")).split())

    def _raw(self, match: re.Match[str]) -> str:
        """An entity stays in a title, a tag does not."""
        raw = str(self._markdown.htmlStash.rawHtmlBlocks[int(match[1])])
        return raw if raw.startswith("&") else ""

    def _raw_ids(self) -> Iterator[str]:
        for each in self._markdown.htmlStash.rawHtmlBlocks:
            yield from RAW_ID.findall(str(each))


class Anchors:
    """The anchors of a page, each once."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._next: dict[str, int] = {}

    def unique(self, anchor: str) -> str:
        wanted = anchor
        while anchor in self._taken:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            anchor = f"{wanted}-{number}"
        self._taken.add(anchor)
        return anchor


def _headings(root: Element) -> Iterator[Element]:
    """The headings in their order; one that says nothing is no heading."""
    for element in root.iter():
        if element.tag in LEVELS:
            if len(element) or (element.text or "").strip():
                yield element
            else:
                element.tag = "p"


def _words(element: Element) -> Iterator[str]:
    """The text of an element as it is read: with what pictures say, without the numbers of notes."""
    yield element.text or ""
    for child in element:
        if child.tag == "img":
            yield child.get("alt", "")
        elif not (child.tag == "sup" and child.get("id", "").startswith("fnref")):
            yield from _words(child)
        yield child.tail or ""
