"""The first line of a block: its name, and its title behind a bar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pelicasso.kit.blocks.block import AnyBlock, Title, nearest
from pelicasso.schema import Finding, error

NAMED = re.compile(r"(?P<name>[\w-]+)[ \t]*(?:(?P<bar>\|)(?P<title>.*))?")
FIRST = re.compile(r"[\w-]*")
BESIDES = " \t:|,–—-"
"""What stands between a name and a title whose bar was forgotten."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a first line says; no block when none has that name."""

    block: AnyBlock | None
    name: str
    title: str
    has_bar: bool = True

    @classmethod
    def read(cls, said: str, blocks: Mapping[str, AnyBlock]) -> Opening:
        """Read what follows the slashes; of a line that is no name and title, the first word counts."""
        if found := NAMED.fullmatch(said):
            name, title = found["name"].lower(), (found["title"] or "").strip()
            return cls(blocks.get(name), name, title)
        written = FIRST.match(said)
        first = written[0] if written else ""
        return cls(blocks.get(first.lower()), first.lower() or said, said[len(first) :].strip(BESIDES), has_bar=False)

    def mistakes(self, blocks: Mapping[str, AnyBlock], file: str, line: int) -> Iterator[Finding]:
        """What is wrong with it."""
        block = self.block
        if block is None:
            yield self._unknown(blocks, file, line)
        elif not self.has_bar:
            yield error("block_without_bar", file, line, name=self.name, title=self.title)
        elif block.title is Title.REQUIRED and not self.title:
            yield error("block_needs_title", file, line, name=self.name, example=block.example.partition("\n")[0])
        elif block.title is Title.NONE and self.title:
            yield error("block_takes_no_title", file, line, name=self.name, title=self.title)

    def _unknown(self, blocks: Mapping[str, AnyBlock], file: str, line: int) -> Finding:
        meant = next((each.name for each in blocks.values() if self.name in each.words), None)
        if near := nearest(self.name, blocks, meant):
            return error("misspelt_block", file, line, name=self.name, nearest=near)
        return error("unknown_block", file, line, name=self.name, known=", ".join(blocks))
