"""What a text may ask of Python-Markdown: past these bounds its time grows with the square of the text, or worse.

Each bound is far above what a person writes; what is refused is told with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import eq

from pelicasso.build.markdown.source import Source
from pelicasso.schema import SiteError

LENGTH = 300_000
BLOCKS = 20_000
DEPTH = 20
OPEN_BRACKETS = 200
OPEN_TAGS = 200
TAGS = 10_000
FOOTNOTES = 1_000
ABBREVIATIONS = 500
REPEATED = 500
CELLS = 50_000
EXPANSION = 20_000_000
"""Signs that definitions may grow to where they are used."""
INLINE_WORK = 20_000_000
BLOCK_WORK = 10_000_000
FENCE_WORK = 200_000_000
"""Signs that Markdown would look at again: places where it starts anew, times the length it then runs over."""

SIGNS_A_PLACE = 100
"""How many signs of any paragraph are counted as one such place."""
LOOKED_INTO = 50_000
"""The work of a paragraph from which on its brackets are told apart: closed ones cost nothing."""

OPEN_BRACKET = re.compile(r"\[(?!(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,300}+\])")
OPEN_TARGET = re.compile(
    r"""\]\((?!\s*+(?:<[^<>\n]{0,2000}>|[^()"'<>\n]{0,2000}+)\s*+(?:"[^"\n]{0,500}"|'[^'\n]{0,500}')?\s*+\))"""
)
TAG = re.compile(r"<(?=[a-zA-Z/!?])")
OPEN_TAG = re.compile(r"""<(?=[a-zA-Z/!?])(?!(?:[^<>"']|"[^"<>]{0,2000}"|'[^'<>]{0,2000}'|["']){0,5000}+>)""")
FENCE = re.compile(r"^(?:`{3}|~{3})", re.MULTILINE)
PEELED = re.compile(r"\n[ >]*(?:\*?\[|[#:]|!!!|(?:[-*_][ ]{0,2}){3}|[=-]+[ ]*$)", re.MULTILINE)
"""The beginnings of lines that a block is taken apart at, one after the other."""
FOOTNOTE = re.compile(r"\[\^[^\]\n]*\]")
SEPARATOR = re.compile(r"^[ >]*\|?[ ]*:?-[-: ]*\|[-:| ]*$", re.MULTILINE)
REPEAT = re.compile(rf"([^\w\s])\1{{{REPEATED - 1}}}")
NESTED = re.compile(rf"\n(?=[ ]*[-*+>:!\d])[-*+>:!.\d ]{{{DEPTH},}}")
CONTAINER = re.compile(r"[ ]*(?:(>)|[-*+:](?=[ ])|\d+\.(?=[ ])|!!!)")


def check(source: Source) -> None:
    """Refuse a text that Markdown could not convert in good time."""
    if len(source.text) > LENGTH or source.text.count("\n\n") > BLOCKS:
        raise source.refused("text_too_long", source.first_line)
    _check_fences(source)
    text = source.outside_fences
    if "<" in text:
        _check_tags(source, text)
    for prefix in NESTED.finditer(f"\n{text}"):
        _check_depth(source, text, prefix.start(), prefix[0][1:])
    if _may_repeat(text) and (repeat := REPEAT.search(text)):
        raise source.refused("sign_repeated", source.line(repeat.start()), sign=repeat[1], limit=REPEATED)
    _check_blocks(source, text)
    _check_count(source, text, FOOTNOTE, FOOTNOTES, "too_many_footnotes")
    if "|" in text:
        _check_tables(source, text)


def _check_fences(source: Source) -> None:
    allowed = FENCE_WORK // max(1, len(source.text))
    if allowed < LENGTH and source.may_hold_fences:
        _check_count(source, source.text, FENCE, allowed, "too_many_fences")


def _check_tags(source: Source, text: str) -> None:
    _check_count(source, text, TAG, TAGS, "too_many_tags")
    _check_count(source, text, OPEN_TAG, OPEN_TAGS, "tags_left_open")


def _may_repeat(text: str) -> bool:
    """A sign that stands often enough in a row stands at two places in a row that are half as far apart."""
    places = text[:: REPEATED // 2]
    return any(map(eq, places, places[1:]))


def _check_depth(source: Source, text: str, start: int, prefix: str) -> None:
    indent = len(prefix) - len(prefix.lstrip(" "))
    at, markers, quotes = start, 0, 0
    while found := CONTAINER.match(text, at):
        at, markers, quotes = found.end(), markers + 1, quotes + (found[1] is not None)
    if markers and markers + indent // 4 > DEPTH:
        code = "quote_too_deep" if quotes > DEPTH else "list_too_deep"
        raise source.refused(code, source.line(start), limit=DEPTH)


def _check_blocks(source: Source, text: str) -> None:
    """A block is what stands between two empty lines."""
    if len(PEELED.findall(f"\n{text}")) * len(text) <= BLOCK_WORK:
        return
    work = at = 0
    for block in text.split("\n\n"):
        work += len(PEELED.findall(f"\n{block}")) * len(block)
        if work > BLOCK_WORK:
            raise source.refused("block_too_long", source.line(at))
        at += len(block) + 2


def _check_tables(source: Source, text: str) -> None:
    """A row of one cell is filled up to the columns of its table."""
    cells = 0
    for separator in SEPARATOR.finditer(text):
        end = text.find("\n\n", separator.end())
        rows = text.count("\n", separator.end(), end if end >= 0 else len(text))
        cells += (separator[0].count("|") + 1) * (rows + 1)
        if cells > CELLS:
            raise source.refused("table_too_large", source.line(separator.start()), limit=CELLS)


def _check_count(source: Source, text: str, pattern: re.Pattern[str], limit: int, code: str) -> None:
    for count, match in enumerate(pattern.finditer(text)):
        if count >= limit:
            raise source.refused(code, source.line(match.start()), limit=limit)


class Budget:
    """What is left of the work inside the paragraphs of one text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.left = INLINE_WORK

    def allow(self, references: Mapping[str, tuple[str, str]], abbreviations: Mapping[str, str]) -> None:
        """Look at the definitions of a text, each of which may be used at every turn."""
        if len(abbreviations) > ABBREVIATIONS:
            raise self.source.refused("too_many_abbreviations", self.source.first_line, limit=ABBREVIATIONS)
        text = self.source.text
        targets = max((len(link) + len(title or "") for link, title in references.values()), default=0)
        titles = max(map(len, abbreviations.values()), default=0)
        if targets * text.count("[") + titles * len(text) // 2 > EXPANSION:
            raise self.source.refused("definitions_too_long", self.source.first_line)

    def spend(self, paragraph: str) -> None:
        """Count the places from which Markdown looks through the rest of a paragraph, often in vain."""
        length, brackets = len(paragraph), 0
        places = paragraph.count("[")
        if places > OPEN_BRACKETS or places * length > LOOKED_INTO:
            brackets = len(OPEN_BRACKET.findall(paragraph))
            places = brackets + len(OPEN_TARGET.findall(paragraph))
        self.left -= length * (places + length // SIGNS_A_PLACE)
        if brackets > OPEN_BRACKETS:
            raise self._refused("too_many_brackets", paragraph, limit=OPEN_BRACKETS)
        if self.left < 0:
            raise self._refused("paragraph_too_long", paragraph)

    def _refused(self, code: str, paragraph: str, **values: object) -> SiteError:
        line = self.source.line_of(re.split("[\x02\ufdd0]", paragraph, maxsplit=1)[0])
        return self.source.refused(code, line, **values)
