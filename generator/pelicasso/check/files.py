"""Files to download: what they are and what they weigh is said before the click, and what they hold can be heard."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pelicasso.check.inline import Link
from pelicasso.check.rule import site_rule, text_rule
from pelicasso.check.subject import Subject
from pelicasso.check.text import Text
from pelicasso.schema import Finding
from pelicasso.schema.size import weight
from pelicasso.site.paths import Found

FORMATS = {
    ".pdf": "PDF",
    ".odt": "ODT",
    ".ods": "ODS",
    ".odp": "ODP",
    ".doc": "DOC",
    ".docx": "DOCX",
    ".xls": "XLS",
    ".xlsx": "XLSX",
    ".ppt": "PPT",
    ".pptx": "PPTX",
    ".rtf": "RTF",
    ".csv": "CSV",
    ".zip": "ZIP",
    ".epub": "EPUB",
    ".mp3": "MP3",
    ".mp4": "MP4",
}
WEIGHT = re.compile(r"\d\s*(?:[kKmMgG]?[oOB]|[KMG]i[oB]|octets|bytes)\b")
AFTER = 60
"""Signs behind a link in which its format may still be said, in brackets."""
LARGEST = 20_000_000
STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
TAGGED = re.compile(rb"/Marked\s+true|/StructTreeRoot\b")
FONT = re.compile(rb"/Font\b")


def _documents(text: Text) -> Iterator[tuple[Link, str]]:
    """The links to files, and their formats."""
    for each in text.links:
        suffix = PurePosixPath(each.target.partition("?")[0].partition("#")[0]).suffix.lower()
        if suffix in FORMATS:
            yield each, FORMATS[suffix]


@text_rule("RGAA 6.1")
def file_without_format(text: Text) -> Iterator[Finding]:
    """A file whose format and weight are not said; of a file that is elsewhere the format is enough."""
    for link, kind in _documents(text):
        found = text.file(link.target)
        behind = re.match(r"\s*[*_]*\s*\([^()]*\)", text.source[link.end : link.end + AFTER])
        said = re.sub(rf"\.{kind}\b", "", f"{link.words} {behind[0] if behind else ''}", flags=re.IGNORECASE)
        if not re.search(rf"\b{kind}\b", said, re.IGNORECASE) or (found and not WEIGHT.search(said)):
            what = f"{kind}, {weight(found.size, text.language)}" if found else kind
            words = " ".join(re.sub(rf"\(\s*{kind}\s*\)", "", link.words, flags=re.IGNORECASE).split())
            yield text.advice("file_without_format", text.line(link.at), words=words, said=what)


@site_rule("RGAA 13.3")
def pdf_not_tagged(subject: Subject) -> Iterator[Finding]:
    """A PDF without tags: a screen reader finds neither its headings nor its order."""
    for text, link, found, held in _pdfs(subject):
        if FONT.search(held) and not TAGGED.search(held):
            yield text.advice("pdf_not_tagged", text.line(link.at), document=PurePosixPath(found.path).name)


@site_rule("RGAA 13.3")
def pdf_scanned(subject: Subject) -> Iterator[Finding]:
    """A PDF that is the picture of a sheet: nothing in it can be heard, searched or enlarged well."""
    for text, link, found, held in _pdfs(subject):
        if not FONT.search(held):
            yield text.advice("pdf_scanned", text.line(link.at), document=PurePosixPath(found.path).name)


def _pdfs(subject: Subject) -> Iterator[tuple[Text, Link, Found, bytes]]:
    """The first link to each PDF of the site, and the objects in it."""
    seen: set[str] = set()
    for text in subject.texts:
        for link, kind in _documents(text):
            found = text.file(link.target) if kind == "PDF" else None
            if found is not None and found.path not in seen and found.size <= LARGEST:
                seen.add(found.path)
                yield text, link, found, _objects(found.absolute)


def _objects(path: Path) -> bytes:
    """The bytes of a PDF, with those of its objects that are compressed."""
    data = path.read_bytes()
    unpacked = [data]
    for found in STREAM.finditer(data):
        try:
            unpacked.append(zlib.decompressobj().decompress(data[found.end() :], LARGEST))
        except zlib.error:
            continue
    return b"\n".join(unpacked)
