"""A text in its file: what is found in it later can still be told by its line."""

from __future__ import annotations

import re
from html import unescape

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from pelicasso.build.clean import FORBIDDEN, TOLD
from pelicasso.schema import Finding, SiteError, error, warning

MARK = re.compile("\ufdd0([0-9]*)\ufdd1?")
IN_TEXT = r"""
    \]\((?:[ ]*(?:<(?=[^<>]*>\s*(?:(?:'[^']*'|"[^"]*")\s*)?\)))?(?=[^ \n]))?  # [text](target), ![text](<target>)
  | <[a-zA-Z][a-zA-Z0-9+.-]*://  # <https://target>
"""
DEFINED = r"""
    ^[ >]*\[(?!\^)[^\]\n]*\]:[ ]*  # [label]: target
      (?:(?=\S)|\n[ >]*(?=[a-zA-Z./{<]\S*[ ]*(?:$|["'(])))
"""
INLINE_TARGET = re.compile(IN_TEXT, re.VERBOSE)
TARGET = re.compile(f"{IN_TEXT} | {DEFINED}", re.MULTILINE | re.VERBOSE)
"""Costs its search at each sign of a text: where no label is defined, the other will do."""
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
FENCES = ("```", "~~~")


class Source:
    """A Markdown text, the file it stands in and the line it begins at; gathers the warnings about it.

    Markdown knows no positions, so what it converts is `marked`: the text with the number of its line, between two
    signs that no text holds, in front of the target of each link.
    """

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        text = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        self.text = text.expandtabs(4) if "\t" in text else text
        self.file = file
        self.first_line = first_line
        self.findings: list[Finding] = []
        self._after: dict[str, int] = {}

    @property
    def marked(self) -> str:
        pieces: list[str] = []
        last, line = 0, self.first_line
        pattern = TARGET if "]:" in self.text else INLINE_TARGET
        for match in pattern.finditer(self.text):
            end = match.end()
            line += self.text.count("\n", last, end)
            pieces += [self.text[last:end], f"\ufdd0{line}\ufdd1"]
            last = end
        return "".join((*pieces, self.text[last:]))

    @property
    def may_hold_fences(self) -> bool:
        return any(each in self.text for each in FENCES)

    @property
    def outside_fences(self) -> str:
        """The text with its fenced code emptied, line for line."""
        if not self.may_hold_fences:
            return self.text
        return FencedBlockPreprocessor.FENCED_BLOCK_RE.sub(_emptied, self.text)

    def line(self, at: int) -> int:
        return self.first_line + self.text.count("\n", 0, at)

    def line_of(self, piece: str) -> int:
        """The line of a piece of the text: of its next occurrence, when it is asked for again."""
        start = re.split("[\x02\n]", unmarked(piece).strip(), maxsplit=1)[0]
        at = self.text.find(start, self._after.get(start, 0)) if start else -1
        if at < 0:
            return self.first_line
        self._after[start] = at + len(start)
        return self.line(at)

    def refused(self, code: str, line: int, **values: object) -> SiteError:
        return SiteError(error(code, self.file, line, **values))

    def warn_removed(self, name: str, line: int) -> None:
        """Tell what the cleaning takes out, and what to write instead."""
        self.warn(f"{TOLD.get(name, 'html')}_removed", line, name=name)

    def warn(self, code: str, line: int, **values: object) -> None:
        self.findings.append(warning(code, self.file, line, **values))


def unmarked(text: str) -> str:
    """The text as it was before it was marked."""
    return MARK.sub("", text) if "\ufdd0" in text else text


def marked_line(target: str) -> int | None:
    """The line that a marked target carries."""
    found = MARK.search(target)
    return int(found[1]) if found and found[1] else None


def decoded(text: str) -> str:
    """The text with its entities as signs; only what ends in a semicolon is one."""
    return ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def _emptied(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
