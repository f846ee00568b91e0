"""From a rendered site to the same site with other words in a text: only what reads them is made again."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any
from urllib.parse import quote

from pelicasso.build.bodies import convert_body, converter_of
from pelicasso.build.builder import TO_COME, Built, advice_on, reviews, sources, styles
from pelicasso.build.content import ContentReader
from pelicasso.build.history import moved
from pelicasso.build.reads import BODIES, PLAN, TEXTS, TOLD, WRITTEN, Output, Part, Read, Reads
from pelicasso.build.rendering import render
from pelicasso.build.resolver import Anchor
from pelicasso.build.work import Work
from pelicasso.check.page import Page, target
from pelicasso.check.rendered import check_rendered
from pelicasso.kit.collection import Entry
from pelicasso.kit.feature import Review
from pelicasso.kit.links import file_name, href
from pelicasso.kit.plan import Planned
from pelicasso.kit.room import AnyRoom
from pelicasso.schema import Finding, Report, Severity, SiteError
from pelicasso.site.day import today

REFERENCE = re.compile(rb"[\"\s](/[^\"\s,#?]+)")
"""A link that begins at the root of the host, wherever a page names one."""


@dataclass
class Change:
    """What is other than before: of texts and of what is said of them, and the files shown for the first time."""

    reads: set[Read] = field(default_factory=set)
    lost: list[Finding] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    added: list[Planned] = field(default_factory=list)


class UnsureError(Exception):
    """Only a build of everything knows what comes of a change."""


class Revision:
    """A rendered site with what it was made of; it changes with each change that it understands.

    `is_sound` is false once something was changed halfway. Pages that speak of all others, feeds and what else is no
    page are made when somebody asks for one.
    """

    def __init__(self, work: Work, built: Built, day: str | None) -> None:
        assert isinstance(work.reads, Reads)
        self.is_sound = True
        self._work = work
        self._reads = work.reads
        self._built = built
        self._day = day
        self._files = dict(built.files)
        self._findings = list(built.report.after(0))
        self._last = {file_name(each.address): each for each in work.plan if each.last}
        self._planned = {file_name(each.address): each for each in work.plan}
        self._reader = ContentReader(work.site, work.words, (), Report())
        self._converter = converter_of(work)
        self._moved = moved(work.site.folder)
        self._lock = RLock()

    def after(self, names: Set[str]) -> Built | None:
        """The site once files were changed; None when only a build of everything knows."""
        with self._lock:
            try:
                self._revise(sorted(names))
            except (UnsureError, SiteError):
                return None
            return self._built

    def _revise(self, names: Sequence[str]) -> None:
        site = self._work.site
        if today(site.timezone.key, self._day) != site.day or moved(site.folder) != self._moved:
            raise UnsureError
        change = self._read(list(filter(None, map(self._entry, names))))
        if change.reads:
            self.is_sound = False
            self._show(change)
            self.is_sound = True

    def _entry(self, name: str) -> Entry | None:
        """The text at a file; None for one of `content` that came and went, as some editors make them."""
        content, file = self._work.content, name.removeprefix("content/")
        if name != file and (entry := content.entries.get(file)) is not None:
            return entry
        place = self._work.site.folder / name
        if name == file or file in content.files or file in content.broken or os.path.lexists(place):
            raise UnsureError
        return None

    def _read(self, entries: Sequence[Entry]) -> Change:
        """What changed of the texts; all is as before on an error."""
        work, resolver, change = self._work, self._work.resolver, Change()
        before = [dict(each.__dict__) for each in entries]
        anchors, said, planned = list(resolver.anchors), work.report.count, len(work.plan.added)
        try:
            for each in entries:
                self._text(each, change)
        except (UnsureError, SiteError):
            for entry, values in zip(entries, before, strict=True):
                entry.__dict__.update(values)
            resolver.anchors[:] = anchors
            work.report.cut(said)
            self.is_sound = len(work.plan.added) == planned
            raise
        change.added = work.plan.added[planned:]
        return change

    def _text(self, entry: Entry, change: Change) -> None:
        """Read a text again, and convert it when its body alone changed."""
        work, report = self._work, self._reader.report
        report.cut(0)
        found = self._reader.again(entry)
        if found is None or _head(found) != _head(entry) or report.after(0) != self._said(TEXTS, entry):
            raise UnsureError
        if found.body == entry.body:
            return
        before = _written(entry)
        entry.body = found.body
        if entry.is_published(work.site.day):
            change.lost += self._said(BODIES, entry)
            change.found += self._convert(entry)
        change.reads |= {(entry.file, name) for name, value in _written(entry).items() if value != before[name]}

    def _said(self, part: str, entry: Entry) -> tuple[Finding, ...]:
        return tuple(each for each in self._reads.parts[part].findings if each.file == entry.path)

    def _convert(self, entry: Entry) -> tuple[Finding, ...]:
        work, resolver = self._work, self._work.resolver
        said = work.report.count
        resolver.anchors[:] = [each for each in resolver.anchors if not _is_in_body(each, entry)]
        convert_body(work, self._converter, entry)
        resolver.check_anchors(entry)
        found = work.report.after(said)
        work.report.cut(said)
        if any(each.severity is Severity.ERROR for each in found):
            raise UnsureError
        return found

    def _show(self, change: Change) -> None:
        """Render what read the texts, look at it as a build does, and keep it."""
        work, reads = self._work, self._reads
        readers = [each for each in reads.readers(change.reads) if isinstance(each, str)]
        if PLAN in readers or (change.added and any(work.plan.clashes())):
            raise UnsureError
        reads.renew(change.reads)
        planned = (work.plan.at(each) for each in readers if each.startswith("/"))
        stale = [each for each in planned if each is not None and not each.last]
        seen = [*change.added, *(each for each in sorted(stale, key=_place) if _is_page(each))]
        fresh = {file_name(each.address): self._rendered(each) for each in seen}
        later = [*self._last, *(file_name(each.address) for each in stale if not _is_page(each))]
        files = {**self._files, **fresh, **styles(work), **dict.fromkeys(later, TO_COME)}
        work.advice = advice_on(work, files)
        shown = Files(files, self.made)
        self._check(fresh, shown)
        _exchange(reads.parts[BODIES].findings, change)
        _exchange(self._findings, change)
        self._review(change, fresh, shown)
        self._keep(files, shown, sources(work) if change.added else self._built.published)

    def _rendered(self, planned: Planned) -> bytes | Path:
        """What stands at an address now; when something else is to be said of it, a whole build says it."""
        parts, report = self._reads.parts, self._work.report
        before, said = parts.pop(planned.address, Part()), report.count
        content = render(self._work, planned)
        report.cut(said)
        if parts[planned.address].findings != before.findings:
            raise UnsureError
        return content

    def _check(self, fresh: Output, files: Files) -> None:
        """No link is dead, no page leads to a place that is gone, and no file is left that nothing shows."""
        site, before = self._work.site, {name: self._files[name] for name in fresh if name in self._files}
        if any(check_rendered(files, site.base, fresh)):
            raise UnsureError
        for link in _gone(before, fresh, site.base):
            if any(link in each for name, each in self._files.items() if name not in fresh and isinstance(each, bytes)):
                raise UnsureError
        unshown = {each for name in before for each in _references(before[name]) - _references(fresh[name])}
        for reference in unshown:
            name = target(reference.decode(), files.made, site.base)
            if name and not name.endswith(".html") and not _is_named(reference, {**self._files, **fresh}):
                raise UnsureError

    def _review(self, change: Change, fresh: Output, files: Files) -> None:
        for look, room in reviews(self._work):
            part = self._reads.parts[look]
            if part.files is None or part.files & fresh.keys() or not part.reads.isdisjoint(change.reads):
                self._look(look, room, fresh, files)

    def _look(self, look: Review, room: AnyRoom, fresh: Output, files: Files) -> None:
        """Ask a feature again; of pages that it lists it is shown those that are new."""
        parts = self._reads.parts
        before = parts.pop(look)
        found = self._reads.review(look, room, files, self._work.report, fresh)
        if any(each.severity is Severity.ERROR for each in found) or (parts[look].files is None) > (
            before.files is None
        ):
            raise UnsureError
        if before.files is not None:
            _exchange(self._findings, Change(lost=before.findings, found=parts[look].findings))
            return
        if list(found) != [each for each in before.findings if not _is_of_other(each, fresh)]:
            raise UnsureError
        parts[look] = Part(before.reads | parts[look].reads, before.findings, None)

    def _keep(self, files: dict[str, bytes | Path], shown: Files, published: frozenset[str]) -> None:
        report = self._work.report
        report.cut(0)
        report.add(*self._findings)
        self._files = files
        self._built = replace(self._built, files=shown, report=Report(self._findings), published=published)

    def made(self, name: str) -> bytes | Path:
        """What nobody looked at yet; a page that speaks of the others as it is when those before it are rendered."""
        with self._lock:
            planned, record = self._planned[name], self._work.renderer.record
            later = [
                href(self._work.site, each.address) for each in self._last.values() if each.address >= planned.address
            ]
            pages = record.pages
            record.pages = {link: held for link, held in pages.items() if link not in later}
            said = self._work.report.count
            content = render(self._work, planned)
            self._work.report.cut(said)
            record.pages = {**pages, **record.pages}
            return content


class Files(Mapping[str, bytes | Path]):
    """The files of an output; what is still to come is made when somebody asks for it."""

    def __init__(self, made: Mapping[str, bytes | Path], make: Callable[[str], bytes | Path]) -> None:
        self.made = dict(made)
        self._make = make

    def __getitem__(self, name: str) -> bytes | Path:
        if self.made[name] is TO_COME:
            self.made[name] = self._make(name)
        return self.made[name]

    def __contains__(self, name: object) -> bool:
        return name in self.made

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)


def _head(entry: Entry) -> tuple[object, ...]:
    """What others than its own body say of a text."""
    return entry.data, entry.address, entry.title, entry.body_line, entry.lines


def _written(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in (*WRITTEN, *TOLD)}


def _is_in_body(anchor: Anchor, entry: Entry) -> bool:
    return anchor.file == entry.path and anchor.line >= entry.body_line


def _is_page(planned: Planned) -> bool:
    return file_name(planned.address).endswith(".html")


def _place(planned: Planned) -> str:
    return planned.address


def _exchange(findings: list[Finding], change: Change) -> None:
    for each in change.lost:
        findings.remove(each)
    findings += change.found


def _is_of_other(finding: Finding, fresh: Output) -> bool:
    """Whether it is said of a page that was not rendered again."""
    name = (finding.file or "").removeprefix("output/")
    return name != finding.file and name not in fresh


def _references(content: bytes | Path) -> set[bytes]:
    return set(REFERENCE.findall(content)) if isinstance(content, bytes) else set()


def _is_named(reference: bytes, files: Output) -> bool:
    return any(reference in each for each in files.values() if isinstance(each, bytes))


def _gone(before: Output, fresh: Output, base: str) -> Iterator[bytes]:
    """The links to places in a page that are no longer there, as other pages would write them."""
    for name, old in before.items():
        new = fresh[name]
        if name.endswith(".html") and isinstance(old, bytes) and isinstance(new, bytes):
            page = quote(f"{base}/{name.removesuffix('index.html')}").encode()
            for each in Page(old).anchors - Page(new).anchors:
                yield from (page + f'#{anchor}"'.encode() for anchor in {each, quote(each)})
