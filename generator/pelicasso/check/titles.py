"""Titles and summaries: what tells a page from the others, in a tab, in a list, in a search engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelicasso.check.rule import site_rule, text_rule
from pelicasso.check.subject import Subject
from pelicasso.check.text import Text
from pelicasso.schema import Finding, warning

LONGEST = 70
MARKS = re.compile(r"^#{1,6}[ ].*|(\*\*|__)(?=\S).+?\1|\[[^\]\n]+\]\([^()\n]+\)|`[^`\n]+`|</?[a-zA-Z][^<>]*>")


@text_rule("RGAA 8.6")
def title_too_long(text: Text) -> Iterator[Finding]:
    """A title that tabs and search engines cut."""
    if (length := len(text.entry.title)) > LONGEST:
        yield text.advice("title_too_long", _line(text, "title"), length=length, limit=LONGEST)


@text_rule("RGAA 8.6")
def marks_in_title(text: Text) -> Iterator[Finding]:
    """Markdown or HTML where only words are read: visitors see the signs."""
    for said, line in text.heads:
        if found := MARKS.search(said):
            yield text.advice("marks_in_title", line, mark=found[0])


@text_rule("RGAA 6.1")
def no_summary(text: Text) -> Iterator[Finding]:
    """An article without the sentence that stands beside its link in the list."""
    if text.entry.collection.dated and text.entry.data.summary is None:
        yield text.advice("no_summary", _line(text, "title"))


@site_rule("RGAA 8.6")
def same_title(subject: Subject) -> Iterator[Finding]:
    """Two pages of one title."""
    firsts: dict[str, str] = {}
    for name, page in subject.pages.items():
        first = firsts.setdefault(_folded(page.title), name)
        if first != name:
            later, earlier = sorted((name, first), key=lambda each: each not in subject.by_page)
            text = subject.by_page.get(later)
            line = _line(text, "title") if text else None
            title = text.entry.title if text else page.title
            yield warning("same_title", subject.said(later), line, title=title, other=subject.said(earlier))


@site_rule("RGAA 8.6")
def same_summary(subject: Subject) -> Iterator[Finding]:
    """Two texts of one summary."""
    firsts: dict[str, Text] = {}
    for text in subject.texts:
        if text.entry.data.summary is not None:
            first = firsts.setdefault(_folded(text.entry.data.summary), text)
            if first is not text:
                yield text.advice("same_summary", _line(text, "summary"), other=first.name)


def _line(text: Text, key: str) -> int:
    return text.entry.lines.get(key, text.entry.body_line if key == "title" else 1)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
