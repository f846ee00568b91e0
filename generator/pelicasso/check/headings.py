"""Headings: the outline by which a page is heard and found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelicasso.check.blocks import Block, Kind
from pelicasso.check.prose import END
from pelicasso.check.rule import text_rule
from pelicasso.check.text import Text
from pelicasso.schema import Finding

TITLE = 1
LONGEST = 70
MOST_WORDS = 10
BOLD = re.compile(
    r"\s*(?P<mark>\*{2,3}|_{2,3})(?!\s)(?P<words>[^*\n]+?)(?P=mark)\s*:?\s*(?:<br ?/?>)?\s*"
    r"|\s*(?:<p>)?\s*<(?P<tag>b|strong)>(?P<held>[^<>\n]+)</(?P=tag)>\s*:?\s*(?:<br ?/?>)?\s*(?:</p>)?\s*",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!…;,»\"”]$")
PRACTICAL = re.compile(
    r"\d\s*(?:h\b|€|euros?\b|%|km\b|/\d)|\d{1,2}(?:er)? (?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc)"
    r"|(?:\d\d[ .]){4}\d\d|@|https?:|\b\d{5}\b|\d:\d\d|\d ?[ap]m\b",
    re.IGNORECASE,
)
"""What a bold line on its own may well be: a day, an hour, a price, a way to reach someone."""


def _said(text: Text, block: Block) -> str:
    return " ".join(text.said(block).strip(f"{END} ").split())


@text_rule("RGAA 9.1")
def second_title(text: Text) -> Iterator[Finding]:
    """A heading of the first level below the page's own."""
    first = next((each for each in text.of(Kind.HEADING) if each.level == TITLE), None)
    if first is not None:
        yield text.advice("second_title", text.line(first.at), words=_said(text, first))


@text_rule("RGAA 9.1")
def skipped_heading(text: Text) -> Iterator[Finding]:
    """A heading two levels below the one before it."""
    before = TITLE
    for each in text.of(Kind.HEADING):
        if each.level > before + 1:
            right = "#" * (before + 1)
            yield text.advice(
                "skipped_heading", text.line(each.at), words=_said(text, each), written="#" * each.level, right=right
            )
        before = each.level


@text_rule("RGAA 9.1")
def bold_as_heading(text: Text) -> Iterator[Finding]:
    """A short bold line on its own, with text below it."""
    for block, following in zip(text.blocks, text.blocks[1:], strict=False):
        found = BOLD.fullmatch(block.text) if block.kind in (Kind.PARAGRAPH, Kind.HTML) else None
        words = (found["words"] or found["held"]).strip(" :") if found else ""
        if _is_title(words) and following.kind is not Kind.HEADING and not _is_bold(following):
            yield text.advice("bold_as_heading", text.line(block.at), words=words)


def _is_title(words: str) -> bool:
    short = 0 < len(words) <= LONGEST and len(words.split()) <= MOST_WORDS
    return short and not SENTENCE.search(words) and not PRACTICAL.search(words.replace("\u00a0", " "))


def _is_bold(block: Block) -> bool:
    """Several bold lines in a row are a notice."""
    return BOLD.fullmatch(block.text) is not None
