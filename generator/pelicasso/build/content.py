"""One scan of `content`, one reading of each text: entries by collection, and the files beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from babel.localedata import exists as is_language

from pelicasso.kit.collection import Collection, Entry, FrontMatter
from pelicasso.kit.links import slug
from pelicasso.kit.locale import Words
from pelicasso.schema import Finding, Report, SiteError, error, warning
from pelicasso.site.front_matter import FrontMatter as Head
from pelicasso.site.front_matter import FrontMatterKind, split_front_matter
from pelicasso.site.model import Site
from pelicasso.site.paths import Found, SafeFolder
from pelicasso.site.text import MAX_BYTES, decode
from pelicasso.site.validation import validate

TEXTS = frozenset({".md", ".markdown"})
NOT_READ = frozenset({".txt", ".rst", ".html", ".htm", ".docx", ".doc", ".odt", ".rtf", ".adoc"})
STATIC = "static"
LEADING_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[-_ ]+|$)")

FIRST_HEADING = re.compile(r"\s*(?:#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)|([^\n#>\-*+|=].*)\n=+[ \t]*(?:\n|\Z))")


@dataclass
class Content:
    """What stands in `content`: the texts by their file, and every other file, both relative to `content`.

    `broken` are the texts with a mistake of their own: a link to one is not told as well.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, Found] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def of(self, collection: Collection) -> list[Entry]:
        """The entries of a collection, in the order of their files."""
        return [each for each in self.entries.values() if each.collection is collection]


class ContentReader:
    """Reads the `content` folder of a site; what is wrong goes to the report.

    `switched_off` are the folders of features that the site turned off.
    """

    def __init__(
        self,
        site: Site,
        words: Words,
        collections: Sequence[Collection],
        report: Report,
        switched_off: Iterable[str] = (),
    ) -> None:
        self.site = site
        self.words = words
        self.report = report
        self.collections = {each.folder: each for each in collections}
        self._switched_off = tuple(f"{each}/" for each in switched_off)
        self.folder = SafeFolder(site.folder)
        self.context = {"language": site.language, "timezone": site.timezone}

    def read(self) -> Content:
        content = Content()
        walked = self.folder.walk("content")
        self.report.add(*walked.findings)
        for each in walked.files:
            path = each.path.removeprefix("content/")
            if path.startswith(self._switched_off):
                continue
            if self._is_text(path):
                self._read_text(each, path, content)
            else:
                content.files[path] = each
        self.report.add(*_not_read(content, self.collections))
        return content

    def again(self, entry: Entry) -> Entry | None:
        """An entry as its file says it now; what is wrong goes to the report, or is raised as SiteError."""
        found = Found(entry.path, self.folder.root / entry.path, 0, 0)
        return self._entry(found, entry.file, entry.collection)

    def _is_text(self, path: str) -> bool:
        return PurePosixPath(path).suffix.lower() in TEXTS and not path.startswith(f"{STATIC}/")

    def _read_text(self, found: Found, path: str, content: Content) -> None:
        collection = self.collections.get(path.split("/")[0]) if "/" in path else None
        if collection is None:
            folders = ", ".join(f"content/{each}" for each in self.collections)
            self.report.add(error("text_outside_folders", found.path, folders=folders))
            return
        if language := _language_in_name(path):
            self.report.add(error("several_languages", found.path, language=language))
            return
        try:
            entry = self._entry(found, path, collection)
        except SiteError as problem:
            self.report.add(*problem.findings)
            entry = None
        if entry is None:
            content.broken.add(path)
        else:
            content.entries[path] = entry

    def _entry(self, found: Found, path: str, collection: Collection) -> Entry | None:
        decoded = decode(self.folder.read_bytes(found.path, limit=MAX_BYTES), found.path)
        self.report.add(*decoded.findings)
        if any(each.severity == "error" for each in decoded.findings):
            return None
        head = split_front_matter(decoded.text, found.path, known=_known_keys(collection.data))
        data, mistakes = validate(collection.data, head.data, found.path, context=self.context)
        self.report.add(*mistakes)
        if data is None:
            return None
        if not (self.site.drafts and data.is_draft):
            return self._addressed(found, path, collection, data, head)
        entry = self._addressed(found, path, collection, data.shown(self.site.day), head)
        if entry is not None:
            entry.title = self.words("draft", title=entry.title)
        return entry

    def _addressed(
        self,
        found: Found,
        path: str,
        collection: Collection,
        data: FrontMatter,
        head: Head,
    ) -> Entry | None:
        named = _date_in_name(path)
        if data.date is None and named is not None and collection.dated:
            data = data.model_copy(update={"date": named})
        if data.date is None and collection.dated and not data.is_draft:
            code = "missing_head" if head.kind is FrontMatterKind.NONE else "missing_date"
            self.report.add(error(code, found.path, 1, example=f"date: {self.site.day.isoformat()}"))
            return None
        address = self._address(path, collection, data)
        lines = dict(head.data.lines)
        if address is None:
            self.report.add(error("no_address", found.path, lines.get("slug")))
            return None
        title, body = _title(data, head.body, path)
        return Entry(collection, path, data, address, body, head.body_line, lines, self.words.typography.text(title))

    def _address(self, path: str, collection: Collection, data: FrontMatter) -> str | None:
        *folders, name = PurePosixPath(path).with_suffix("").parts[1:]
        if name == "index" and (folders or collection.address is None):
            parts = folders
        else:
            parts = [*folders, LEADING_DATE.sub("", name) or name]
        slugs = [slug(LEADING_DATE.sub("", each) or each) for each in parts]
        if data.slug is not None:
            slugs = [*slugs[:-1], data.slug]
        if collection.address is not None:
            slugs = [self.words.address(collection.address), *slugs[-1:]]
        if not all(slugs):
            return None
        return "/" + "".join(f"{each}/" for each in slugs)


def _title(data: FrontMatter, body: str, path: str) -> tuple[str, str]:
    """The title and the body: a first heading that serves as the title leaves the body, its line stays."""
    if data.title is not None:
        return data.title, body
    if found := FIRST_HEADING.match(body):
        lines = "\n" * found[0].count("\n")
        return (found[1] or found[2]).strip(), lines + body[found.end() :]
    name = LEADING_DATE.sub("", PurePosixPath(path).stem) or PurePosixPath(path).stem
    if name == "index":
        name = PurePosixPath(path).parent.name
    said = re.sub(r"[-_]+", " ", name).strip()
    return said[:1].upper() + said[1:], body


def _known_keys(data: type[FrontMatter]) -> frozenset[str]:
    return frozenset(data.model_fields)


def _date_in_name(path: str) -> date | None:
    for part in reversed(PurePosixPath(path).parts[-2:]):
        if found := LEADING_DATE.match(PurePosixPath(part).stem):
            try:
                return date(*(int(each) for each in found.groups()))
            except ValueError:
                return None
    return None


def _language_in_name(path: str) -> str | None:
    stem, dot, language = PurePosixPath(path).stem.rpartition(".")
    return language if dot and stem and len(language) == 2 and is_language(language.lower()) else None


def _not_read(content: Content, collections: dict[str, Collection]) -> Iterator[Finding]:
    """A text that stands among the pages but is not Markdown: said, as nobody would find it on the site."""
    for path, found in content.files.items():
        if path.split("/")[0] in collections and PurePosixPath(path).suffix.lower() in NOT_READ:
            yield warning("not_markdown", found.path)
