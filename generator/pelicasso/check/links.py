"""Links: their words say where they lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache

from pelicasso.check.hidden import emptied
from pelicasso.check.inline import Link
from pelicasso.check.prose import plain
from pelicasso.check.rule import text_rule
from pelicasso.check.text import OUTSIDE, Text
from pelicasso.schema import Finding
from pelicasso.site.catalogue import Catalogue, languages

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S+", re.IGNORECASE)
WRITTEN = re.compile(r"(?<![\w/.@])(?:https?://|www\.)[^\s<>()\[\]\"]+[\w/]", re.IGNORECASE)
LINKED = re.compile(
    r"^[ >]{0,3}\[[^\]\n]+\]:.*$|(?:\[[^\[\]\n]*)?\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))?|<[a-zA-Z][^<>]*>",
    re.MULTILINE,
)


ORNAMENT = re.compile(r"[*_`~«»\"“”()]|[^\w\s'+./:@-]")
"""Marks, arrows and pictograms around the words of a link."""


def said(words: str) -> str:
    """The words of a link, as they are compared."""
    return " ".join(ORNAMENT.sub(" ", plain(words)).split()).strip(".:-/ ").lower()


@cache
def _vague_words() -> frozenset[str]:
    """Words that say nothing, in every language that the catalogue knows."""
    texts = (Catalogue(each).text("vocabulary", "vague_links") or "" for each in languages())
    return frozenset({"", *(said(each) for text in texts for each in re.split(r"[|\n]", text))})


def _is_vague(words: str) -> bool:
    """Whether words are vague, or nothing but ornaments."""
    return said(words) in _vague_words() and words.strip() != ""


@text_rule("RGAA 6.1")
def vague_link(text: Text) -> Iterator[Finding]:
    """« Cliquez ici », « en savoir plus »: heard alone, in the list of a page's links, they lead nowhere."""
    for each in text.links:
        if _is_vague(each.words):
            yield text.advice("vague_link", text.line(each.at), words=" ".join(each.words.split()))


@text_rule("RGAA 6.2")
def empty_link(text: Text) -> Iterator[Finding]:
    """A link that nobody can hear nor see."""
    for each in text.links:
        if not each.words.strip() and not _shows_picture(text, each):
            yield text.advice("empty_link", text.line(each.at), target=each.target)


def _shows_picture(text: Text, link: Link) -> bool:
    """A picture without an alternative is told by itself."""
    return any(link.at <= each.at < link.end for each in text.pictures)


@text_rule("RGAA 6.1")
def bare_address(text: Text) -> Iterator[Finding]:
    """An address shown as it is, spelt letter by letter by a screen reader."""
    for each in text.links:
        if ADDRESS.fullmatch(each.words.strip()):
            yield text.advice("bare_address", text.line(each.at), address=each.words.strip())
    for found in WRITTEN.finditer(LINKED.sub(emptied, text.source)):
        yield text.advice("bare_address", text.line(found.start()), address=found[0])


@text_rule("RGAA 6.1")
def same_link_text(text: Text) -> Iterator[Finding]:
    """The same words for two pages."""
    firsts: dict[str, tuple[str, int]] = {}
    for each in text.links:
        words, line = said(each.words), text.line(each.at)
        place, first = firsts.setdefault(words, (_place(text, each.target), line))
        if place != _place(text, each.target) and words not in _vague_words():
            yield text.advice("same_link_text", line, words=" ".join(each.words.split()), first=first)


def _place(text: Text, target: str) -> str:
    """Where a link leads, written in one way: the page, without the place in it."""
    path = target.partition("#")[0]
    if OUTSIDE.match(path):
        return path.removeprefix("https:").removeprefix("http:").rstrip("/")
    return text.path(path) or posixpath.normpath(path or text.entry.file).strip("/")
