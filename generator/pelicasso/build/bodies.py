"""The bodies of all published texts: converted once all addresses are known, so that every link can be told."""

from __future__ import annotations

from pelicasso.build.markdown import MarkdownConverter
from pelicasso.build.views import summary_of
from pelicasso.build.work import Work
from pelicasso.kit.collection import Entry
from pelicasso.schema import SiteError

RESERVED = ("site-content", "site-menu", "site-contents", "site-children", "site-tags")
"""The anchors that the theme's layouts use."""


def convert(work: Work) -> None:
    """Give each published entry its HTML, headings and summary; what is wrong goes to the report."""
    trusted = work.site.file.content.raw_html == "trusted"
    converter = MarkdownConverter(work.words, trusted=trusted, reserved=RESERVED)
    for entry in work.published(list(work.content.entries.values())):
        try:
            _convert(work, converter, entry)
        except SiteError as problem:
            work.report.add(*problem.findings)


def _convert(work: Work, converter: MarkdownConverter, entry: Entry) -> None:
    body = converter.convert(entry.body, entry.path, entry.body_line, work.resolver.of(entry))
    work.report.add(*body.findings)
    entry.html = body.html
    entry.headings = body.headings
    entry.words = body.words
    written = entry.data.summary
    entry.summary = work.words.typography.text(written) if written else summary_of(body.html) or entry.title
