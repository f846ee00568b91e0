"""The blocks of a text, as its author sees them: paragraphs, headings, items, tables, quotes, each in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    QUOTE = "quote"
    HTML = "html"
    MARK = "mark"
    """A line that shows nothing itself: `!!!`, a definition of a link or of an abbreviation, a rule."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines that belong together; `at` is where they begin in the text, `level` that of a heading."""

    kind: Kind
    at: int
    text: str
    level: int = 0

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


BLOCK_TAGS = (
    "address|article|aside|audio|blockquote|center|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|iframe"
    "|main|nav|ol|p|picture|section|source|summary|table|tbody|td|tfoot|th|thead|tr|ul|li|video"
)
STARTS = re.compile(
    rf"""[ \t]*(?:
        (?P<heading>\#{{1,6}})
      | (?P<rule>(?:[-*_][ \t]*){{3,}}$)
      | (?P<mark>!!!|\?\?\?|\*\[[^\]\n]*\]:|\[(?!\^)[^\]\n]*\]:)
      | (?P<item>(?:[-*+]|\d{{1,9}}\.)[ \t])
      | (?P<quote>>)
      | (?P<note>\[\^[^\]\n]*\]:|:[ \t])
      | (?P<html></?(?:{BLOCK_TAGS})\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
UNDERLINE = re.compile(r"=+[ \t]*|-+[ \t]*")


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text whose code is hidden, in their order."""
    maker = _Maker()
    at = 0
    for line in text.split("\n"):
        yield from maker.take(line, at)
        at += len(line) + 1
    yield from maker.close()


class _Maker:
    """Puts lines together until a line begins something else."""

    def __init__(self) -> None:
        self._kind = Kind.PARAGRAPH
        self._at = 0
        self._lines: list[str] = []

    def take(self, line: str, at: int) -> Iterator[Block]:
        if not line.strip():
            yield from self.close()
            return
        if self._underlines(line):
            yield self._underlined(line)
            return
        kind = self._begun(line)
        if kind is None:
            kind = self._kind if self._lines else Kind.PARAGRAPH
        else:
            yield from self.close()
        if not self._lines:
            self._kind, self._at = kind, at
        self._lines.append(line)
        if kind in (Kind.HEADING, Kind.MARK):
            yield from self.close()

    def close(self) -> Iterator[Block]:
        if self._lines:
            yield Block(self._real_kind(), self._at, "\n".join(self._lines), self._level())
        self._lines = []

    def _begun(self, line: str) -> Kind | None:
        """The kind of block that a line begins; None when it goes on with the one that is open."""
        found = STARTS.match(line)
        match found.lastgroup if found else None:
            case "heading":
                return Kind.HEADING
            case "rule":
                return None if "|" in line else Kind.MARK
            case "mark":
                return Kind.MARK
            case "item":
                return None if self._open(Kind.PARAGRAPH) else Kind.ITEM
            case "quote":
                return None if self._open(Kind.QUOTE) else Kind.QUOTE
            case "note":
                return Kind.PARAGRAPH
            case "html":
                return None if self._lines else Kind.HTML
        return None

    def _open(self, kind: Kind) -> bool:
        return bool(self._lines) and self._kind is kind

    def _underlines(self, line: str) -> bool:
        return len(self._lines) == 1 and self._kind is Kind.PARAGRAPH and UNDERLINE.fullmatch(line) is not None

    def _underlined(self, line: str) -> Block:
        block = Block(Kind.HEADING, self._at, f"{self._lines[0]}\n{line}", 1 if line.startswith("=") else 2)
        self._lines = []
        return block

    def _real_kind(self) -> Kind:
        lines = self._lines
        is_table = len(lines) > 1 and "|" in lines[0] and "|" in lines[1] and SEPARATOR.fullmatch(lines[1]) is not None
        return Kind.TABLE if is_table and self._kind is Kind.PARAGRAPH else self._kind

    def _level(self) -> int:
        text = self._lines[0].lstrip()
        return len(text) - len(text.lstrip("#")) if self._kind is Kind.HEADING else 0
