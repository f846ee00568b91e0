"""The documents of a site, each with what is said of it, in the order in which they are listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from babel import Locale, UnknownLocaleError

from pelicasso.kit import Link, Room
from pelicasso.kit.links import slug
from pelicasso.schema.size import weight
from pelicasso_plugins.documents.config import DocumentNote, Documents
from pelicasso_plugins.documents.kinds import KINDS
from pelicasso_plugins.documents.names import YEAR, Named, read_name
from pelicasso_plugins.documents.pdf import VERSION, Facts, State, read_pdf

FOLDER = "documents"
NOTES = frozenset({".yaml", ".yml"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".heif", ".avif", ".svg"})
OLD = frozenset({".doc", ".xls", ".ppt", ".pages", ".numbers", ".wps", ".pub"})
FORMATS = frozenset(
    {".pdf", ".odt", ".ods", ".odp", ".odg", ".ott", ".rtf", ".docx", ".xlsx", ".pptx", ".csv", ".txt", ".epub"}
    | {".zip", ".7z", ".rar", ".gz", ".tar", ".mp3", ".ogg", ".mp4", ".webm", ".ics", ".gpx"}
    | OLD
    | PICTURES
)
"""What is published. What a browser would run as a part of the site, such as HTML, is not."""


MEANS_NOTHING = re.compile(
    r"(?:scan|img|dsc|image|photo|document|numérisation|sans titre|untitled|doc)?[\s\d_-]*", re.I
)
"""Names that machines give."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is listed; `format` is « PDF », `facts` all that stands in brackets behind its title."""

    path: str
    title: str
    kind: str
    shelf: str
    shelf_title: str
    format: str
    facts: str
    href: str
    size: int
    year: int | None = None
    day: date | None = None
    language: str | None = None
    summary: str | None = None
    accessible: Link | None = None
    pdf: Facts | None = None
    differs: str | None = None
    is_vague: bool = False

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def order(self) -> tuple[int, str, int, int, str]:
        """By shelf, in the order of kinds; the newest first, what has no date before all."""
        day = self.day.toordinal() if self.day else 0
        return (KINDS.index(self.kind), self.shelf_title.casefold(), -(self.year or 9999), -day, self.title.casefold())


class Archive:
    """Reads the documents of a room once; asked while pages are planned, as it plans the files' addresses."""

    def __init__(self, room: Room[Documents]) -> None:
        self.room = room
        self._files = {path: found for path, found in room.files.items() if path.startswith(f"{FOLDER}/")}

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        made = (self._document(path) for path in self._files if self._is_published(path))
        return tuple(sorted((each for each in made if each is not None), key=lambda each: each.order))

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """Files that are not published, as their kind is no document's."""
        others = (path for path in self._files if not self._is_note(path))
        return tuple(path for path in others if _suffix(path) not in FORMATS)

    @cached_property
    def empty(self) -> tuple[str, ...]:
        return tuple(path for path, found in self._files.items() if found.size == 0 and not self._is_note(path))

    @cached_property
    def lone_notes(self) -> tuple[str, ...]:
        """Notes beside nothing."""
        return tuple(
            path for path in self._files if _suffix(path) in NOTES and path.rpartition(".")[0] not in self._files
        )

    def _is_note(self, path: str) -> bool:
        return _suffix(path) in NOTES

    def _is_published(self, path: str) -> bool:
        return _suffix(path) in FORMATS and self._files[path].size > 0

    def _document(self, path: str) -> Document | None:
        room, found = self.room, self._files[path]
        note = room.note(path, DocumentNote) or DocumentNote()
        if note.draft:
            return None
        file = f"content/{path}"
        href = room.resolve(f"/{quote(path)}", None, file)
        if href is None:
            return None
        named = read_name(path.removeprefix(f"{FOLDER}/"), room.site.language, room.site.day.year + 1)
        pdf = Facts.of(room.learnt(found, VERSION, read_pdf)) if _suffix(path) == ".pdf" else None
        return self._described(path, href, note, named, pdf)

    def _described(self, path: str, href: str, note: DocumentNote, named: Named, pdf: Facts | None) -> Document:
        words, typeset = self.room.words, self.room.words.typography.text
        kind = note.kind or named.kind
        group = None if note.kind else named.group
        day = note.date or (None if note.year else named.day)
        year = note.year or (day.year if day else named.year)
        language = note.language or (pdf.language if pdf else None)
        is_foreign = language is not None and language.partition("-")[0] != words.language.partition("-")[0]
        title = typeset(self._title(note, named, kind, year, day))
        return Document(
            path,
            title,
            kind,
            slug(group) if group else kind,
            typeset(group) if group else words(f"documents.shelf_{kind}"),
            PurePosixPath(href).suffix.lstrip(".").upper(),
            self._facts(path, href, pdf, language if is_foreign else None),
            href,
            self._files[path].size,
            year,
            day,
            language if is_foreign else None,
            typeset(note.summary) if note.summary else None,
            self._accessible(path, note, title),
            pdf,
            None if note.kind else named.differs,
            note.title is None and named.title != "" and MEANS_NOTHING.fullmatch(named.title) is not None,
        )

    def _title(self, note: DocumentNote, named: Named, kind: str, year: int | None, day: date | None) -> str:
        """Its title, which says its day or year even where it is read alone."""
        words = self.room.words
        title = note.title or named.title or words(f"documents.single_{kind}")
        if day and str(day.year) not in title:
            return words("documents.dated", title=title, date=words.day(day))
        return title if year is None or YEAR.search(title) else f"{title} {year}"

    def _facts(self, path: str, href: str, pdf: Facts | None, language: str | None) -> str:
        words = self.room.words
        said = [PurePosixPath(href).suffix.lstrip(".").upper()]
        if pdf is not None and pdf.state in (State.TAGGED, State.SCANNED, State.PROTECTED):
            said = [words(f"documents.state.{pdf.state}")]
        said.append(weight(self._weight(path, href), words.language))
        if pdf is not None and pdf.pages:
            said.append(words("documents.pages", count=pdf.pages))
        if language:
            said.append(words("documents.language", name=_language_name(language, words.language)))
        return ", ".join(said)

    def _weight(self, path: str, href: str) -> int:
        """The bytes of what is published; of a picture that is a lighter file."""
        planned = self.room.plan.at(href.removeprefix(self.room.site.base)) if _suffix(path) in PICTURES else None
        body = planned.render() if planned else self._files[path].absolute
        return body.stat().st_size if isinstance(body, Path) else len(body)

    def _accessible(self, path: str, note: DocumentNote, title: str) -> Link | None:
        if note.accessible_version is None:
            return None
        href = self.room.resolve(note.accessible_version, None, f"content/{path}.yaml")
        return Link(self.room.words("documents.accessible", title=title), href) if href else None


def _language_name(language: str, said_in: str) -> str:
    try:
        return Locale.parse(language, sep="-").get_display_name(said_in.replace("-", "_")) or language
    except (UnknownLocaleError, ValueError):
        return language


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
