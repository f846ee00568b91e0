"""Finds the blocks of a text, and every mistake in them with its line: Markdown would pass over each in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pelicasso.kit.blocks.block import AnyBlock, Holds, Use
from pelicasso.kit.blocks.lines import LINE, SEPARATOR, SIGN, Indentation, Kind, Mark, Reading, is_indented
from pelicasso.kit.blocks.opening import Opening
from pelicasso.kit.blocks.options import Options
from pelicasso.schema import Finding, error

ENDS = frozenset({"end", "fin", "close", "stop", "fermer"})
"""Words that people close a block with."""


@dataclass(slots=True)
class Open:
    """A block whose last line is not reached; options may follow while it is `at_head`."""

    number: int
    opening: Opening
    slashes: int
    line: int
    options: Options
    at_head: bool = True
    has_text: bool = False
    texts: int = 1

    @property
    def holds(self) -> Holds | None:
        return self.opening.block.holds if self.opening.block else None


def read_blocks(text: str, file: str, first_line: int, blocks: Sequence[AnyBlock]) -> Reading:
    """Read a text whose code and comments are emptied, line for line, and that begins at a line of a file."""
    if SIGN not in text:
        return Reading()
    reader = _Reader(file, first_line, blocks)
    for each in text.split("\n"):
        reader.take(each)
    return reader.end()


class _Reader:
    """Takes a text line by line."""

    def __init__(self, file: str, first_line: int, blocks: Sequence[AnyBlock]) -> None:
        self._file = file
        self._first_line = first_line
        self._at = -1
        self._blocks = {each.name: each for each in blocks}
        self._indentation = Indentation()
        self._open: list[Open] = []
        self._uses: dict[int, Use[Any]] = {}
        self._marks: dict[int, Mark] = {}
        self._findings: list[Finding] = []
        self._count = 0

    @property
    def _line(self) -> int:
        return self._first_line + self._at

    def take(self, text: str) -> None:
        self._at += 1
        is_code = self._indentation.is_code(text)
        found = None if is_code or SIGN not in text else LINE.fullmatch(text)
        if found is None:
            self._text(text)
        elif found["inside"]:
            self._say("block_inside")
        elif is_indented(text):
            self._say("block_indented")
        else:
            self._marked(len(found["slashes"]), found["said"].strip())

    def end(self) -> Reading:
        for each in self._open:
            self._findings.append(error("block_not_closed", self._file, each.line, name=each.opening.name))
            self._findings += each.options.findings
        findings = tuple(sorted(self._findings, key=lambda each: each.place))
        return Reading(tuple(self._uses[number] for number in sorted(self._uses)), self._marks, findings)

    def _say(self, code: str, **values: object) -> None:
        self._findings.append(error(code, self._file, self._line, **values))

    def _text(self, text: str) -> None:
        if not self._open:
            return
        top = self._open[-1]
        is_blank = not text.strip()
        if top.at_head and not is_blank and top.options.take(text, self._line):
            self._mark(Kind.OPTION, top)
            return
        top.at_head = top.at_head and is_blank and top.holds is Holds.NOTHING
        if top.holds is Holds.TEXTS and SEPARATOR.fullmatch(text):
            self._mark(Kind.PART, top)
            top.texts += 1
        elif not is_blank:
            self._hold(top)

    def _marked(self, slashes: int, said: str) -> None:
        if not said:
            self._close(slashes)
        elif said.startswith("/") or said.split()[0].lower() in ENDS:
            self._say("block_closed_by_word", said=said)
            self._close(slashes)
        else:
            self._begin(slashes, said)

    def _begin(self, slashes: int, said: str) -> None:
        opening = Opening.read(said, self._blocks)
        self._findings += opening.mistakes(self._blocks, self._file, self._line)
        if opening.block and any(each.opening.block is opening.block for each in self._open):
            while self._leave().opening.block is not opening.block:
                pass
        if self._open:
            self._hold(self._open[-1])
        options = Options(opening.block, self._file, self._line)
        self._open.append(Open(self._count, opening, slashes, self._line, options))
        self._count += 1
        self._mark(Kind.OPEN, self._open[-1])

    def _close(self, slashes: int) -> None:
        if not self._open:
            self._say("block_not_opened", sign="/" * slashes)
            return
        if any(each.slashes == slashes for each in self._open):
            while self._open[-1].slashes != slashes:
                self._leave()
        else:
            top = self._open[-1]
            self._say("block_slashes", name=top.opening.name, opened=top.line, sign="/" * top.slashes)
        self._mark(Kind.CLOSE, self._open[-1])
        self._finish(self._open.pop())

    def _leave(self) -> Open:
        """Leave a block that should have ended before this line."""
        left = self._open.pop()
        before = {"name": left.opening.name, "before": self._line}
        self._findings.append(error("block_not_closed_before", self._file, left.line, **before))
        self._findings += left.options.findings
        return left

    def _mark(self, kind: Kind, block: Open) -> None:
        self._marks[self._at] = Mark(kind, block.number)

    def _hold(self, block: Open) -> None:
        """Note that something stands in a block, which is told once where nothing may."""
        block.at_head = False
        if block.holds is Holds.NOTHING and not block.has_text:
            self._say("block_takes_no_text", name=block.opening.name)
        block.has_text = True

    def _finish(self, done: Open) -> None:
        options = done.options.typed()
        self._findings += done.options.findings
        block = done.opening.block
        if block is None:
            return
        if block.holds is not Holds.NOTHING and not done.has_text:
            self._findings.append(error("block_empty", self._file, done.line, name=block.name))
        elif block.holds is Holds.TEXTS and done.texts < 2:
            self._findings.append(error("block_needs_texts", self._file, done.line, name=block.name))
        if options is not None:
            lines = done.options.lines
            self._uses[done.number] = Use(block, done.opening.title, options, done.line, lines, done.texts)
