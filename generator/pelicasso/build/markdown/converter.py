"""Markdown to HTML: one converter serves all texts of a build."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from pelicasso.build.clean import clean, removed
from pelicasso.build.markdown import notes
from pelicasso.build.markdown.admonitions import Admonitions
from pelicasso.build.markdown.attributes import Attributes
from pelicasso.build.markdown.headings import Headings
from pelicasso.build.markdown.inline import GuardedInline
from pelicasso.build.markdown.limits import Budget, check
from pelicasso.build.markdown.links import LEFT, LinkLines, Links, Resolve, with_lines
from pelicasso.build.markdown.source import Source, unmarked
from pelicasso.build.markdown.tables import Tables
from pelicasso.kit.context import Heading
from pelicasso.kit.locale import Words
from pelicasso.schema import Finding, SiteError

EXTENSIONS: dict[str, dict[str, object]] = {
    "abbr": {},
    "def_list": {},
    "fenced_code": {},
    "footnotes": notes.OPTIONS,
    "pymdownx.tilde": {"subscript": False, "smart_delete": True},
    "sane_lists": {},
    "tables": {"use_align_attribute": True},
}
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Body:
    """A text as HTML: its headings, the number of its words, and the warnings about it."""

    html: str
    headings: tuple[Heading, ...] = ()
    words: int = 0
    findings: tuple[Finding, ...] = ()


class MarkdownConverter:
    """Converts the texts of one site, one after the other.

    `trusted` leaves raw HTML as it is; `reserved` are the anchors that the layout of a page uses itself.
    """

    def __init__(self, words: Words, *, trusted: bool = False, reserved: Iterable[str] = ()) -> None:
        self._words = words
        self._trusted = trusted
        self._reserved = frozenset(reserved)
        self._start_afresh()

    def _start_afresh(self) -> None:
        """A text that is refused leaves Python-Markdown in the middle of it, so the next one gets a new one."""
        self._markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS, output_format="html")
        self._inline = GuardedInline(self._markdown)
        self._attributes = Attributes(self._markdown)
        self._headings = Headings(self._markdown, self._words.typography, self._reserved)
        self._lines = LinkLines()
        self._raw = RawHtml(self._markdown, trusted=self._trusted)
        self._register(self._words)
        self._inline.prepare()

    def _register(self, words: Words) -> None:
        parser = self._markdown.parser
        parser.blockprocessors.register(Admonitions(parser, words), "admonition", 105)
        steps = self._markdown.treeprocessors
        steps.register(self._inline, "inline", 20)
        steps.register(notes.NoteLabels(words), "notes", 14)
        steps.register(Tables(words), "tables", 12)
        steps.register(self._attributes, "attributes", 8)
        steps.register(self._headings, "headings", -5)
        steps.register(self._lines, "links", -10)
        self._markdown.postprocessors.register(self._raw, "raw", 35)

    def convert(self, text: str, file: str, first_line: int, resolve: Resolve) -> Body:
        """The body of a text that begins at a line of a file; raises SiteError for what would take too long."""
        source = Source(text, file, first_line)
        check(source)
        self._inline.budget = Budget(source)
        self._attributes.source = self._lines.source = self._raw.source = source
        html = self._cleaned(self._html(source), source)
        if "\ufdd2" in html:
            html = LEFT.sub("", Links(resolve).resolved(html))
        html = self._words.typography.html(html)
        return Body(html, self._headings.found, len(WORD.findall(TAG.sub(" ", html))), tuple(source.findings))

    def _html(self, source: Source) -> str:
        self._headings.found = ()
        self._lines.lines.clear()
        try:
            return unmarked(self._markdown.reset().convert(source.marked))
        except RecursionError:
            self._start_afresh()
            raise source.refused("text_too_deep", source.first_line) from None
        except SiteError:
            self._start_afresh()
            raise

    def _cleaned(self, html: str, source: Source) -> str:
        if self._trusted:
            return html
        html = clean(html)
        lost = self._lines.lines - Counter(map(int, LEFT.findall(html)))
        for line in sorted(lost):
            source.warn("link_removed", line)
        return html


class RawHtml(Postprocessor):
    """Tells what the cleaning will take out of raw HTML, and gives its links their lines."""

    source: Source

    def __init__(self, md: Markdown, *, trusted: bool) -> None:
        super().__init__(md)
        self._stash = md.htmlStash
        self._trusted = trusted

    def run(self, text: str) -> str:
        pieces = self._stash.rawHtmlBlocks
        told: set[str] = set()
        for at, piece in enumerate(pieces):
            if isinstance(piece, str) and "<" in piece:
                pieces[at] = self._noted(unmarked(piece), told)
        return text

    def _noted(self, piece: str, told: set[str]) -> str:
        """The first place of each name is told: where one is wrong, many are."""
        line = self.source.line_of(piece)
        for name, at in () if self._trusted else removed(piece):
            if name not in told:
                told.add(name)
                self.source.warn("html_removed", line + piece.count("\n", 0, at), name=name)
        return with_lines(piece, line)
