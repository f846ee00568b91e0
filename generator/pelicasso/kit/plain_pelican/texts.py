"""The texts of a room's collection in a plain Pelican site: our front matter, Pelican's Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from markdown import Markdown

from pelicasso.kit.collection import Collection, Entry
from pelicasso.kit.links import slug
from pelicasso.kit.locale import Words
from pelicasso.schema import Report, SiteError, error
from pelicasso.site.front_matter import split_front_matter
from pelicasso.site.model import Site
from pelicasso.site.text import decode
from pelicasso.site.validation import validate

LEADING_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]+")


def read_texts(
    collection: Collection, content: Path, site: Site, words: Words, settings: Mapping[str, Any], report: Report
) -> Iterator[Entry]:
    """The published texts; what is wrong goes to the report."""
    converter = _converter(settings)
    for path in sorted((content / collection.folder).rglob("*.md")):
        try:
            entry = _entry(collection, path, content, site, words)
        except SiteError as problem:
            report.add(*problem.findings)
            continue
        if entry.is_published(site.day):
            entry.html = converter.reset().convert(entry.body)
            written = entry.data.summary
            entry.summary = words.typography.text(written) if written else _first_words(entry)
            yield entry


def _entry(collection: Collection, path: Path, content: Path, site: Site, words: Words) -> Entry:
    file = path.relative_to(content).as_posix()
    decoded = decode(path.read_bytes(), f"content/{file}")
    head = split_front_matter(decoded.text, f"content/{file}", known=frozenset(collection.data.model_fields))
    context = {"language": site.language, "timezone": site.timezone}
    data, mistakes = validate(collection.data, head.data, f"content/{file}", context=context)
    if data is None or mistakes:
        raise SiteError(*mistakes)
    last = data.slug or slug(LEADING_DATE.sub("", path.stem))
    if not last:
        raise SiteError(error("no_address", f"content/{file}"))
    named = words.address(collection.address) if collection.address else ""
    address = "/".join(filter(None, ("", named, last, ""))) if named else f"/{last}/"
    title = words.typography.text(data.title or last.replace("-", " ").capitalize())
    lines = dict(head.data.lines)
    return Entry(collection, file, data, f"/{address.strip('/')}/", head.body, head.body_line, lines, title)


def _converter(settings: Mapping[str, Any]) -> Markdown:
    from pelican.readers import MarkdownReader

    return Markdown(**MarkdownReader(dict(settings)).settings["MARKDOWN"])


def _first_words(entry: Entry) -> str:
    """The first paragraph as plain text."""
    found = re.search(r"<p>(.*?)</p>", entry.html, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split())[:200] if found else entry.title
