"""The lines of a text as blocks see them: which of them are theirs, and what each of those is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pelicasso.kit.blocks.block import Use
from pelicasso.schema import Finding

SIGN = "///"
LINE = re.compile(
    r"""[\s\u200b\u2060\ufeff]*+
        (?P<inside>(?:>\s*+|(?:[-*+:]|\d+\.)\s++|\[\^[^\]]*+\]:\s*+|</?[a-zA-Z][^<>]*+>\s*+)*+)
        (?P<slashes>/{3,6})(?!/)(?P<said>.*)""",
    re.VERBOSE,
)
"""From three slashes to six; more of them are a line that someone drew."""
SEPARATOR = re.compile(r"[ ]{0,3}(?:-{3,}|[–—]+)[ \t]*")
CONTAINER = re.compile(r"[ \t>]*(?:[-*+:][ \t]|\d+\.[ \t]|!!!|\[\^[^\]]*\]:)")
"""What indented lines may belong to, instead of being code."""


class Kind(Enum):
    """What a line is to a block."""

    OPEN = "open"
    OPTION = "option"
    PART = "part"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that is not shown itself, and the block that it belongs to, by the order of their first lines."""

    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of a text, and its marks by the index of their line; both of no use when there are findings."""

    uses: tuple[Use[Any], ...] = ()
    marks: Mapping[int, Mark] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class Indentation:
    """Tells, line after line, whether one is indented code: below an empty line, and not in a list."""

    def __init__(self) -> None:
        self._in_list = self._is_code = False
        self._after_blank = self._at_start = True

    def is_code(self, line: str) -> bool:
        first, self._at_start = self._at_start, False
        if not line.strip(" \t"):
            # Python-Markdown takes a first line of spaces for text.
            self._after_blank = not (first and line)
            return False
        if is_indented(line):
            self._is_code = self._is_code or (self._after_blank and not self._in_list)
        else:
            self._is_code = False
            self._in_list = CONTAINER.match(line) is not None or (self._in_list and not self._after_blank)
        self._after_blank = False
        return self._is_code


def is_indented(line: str) -> bool:
    """Whether a line is so far in that Markdown takes it for code, or for a part of a list."""
    return line.startswith(("    ", "\t"))
