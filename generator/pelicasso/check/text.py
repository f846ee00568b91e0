"""One text as the rules look at it: its blocks, its links, its pictures, its sentences, each with its line."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast
from urllib.parse import unquote

from pelicasso.check.blocks import Block, Kind, blocks
from pelicasso.check.hidden import BlockTitle, without_code
from pelicasso.check.inline import Inline, Link, Picture
from pelicasso.check.prose import places, plain, prose, sentence
from pelicasso.kit.collection import Entry
from pelicasso.schema import Finding, warning
from pelicasso.site.paths import Found

OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
ABBREVIATION = re.compile(r"^\*\[([^\]\n]+)\]:", re.MULTILINE)


Made = TypeVar("Made")


class Text:
    """An entry under check, in a site of that language, beside the other texts and files of `content`."""

    def __init__(self, entry: Entry, language: str, others: Container[str], files: Mapping[str, Found]) -> None:
        self.entry = entry
        self.language = entry.data.lang or language
        self.files = files
        self.told: dict[str, tuple[Finding, ...]] = {}
        self._others = others
        self._written = _written(entry)
        self._made: dict[Callable[[Text], Any], Any] = {}

    @property
    def found(self) -> tuple[Mapping[str, tuple[Finding, ...]], list[Link], list[Picture]]:
        """What is said of it, its links and its pictures: what is kept once the rules have looked at it."""
        return self.told, self.links, self.pictures

    def keep(self, told: Mapping[str, tuple[Finding, ...]], links: list[Link], pictures: list[Picture]) -> None:
        """Take what was found elsewhere."""
        self.told = dict(told)
        self.links = links
        self.pictures = pictures

    def is_stale(self, entry: Entry) -> bool:
        """Whether an entry says something else than when it was looked at."""
        return self.entry is not entry or self._written != _written(entry)

    def once(self, make: Callable[[Text], Made]) -> Made:
        """What a function makes of the text, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    def rest(self) -> None:
        """Forget what fills memory; it is made again where a rule asks for it."""
        self._made.clear()
        for name in ("_uncoded", "blocks", "prose", "_inline", "_lowered"):
            self.__dict__.pop(name, None)

    @cached_property
    def _uncoded(self) -> tuple[str, list[BlockTitle]]:
        return without_code(self.entry.body)

    @property
    def source(self) -> str:
        """The body without its code and the marks of its blocks, sign for sign."""
        return self._uncoded[0]

    @cached_property
    def titles(self) -> list[BlockTitle]:
        return self._uncoded[1]

    @property
    def name(self) -> str:
        """The file as a message names it."""
        return self.entry.path

    @cached_property
    def blocks(self) -> list[Block]:
        return list(blocks(self.source))

    @cached_property
    def prose(self) -> str:
        return prose(self.source, self.blocks)

    @cached_property
    def _inline(self) -> Inline:
        return Inline(self.source)

    @cached_property
    def links(self) -> list[Link]:
        """Those of the text, and the buttons among its blocks."""
        buttons = (Link(each.words, each.target, each.at, each.end) for each in self.titles if each.target)
        return sorted((*self._inline.links, *buttons), key=lambda each: each.at)

    @cached_property
    def pictures(self) -> list[Picture]:
        return self._inline.pictures

    @property
    def shown(self) -> list[tuple[int, Picture]]:
        """Every picture with its line, the one at the head of the text first."""
        asked = self.entry.data.picture
        heads = [] if asked is None else [(self.entry.lines.get("picture", 1), Picture(asked.alt, asked.file, -1, -1))]
        return [*heads, *((self.line(each.at), each) for each in self.pictures)]

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Those that the text explains."""
        return frozenset(ABBREVIATION.findall(self.source))

    def of(self, *kinds: Kind) -> Iterator[Block]:
        return (each for each in self.blocks if each.kind in kinds)

    def line(self, at: int) -> int:
        """The line of the file at which a place in the body stands."""
        return self.entry.body_line + bisect_right(self._ends, at - 1)

    def said(self, block: Block) -> str:
        """The prose of a block, sign for sign."""
        return self.prose[block.at : block.at + len(block.text)]

    @property
    def heads(self) -> list[tuple[str, int]]:
        """The title, the summary and the titles of blocks, each with its line."""
        lines = self.entry.lines
        return [
            (self.entry.title, lines.get("title", self.entry.body_line)),
            (self.entry.data.summary or "", lines.get("summary", 1)),
            *((each.words, self.line(each.at)) for each in self.titles),
        ]

    def find(self, pattern: re.Pattern[str], near: Iterable[str] = ()) -> Iterator[tuple[re.Match[str], int]]:
        """Where a pattern stands in the title, the summary, the titles of blocks and the sentences, with its line.

        With `near`, only the sentences are looked at that hold one of these, in lower case: cheap where none is.
        """
        for said, line in self.heads:
            yield from ((each, line) for each in pattern.finditer(plain(said)))
        for start, end in self._sentences(near) if near else [(0, len(self.prose))]:
            yield from ((each, self.line(each.start())) for each in pattern.finditer(self.prose, start, end))

    def _sentences(self, near: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Where the sentences begin and end that hold one of the words."""
        end = 0
        for at in sorted(at for word in near for at in places(self._lowered, word)):
            if at >= end:
                start, end = sentence(self.prose, at, at + 1)
                yield start, end

    @cached_property
    def _lowered(self) -> str:
        lowered = self.prose.lower()
        return lowered if len(lowered) == len(self.prose) else self.prose

    def path(self, target: str) -> str | None:
        """The text or file of `content` that a link or a picture names."""
        if OUTSIDE.match(target):
            return None
        path = unquote(target.replace("\\", "/").partition("#")[0].partition("?")[0])
        beside = posixpath.join(posixpath.dirname(self.entry.file), path)
        options = (beside, path.removeprefix("content/").lstrip("/"), f"static/{path.lstrip('/')}")
        known = (each for each in map(posixpath.normpath, options) if each in self._others or each in self.files)
        return next(known, None)

    def file(self, target: str) -> Found | None:
        """The file that is no text that a link or a picture names."""
        path = self.path(target)
        return self.files.get(path) if path else None

    def advice(self, code: str, line: int | None, **values: object) -> Finding:
        """What the author is told."""
        return warning(code, self.name, line, **values)

    @cached_property
    def _ends(self) -> list[int]:
        """Where the lines of the body end."""
        return [found.start() for found in re.finditer("\n", self.entry.body)]


def _written(entry: Entry) -> tuple[object, ...]:
    return entry.body, entry.data, entry.title
