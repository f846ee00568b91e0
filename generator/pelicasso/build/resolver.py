"""Where the links of a text lead: to a file, an address of the site, or out; a dead one is told with its line."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin

from pelicasso.build.addresses import file_address
from pelicasso.build.content import STATIC, TEXTS, Content
from pelicasso.build.pictures import SitePictures
from pelicasso.kit.collection import Entry
from pelicasso.kit.links import href
from pelicasso.kit.locale import Words
from pelicasso.kit.pictures.kinds import SUFFIXES
from pelicasso.kit.plan import Plan, Planned
from pelicasso.schema import Finding, Report, SiteError, error, warning
from pelicasso.site.model import Site
from pelicasso.site.paths import Found

OUTSIDE = frozenset({"http", "https", "mailto", "tel", "sms", "xmpp", "geo", "ftp", "webcal", "magnet"})
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, root-relative; a picture brings its width and height in pixels."""

    href: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to a place inside a page, looked at once all bodies are there."""

    file: str
    line: int
    address: str
    anchor: str


class Resolver:
    """Resolves the links of all texts of a site; the files they lead to are planned."""

    def __init__(
        self, site: Site, content: Content, plan: Plan, words: Words, pictures: SitePictures, report: Report
    ) -> None:
        self.site = site
        self.content = content
        self.plan = plan
        self.words = words
        self.pictures = pictures
        self.report = report
        self.anchors: list[Anchor] = []
        self._published: dict[str, Target | None] = {}
        self._folded = {path.casefold(): path for path in (*content.entries, *content.files)}

    def of(self, entry: Entry) -> Callable[[str, int, bool], Target | None]:
        """The resolver for the links of one text."""

        def resolve(target: str, line: int, is_picture: bool) -> Target | None:
            return self.resolve(target, entry.file, entry.path, entry.address, line, is_picture)

        return resolve

    def resolve(
        self, target: str, file: str, said: str, address: str, line: int | None, is_picture: bool = False
    ) -> Target | None:
        """Where a link leads; None when it leads nowhere, which is said, and only its text is kept.

        `file` is the file that holds the link, relative to `content`; `said` the file that a message names.
        """
        target = self._own(target)
        scheme = "https" if target.startswith("//") else _scheme(target)
        if scheme is not None:
            return self._outside(target, scheme, said, line)
        path, _, anchor = target.partition("#")
        path = unquote(path.partition("?")[0])
        if not path:
            return self._anchored(Target(href(self.site, address)), address, anchor, said, line)
        return self._inside(path, anchor, file, said, address, line, is_picture)

    def picture(self, target: str, file: str, said: str, line: int | None) -> tuple[str, Found] | None:
        """The picture that is meant to be shown, its path below `content`; None when there is none, which is said."""
        target = self._own(target)
        scheme = "https" if target.startswith("//") else _scheme(target)
        if scheme is not None:
            self.report.add(error("picture_elsewhere", said, line, target=target[:80]))
            return None
        if (located := self.locate(target, file)) is not None:
            return located
        path = unquote(target.partition("#")[0].partition("?")[0])
        candidates = _candidates(path, file)
        self.report.add(
            error("link_leaves_site", said, line, target=path)
            if candidates is None
            else self._missing(path, candidates, said, line, is_picture=True)
        )
        return None

    def locate(self, target: str, file: str) -> tuple[str, Found] | None:
        """The file of the content that a picture's target means, its path below `content`."""
        path = unquote(self._own(target).partition("#")[0].partition("?")[0])
        for each in _candidates(path, file) or ():
            if (found := self.content.files.get(each)) is not None:
                return each, found
        return None

    def check_anchors(self, about: Entry | None = None) -> None:
        """Tell the links to places that are not there, in the texts whose places are known; or those of one text."""
        bodies = {entry.address: entry for entry in self.content.entries.values()}
        for each in self.anchors:
            if about is not None and each.file != about.path and each.address != about.address:
                continue
            entry = bodies.get(each.address)
            if entry is not None and each.anchor not in _anchors(entry.html):
                near = get_close_matches(each.anchor, _anchors(entry.html), n=1, cutoff=0.5)
                self.report.add(
                    error("missing_anchor_near", each.file, each.line, anchor=each.anchor, nearest=near[0])
                    if near
                    else error("missing_anchor", each.file, each.line, anchor=each.anchor)
                )

    def _own(self, target: str) -> str:
        """A target as a path; one that begins with the site's own address is no way out."""
        target = target.strip().replace("\\", "/")
        if self.site.address and (target + "/").startswith(self.site.address + "/"):
            return target[len(self.site.address) :] or "/"
        return target

    def _outside(self, target: str, scheme: str, said: str, line: int | None) -> Target | None:
        if scheme in OUTSIDE:
            return Target(target)
        self.report.add(warning("unsafe_link", said, line, scheme=scheme))
        return None

    def _inside(
        self, path: str, anchor: str, file: str, said: str, address: str, line: int | None, is_picture: bool
    ) -> Target | None:
        candidates = _candidates(path, file)
        if candidates is None:
            self.report.add(error("link_leaves_site", said, line, target=path))
            return None
        for each in candidates:
            if each in self.content.broken:
                return None
            if (entry := self.content.entries.get(each)) is not None:
                return self._entry(entry, anchor, said, line)
            if (found := self.content.files.get(each)) is not None:
                return self._file(each, found, said, line, is_picture)
        planned = urljoin(address, path)
        for each in (planned, f"{planned}/"):
            if not is_picture and each in self.plan:
                return self._anchored(Target(href(self.site, each)), each, anchor, said, line)
        self.report.add(self._missing(path, candidates, said, line, is_picture))
        return None

    def _entry(self, entry: Entry, anchor: str, said: str, line: int | None) -> Target | None:
        if not entry.is_published(self.site.day):
            self.report.add(warning("link_to_unpublished", said, line, target=entry.path))
            return None
        return self._anchored(Target(href(self.site, entry.address)), entry.address, anchor, said, line)

    def _anchored(self, target: Target, address: str, anchor: str, said: str, line: int | None) -> Target:
        if not anchor:
            return target
        if line is not None:
            self.anchors.append(Anchor(said, line, address, unquote(anchor)))
        return Target(f"{target.href}#{anchor}")

    def _file(self, path: str, found: Found, said: str, line: int | None, is_picture: bool) -> Target | None:
        is_picture = is_picture or Path(path).suffix.lower() in SUFFIXES
        if path not in self._published:
            try:
                self._published[path] = self._publish(path, found, is_picture)
            except SiteError as problem:
                self.report.add(*(Finding(each.code, said, line, each.values) for each in problem.findings))
                self._published[path] = None
        return self._published[path]

    def _publish(self, path: str, found: Found, is_picture: bool) -> Target:
        if path.startswith(f"{STATIC}/"):
            return Target(href(self.site, path.removeprefix(STATIC)))
        if is_picture:
            return Target(self.pictures.full(path, found))
        address = file_address(path, self.words)
        self.plan.add(Planned(address, lambda: found.absolute, source=found.path))
        return Target(href(self.site, address))

    def _missing(
        self, path: str, candidates: tuple[str, ...], said: str, line: int | None, is_picture: bool
    ) -> Finding:
        kind = "picture" if is_picture else "link"
        for each in candidates:
            if (real := self._folded.get(each.casefold())) is not None:
                return error(f"{kind}_in_other_case", said, line, target=path, nearest=real)
        names = [*self.content.entries, *self.content.files]
        if near := _nearest(candidates[0], names):
            return error(f"missing_{kind}_near", said, line, target=path, nearest=near)
        return error(f"missing_{kind}", said, line, target=path)


