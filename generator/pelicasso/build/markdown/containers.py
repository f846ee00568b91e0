"""The blocks of a text in Markdown's tree: each is built where it stands, and Markdown goes on inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from pelicasso.build.markdown.source import Source
from pelicasso.kit.blocks import AnyBlock, FilledBlock, Kind, Reading, Use, read_blocks
from pelicasso.kit.blocks.room_block import leave_placeholder
from pelicasso.kit.locale import Words
from pelicasso.schema import SiteError

SIGNS = {Kind.OPEN: "\ufdd3", Kind.PART: "\ufdd4", Kind.CLOSE: "\ufdd5"}
"""What a line of a block becomes, with the block's number: signs that no text holds."""
COMMENT = re.compile(r"^[ ]{0,3}<!--.*?-->", re.DOTALL | re.MULTILINE)


def read(source: Source, blocks: Sequence[AnyBlock]) -> Reading:
    """The blocks of a text; raises SiteError when something is wrong with one."""
    if "///" not in source.text:
        return Reading()
    reading = read_blocks(_without_comments(source.outside_fences), source.file, source.first_line, blocks)
    if reading.findings:
        raise SiteError(*reading.findings)
    return reading


def _without_comments(text: str) -> str:
    """The text with its comments emptied, line for line; one that is left open is none."""
    end = text.rfind("-->") + len("-->")
    return COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text[:end]) + text[end:]


def signed(reading: Reading, text: str) -> str:
    """A text with signs in place of its marks, each by itself between empty lines, where Markdown sees a block end."""
    if not reading.marks:
        return text
    lines = text.split("\n")
    for at, mark in reading.marks.items():
        lines[at] = f"\n{sign(mark.kind, mark.number)}\n" if mark.kind in SIGNS else ""
    return "\n".join(lines)


def sign(kind: Kind, number: int) -> str:
    return f"{SIGNS[kind]}{number}\ufdd1"


class Containers(BlockProcessor):
    """Builds each block at its sign."""

    source: Source

    def __init__(self, parser: BlockParser, words: Words) -> None:
        super().__init__(parser)
        self._words = words
        self._left: dict[int, Use[Any]] = {}
        self.to_fill: list[int] = []

    def begin(self, reading: Reading) -> None:
        """Expect the blocks of one text."""
        self._left = dict(enumerate(reading.uses))
        self.to_fill = []

    def end(self) -> None:
        """Refuse a text of which a block was not reached: it stands in raw HTML, which is no Markdown."""
        for use in self._left.values():
            raise self._refused(use)

    def test(self, _parent: Element, block: str) -> bool:
        return bool(self._left) and block.lstrip("\n").startswith(SIGNS[Kind.OPEN])

    def run(self, parent: Element, blocks: list[str]) -> bool:
        number = int(blocks.pop(0).strip()[1:-1])
        use = self._left[number]
        texts = list(self._texts(number, use, blocks))
        del self._left[number]
        if isinstance(use.block, FilledBlock):
            leave_placeholder(parent, len(self.to_fill))
            self.to_fill.append(number)
        for element, text in zip(use.block.build(parent, _lined(use), self._words), texts, strict=False):
            self.parser.parseBlocks(element, text)
        return True

    def _texts(self, number: int, use: Use[Any], blocks: list[str]) -> Iterator[list[str]]:
        """The blocks of Markdown in each text of a block of ours, taken from those that follow."""
        part, close = sign(Kind.PART, number), sign(Kind.CLOSE, number)
        start = 0
        for at, each in enumerate(blocks):
            if each.strip() in (part, close):
                yield blocks[start:at]
                start = at + 1
                if each.strip() == close:
                    del blocks[:start]
                    return
        raise self._refused(use)

    def _refused(self, use: Use[Any]) -> SiteError:
        return self.source.refused("block_in_html", use.line, name=use.block.name)


def _lined(use: Use[Any]) -> Use[Any]:
    """A block whose links carry their lines, as those of the text do."""
    given = {name: f"\ufdd0{use.lines[name]}\ufdd1{getattr(use.options, name)}" for name in use.block.links}
    return replace(use, options=use.options.model_copy(update=given)) if given else use
