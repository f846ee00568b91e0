"""Lists: written so that they are heard as lists, with the number of their items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pelicasso.check.blocks import Block, Kind
from pelicasso.check.rule import text_rule
from pelicasso.check.text import Text
from pelicasso.schema import Finding

SIGNS = "•●○◦▪▫■□‣➢➤➔→►▶✓✔✅☑❖◆✦👉🔸🔹📌"
MARKER = re.compile(
    rf"""(?:^|<br[ ]?/?>)[ \t]*(?:
        (?P<dash>[-–—*+])(?=[ \t\u00a0])
      | (?P<sign>[{SIGNS}])
      | (?P<number>\d{{1,2}})(?:[.)°]|[ ]?[-–])(?=[ \t\u00a0])
      | (?P<letter>[a-h])\)(?=[ \t\u00a0])
    )""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
INLINE = re.compile(
    r":\s*(?P<mark>[-–—•●▪►➢])\s+[^\s–—:][^–—:]{1,150}?\s(?P=mark)\s+\S|^\s*(?P<sign>[•●▪►➢])[^•●▪►➢]{2,150}(?P=sign)"
)
SPEECH = re.compile(r"[ \t\u00a0\u202f]+[«“\"(¿¡]?[ \u00a0\u202f]?[A-ZÀ-Þ][^\n]*[.!?…»\"”]\s*(?:<br|\n|$)")
"""What follows the dash of someone who speaks."""


@text_rule("RGAA 9.3")
def list_in_paragraph(text: Text) -> Iterator[Finding]:
    """Dashes, signs or numbers in a paragraph, that were meant as a list."""
    paragraphs = list(text.of(Kind.PARAGRAPH))
    for each in paragraphs:
        if (at := _listed(each)) is not None:
            yield text.advice("list_in_paragraph", text.line(each.at + at))
    for at in _runs(text.blocks):
        yield text.advice("list_in_paragraph", text.line(at))


def _listed(block: Block) -> int | None:
    """Where a list begins in a paragraph."""
    found = _markers(block)
    for first, second in pairwise(found):
        if _follows(first, second):
            return first.end() - 1
    inline = INLINE.search(block.text)
    return inline.start() if inline else None


def _markers(block: Block) -> list[re.Match[str]]:
    found = list(MARKER.finditer(block.text))
    spoken = all(each["dash"] in ("–", "—") and SPEECH.match(block.text, each.end()) for each in found)
    return [] if spoken else found


def _follows(first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two markers are those of one list."""
    if first["number"] and second["number"]:
        return int(second["number"]) == int(first["number"]) + 1
    if first["letter"] and second["letter"]:
        return ord(second["letter"].lower()) == ord(first["letter"].lower()) + 1
    return first.lastgroup == second.lastgroup and first.lastgroup in ("dash", "sign")


def _runs(blocks: list[Block]) -> Iterator[int]:
    """Where a run of paragraphs begins of which each is an item."""
    inside = False
    for first, second in pairwise(blocks):
        follows = (one := _only(first)) is not None and (two := _only(second)) is not None and _follows(one, two)
        if follows and not inside:
            yield first.at
        inside = follows


def _only(block: Block) -> re.Match[str] | None:
    """The marker that a paragraph begins with, when it has no other."""
    found = _markers(block) if block.kind is Kind.PARAGRAPH else []
    return found[0] if len(found) == 1 and found[0].start() == 0 else None
