"""Markdown to HTML: one converter serves all texts of a build."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import UnescapeTreeprocessor

from pelicasso.build.clean import clean, removed
from pelicasso.build.markdown import notes
from pelicasso.build.markdown.admonitions import Admonitions
from pelicasso.build.markdown.attributes import Attributes
from pelicasso.build.markdown.blocks import guard
from pelicasso.build.markdown.containers import Containers, read, signed
from pelicasso.build.markdown.draft import Draft
from pelicasso.build.markdown.figures import Figures
from pelicasso.build.markdown.headings import Headings
from pelicasso.build.markdown.inline import GuardedInline
from pelicasso.build.markdown.limits import Budget, check
from pelicasso.build.markdown.links import (
    LEFT,
    LinkLines,
    Links,
    Resolve,
    Show,
    holds_inline_picture,
    with_lines,
    without_bare_links,
)
from pelicasso.build.markdown.source import Source, unmarked
from pelicasso.build.markdown.steps import Steps
from pelicasso.build.markdown.tables import Tables
from pelicasso.kit.blocks import BLOCKS, AnyBlock, Reading, Use
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
BEFORE_LINE_ENDS = 11
"""Once line ends stand between paragraphs, Python-Markdown's search for abbreviations grows with their square."""

WORD = re.compile(r"\w++(?:[’'-]\w++)*+")
TAG = re.compile(r"<[^>]*>")
MARK = re.compile(r"[\s\u200b]*/{3,6}(?!/)")
SHOWN_AS_IS = re.compile(r"<(code|pre|script)\b.*?</\1>|<!--.*?-->|<(script|pre)\b.*", re.DOTALL)
STARTS = re.compile(r"\n|<(?:p|li|div|td|dd|blockquote|h[1-6]|br|summary)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Body:
    """A text as HTML: its headings, the number of its words, the warnings about it, and the styles that it needs.

    `to_fill` are the blocks that rooms fill when the page is rendered, by the numbers of their placeholders.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    words: int = 0
    findings: tuple[Finding, ...] = ()
    styles: tuple[str, ...] = ()
    to_fill: tuple[Use[Any], ...] = ()


class MarkdownConverter:
    """Converts the texts of one site, one after the other.

    `trusted` leaves raw HTML as it is; `reserved` are the anchors that the layout of a page uses itself; `blocks` those
    of the rooms.
    """

    def __init__(
        self,
        words: Words,
        *,
        trusted: bool = False,
        reserved: Iterable[str] = (),
        blocks: Iterable[AnyBlock] = (),
    ) -> None:
        self._words = words
        self._trusted = trusted
        self._reserved = frozenset(reserved)
        self._blocks = (*BLOCKS, *blocks)
        self._start_afresh()

    def digest(self) -> bytes:
        """A digest of what a draft is made with, beside its text and the code."""
        blocks = [f"{type(each).__module__}.{type(each).__qualname__}" for each in self._blocks]
        given = (self._words.language, self._trusted, sorted(self._reserved), blocks)
        return blake2b(self._words.digest() + repr(given).encode(), digest_size=16).digest()

    def _start_afresh(self) -> None:
        """A text that is refused leaves Python-Markdown in the middle of it, so the next one gets a new one."""
        self._markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS, output_format="html")
        self._steps = Steps(self._markdown)
        self._inline = GuardedInline(self._markdown)
        self._attributes = Attributes(self._markdown)
        self._headings = Headings(self._markdown, self._words.typography, self._reserved)
        self._lines = LinkLines()
        self._figures = Figures()
        self._escapes = Escapes(self._markdown)
        self._raw = RawHtml(self._markdown, trusted=self._trusted)
        self._register(self._words)
        self._inline.prepare()

    def _register(self, words: Words) -> None:
        parser = self._markdown.parser
        parser.blockprocessors.register(Admonitions(parser, words), "admonition", 105)
        self._containers = Containers(parser, words)
        parser.blockprocessors.register(self._containers, "containers", 95)
        guard(parser)
        steps = self._markdown.treeprocessors
        steps.register(self._inline, "inline", 20)
        steps.register(notes.NoteLabels(words), "notes", 14)
        steps.register(Tables(words), "tables", 12)
        steps.register(steps["abbr"], "abbr", BEFORE_LINE_ENDS)
        steps.register(self._attributes, "attributes", 8)
        steps.register(self._figures, "figures", 6)
        steps.register(self._escapes, "unescape", 0)
        steps.register(self._headings, "headings", -5)
        steps.register(self._lines, "links", -10)
        self._markdown.postprocessors.register(self._raw, "raw", 35)

    def convert(self, text: str, file: str, first_line: int, resolve: Resolve, show: Show | None = None) -> Body:
        """The body of a text that begins at a line of a file; raises SiteError for what would take too long.

        Without `show`, pictures stay as they are, each with the size that `resolve` gives it.
        """
        draft = self.draft(text, file, first_line)
        return self.finish(draft, Source(text, file, first_line), resolve, show)

    def draft(self, text: str, file: str, first_line: int) -> Draft:
        """What comes of a text, whatever else the site holds."""
        source = Source(text, file, first_line)
        check(source)
        reading = read(source, self._blocks)
        self._inline.budget = Budget(source)
        self._attributes.source = self._lines.source = self._figures.source = source
        self._escapes.source = self._raw.source = self._containers.source = self._steps.source = source
        html = self._cleaned(self._html(source, reading), source)
        has_links = bool(self._lines.lines) or "\ufdd2" in html
        html = without_bare_links(html) if has_links else html
        is_set = not holds_inline_picture(html)
        html = self._words.typography.html(html) if is_set else html
        to_fill = tuple(self._containers.to_fill)
        told, styles = tuple(source.findings), _styles(reading)
        return Draft(html, self._headings.found, _count(html), told, styles, to_fill, has_links, is_set)

    def finish(self, draft: Draft, source: Source, resolve: Resolve, show: Show | None = None) -> Body:
        """The body that a draft becomes in its site."""
        html, words = draft.html, draft.words
        typography = self._words.typography.html
        if draft.has_links:
            html = LEFT.sub("", Links(resolve, show, typography if draft.is_set else str).resolved(html))
        if not draft.is_set:
            html = typography(html)
        if "<img" in draft.html:
            words = _count(html)
        _refuse_marks(html, source)
        uses = read(source, self._blocks).uses if draft.to_fill else ()
        return Body(html, draft.headings, words, draft.findings, draft.styles, tuple(uses[at] for at in draft.to_fill))

    def _html(self, source: Source, reading: Reading) -> str:
        self._headings.found = ()
        self._lines.lines.clear()
        try:
            self._containers.begin(reading)
            html = self._markdown.reset().convert(signed(reading, source.marked))
            self._containers.end()
            return unmarked(html).replace("\ufdd1", "")
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
        lost = self._lines.lines - Counter(LEFT.findall(html))
        for line in sorted(map(int, lost)):
            source.warn("link_removed", line)
        return html


def _count(html: str) -> int:
    return len(WORD.findall(TAG.sub(" ", html)))


def _styles(reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.block.style for each in reading.uses))


class Escapes(UnescapeTreeprocessor):
    """Python-Markdown's own, for texts that hold an escape."""

    source: Source

    def run(self, root: Element) -> None:
        if "\\" in self.source.text:
            super().run(root)


def _refuse_marks(html: str, source: Source) -> None:
    """The last guard: no mark of a block is published, wherever it hid; in code it is shown as it is."""
    if "///" not in html:
        return
    if any(MARK.match(line) for line in STARTS.split(SHOWN_AS_IS.sub("", html))):
        found = re.search(r"^\W*///", source.text, re.M)
        raise source.refused("block_left", source.line(found.end() if found else 0))


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
                self.source.warn_removed(name, line + piece.count("\n", 0, at))
        return with_lines(piece, line)
