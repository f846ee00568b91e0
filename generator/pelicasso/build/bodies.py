"""The bodies of all published texts: converted once all addresses are known, so that every link can be told."""

from __future__ import annotations

from dataclasses import replace

from pelicasso.build.drafts import Drafts
from pelicasso.build.markdown import Draft, MarkdownConverter, Source
from pelicasso.build.views import summary_of
from pelicasso.build.work import Work
from pelicasso.kit.collection import Entry
from pelicasso.kit.pictures.pool import Told
from pelicasso.schema import SiteError
from pelicasso.site.model import PictureFile

RESERVED = (
    "site-content",
    "site-menu",
    *(f"site-menu-{number}" for number in range(1, 21)),
    "site-contents",
    "site-children",
    "site-tags",
)
"""The anchors that the theme's layouts use."""


def convert(work: Work, told: Told) -> None:
    """Give each published entry its pictures, HTML, headings and summary; what is wrong goes to the report."""
    converter = converter_of(work)
    published = work.published(list(work.content.entries.values()))
    work.illustrations.prepare(published, _hero(work), told)
    with Drafts(work.site, converter) as drafts:
        drafts.prepare(published)
        for entry in published:
            _illustrate(work, entry)
            try:
                _finish(work, converter, entry, drafts.of(entry))
            except SiteError as problem:
                work.report.add(*problem.findings)


def _hero(work: Work) -> PictureFile | None:
    parts = work.site.file.home or ()
    return next((each.hero.picture for each in parts if each.hero is not None), None)


def _illustrate(work: Work, entry: Entry) -> None:
    for place in entry.collection.places:
        if (picture := work.illustrations.of_entry(entry, place)) is not None:
            work.views.pictures[entry.file, place] = picture


def converter_of(work: Work) -> MarkdownConverter:
    """The converter of a site's texts."""
    trusted = work.site.file.content.raw_html == "trusted"
    blocks = [block for each in work.renderer.features for block in each.blocks]
    return MarkdownConverter(work.words, trusted=trusted, reserved=RESERVED, blocks=blocks)


def convert_body(work: Work, converter: MarkdownConverter, entry: Entry) -> None:
    """Give an entry its HTML, headings and summary; raises SiteError for a text that is refused."""
    _finish(work, converter, entry, converter.draft(entry.body, entry.path, entry.body_line))


def _finish(work: Work, converter: MarkdownConverter, entry: Entry, draft: Draft) -> None:
    source = Source(entry.body, entry.path, entry.body_line)
    body = converter.finish(draft, source, work.resolver.of(entry), work.illustrations.of_text(entry))
    work.report.add(*body.findings)
    entry.html = body.html
    entry.headings = body.headings
    entry.words = body.words
    entry.styles = body.styles
    entry.to_fill = tuple(replace(each, pictures=work.illustrations.of_block(each, entry)) for each in body.to_fill)
    written = entry.data.summary
    entry.summary = work.words.typography.text(written) if written else summary_of(body.html) or entry.title
