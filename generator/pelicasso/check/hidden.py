"""A text without its code, its comments and its block marks: emptied place for place, all else keeps its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from pelicasso.kit.blocks import BLOCKS, Kind, Reading, read_blocks

FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*\n(?:.*\n)*?[ \t>]*(?P=fence)[`~]*[ \t]*$", re.MULTILINE)
HIDDEN = re.compile(
    r"""<!--(?:.*?-->|.*)
      | <(?P<tag>pre|code|kbd|samp|script|style)\b[^<>]*>.{0,5000}?</(?P=tag)>
      | (?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=ticks)(?!`)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
CONTAINER = re.compile(r"[ \t>]*(?:[-*+][ \t]|\d+\.[ \t]|:[ \t]|!!!|\?\?\?|\[\^[^\]]*\]:)")
"""What indented lines may belong to, instead of being code."""


LINK = re.compile(r"\s*link\s*:\s*[\"']?(.*?)[\"']?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BlockTitle:
    """The title of a block, with the target of its link where it has one, and where its line begins and ends."""

    words: str
    target: str
    at: int
    end: int


def without_code(body: str) -> tuple[str, list[BlockTitle]]:
    """A text with spaces in place of its code, its comments and the lines that make blocks, whose titles are given."""
    body = HIDDEN.sub(emptied, FENCE.sub(emptied, body))
    reading = read_blocks(body, "", 1, BLOCKS)
    lines = body.split("\n")
    titles = list(_titles(lines, reading))
    for at in reading.marks:
        lines[at] = " " * len(lines[at])
    return "\n".join(_without_indented(lines)), titles


def _titles(lines: list[str], reading: Reading) -> Iterator[BlockTitle]:
    if not reading.marks:
        return
    starts = list(accumulate((len(each) + 1 for each in lines), initial=0))
    said = [(mark, LINK.fullmatch(lines[at])) for at, mark in reading.marks.items() if mark.kind is Kind.OPTION]
    targets = {mark.number: found[1] for mark, found in said if found}
    for at, mark in reading.marks.items():
        if mark.kind is Kind.OPEN and (title := lines[at].partition("|")[2].strip()):
            yield BlockTitle(title, targets.get(mark.number, ""), starts[at], starts[at] + len(lines[at]))


def emptied(match: re.Match[str]) -> str:
    """Spaces as long as the match, its lines kept."""
    found = match[0]
    return "\n".join(" " * len(line) for line in found.split("\n")) if "\n" in found else " " * len(found)


def _without_indented(lines: list[str]) -> list[str]:
    """Indented code emptied."""
    inside, blank, code = False, True, False
    for at, line in enumerate(lines):
        indented = line.startswith(("    ", "\t"))
        if not line.strip():
            blank = True
            continue
        code = indented and (code or (blank and not inside))
        if code:
            lines[at] = " " * len(line)
        elif not indented:
            inside = CONTAINER.match(line) is not None or (inside and not blank)
        blank = False
    return lines
