"""The texts of a corpus as plain Pelican reads them, with its theme `simple` and the same addresses and listings."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from corpus import Text, bodies
from corpus.texts import AUTHORS

SETTINGS = Path(__file__).with_name("pelicanconf.py")
LINK = re.compile(r"(\]\(|^\[\d+\]: )([^)\s#]+)", re.MULTILINE)
SITE_MAP = """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for each in articles + pages %}<url><loc>https://le-pre-commun.example/{{ each.url }}</loc></url>
{% endfor %}</urlset>
"""
COPIED = ("images", "documents")


def write_plain(site: Path, folder: Path, texts: Sequence[Text], seed: int) -> None:
    """Write beside a corpus, that stands in `site`, the same for plain Pelican."""
    for name in COPIED:
        shutil.copytree(site / "content" / name, folder / "content" / name)
    shutil.copy(SETTINGS, folder)
    (folder / "templates").mkdir()
    (folder / "templates/sitemap.html").write_text(SITE_MAP, "utf-8")
    files = {each.file for each in texts} | {f"{each.parent.name}/{each.name}" for each in _copied(site)}
    for text, body in bodies(texts, seed):
        file = folder / "content" / text.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join((*_head(text), "", _body(text, body, files))), "utf-8")


def _copied(site: Path) -> Iterator[Path]:
    for name in COPIED:
        yield from (site / "content" / name).iterdir()


def _head(text: Text) -> Iterator[str]:
    yield f"Title: {text.title}"
    if text.day is not None:
        yield f"Date: {text.day.isoformat()}"
    if text.category is not None:
        yield f"Category: {text.category}"
    if text.tags:
        yield f"Tags: {', '.join(text.tags)}"
    if text.is_article:
        yield f"Author: {AUTHORS[text.author]}"
    if text.summary is not None:
        yield f"Summary: {text.summary}"
    if text.updated is not None:
        yield f"Modified: {text.updated.isoformat()}"
    if not text.is_published or text.hidden:
        yield f"Status: {'hidden' if text.is_published else 'draft'}"
    yield from _address(text)


def _address(text: Text) -> Iterator[str]:
    path = text.address.strip("/")
    yield f"Slug: {path.rpartition('/')[2]}"
    if not text.is_article and text.is_published:
        yield f"Url: {path}/"
        yield f"Save_as: {path}/index.html"


def _body(text: Text, body: str, files: set[str]) -> str:
    """The body without a heading that serves as the title, with links to files written as Pelican's."""
    body = body.removeprefix(f"# {text.title}\n\n")
    return LINK.sub(lambda found: found[1] + _target(text, found[2], files), body)


def _target(text: Text, written: str, files: set[str]) -> str:
    path = unquote(written)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(text.file), path))
    file = next((each for each in (beside, path.lstrip("/")) if each in files), None)
    if file is None:
        return written
    return f"{{{'static' if file.startswith(COPIED) else 'filename'}}}/{quote(file)}"