def _scheme(target: str) -> str | None:
    found = SCHEME.match(target)
    return found[1].lower() if found else None


def _candidates(path: str, file: str) -> tuple[str, ...] | None:
    """The files that a path may mean: beside the page first, then in `content`; None when it leaves the site."""
    if path.startswith("/"):
        options = [path.lstrip("/"), f"{STATIC}{path}"]
    else:
        options = [posixpath.join(posixpath.dirname(file), path), path.removeprefix("content/")]
    inside = [each for each in map(posixpath.normpath, options) if not each.startswith("..")]
    return tuple(inside) or None


def _nearest(wanted: str, names: list[str]) -> str | None:
    """The file whose name is spelt nearly the same, of the same kind, in a folder as near as there is one."""
    kind = next((each for each in (TEXTS, SUFFIXES) if PurePosixPath(wanted).suffix.lower() in each), None)
    by_stem: dict[str, list[str]] = {}
    for each in names:
        if kind is None or PurePosixPath(each).suffix.lower() in kind:
            by_stem.setdefault(PurePosixPath(each).stem.casefold(), []).append(each)
    near = get_close_matches(PurePosixPath(wanted).stem.casefold(), by_stem, n=1, cutoff=0.6)
    return max(by_stem[near[0]], key=lambda each: len(posixpath.commonpath([wanted, each]))) if near else None


def _anchors(html: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', html)
