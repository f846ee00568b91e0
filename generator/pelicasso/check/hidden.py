"""A text without its code, its comments and its block marks: emptied place for place, all else keeps its line."""

from __future__ import annotations

import re

from pelicasso.kit.blocks import BLOCKS, read_blocks

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


def without_code(body: str) -> str:
    """The body of a text with spaces in place of its code, its comments and the lines that make blocks."""
    body = HIDDEN.sub(emptied, FENCE.sub(emptied, body))
    lines = body.split("\n")
    for at in read_blocks(body, "", 1, BLOCKS).marks:
        lines[at] = " " * len(lines[at])
    return "\n".join(_without_indented(lines))


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
