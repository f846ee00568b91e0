"""The one door to the files of a site: nothing outside its folder, regular files only, exact names."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from io import FileIO
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pelicasso.schema import Finding, SiteError, error, warning
from pelicasso.site.text import too_large

MAX_NAME_BYTES = 200
MAX_PATH_BYTES = 1000
MAX_GUESSES = 100
"""So many names are looked for by likeness; what more is missing is told without."""

_IGNORED = re.compile(r"\..*|~\$.*|.*~|#.*#|thumbs\.db|desktop\.ini|__macosx|node_modules", re.I | re.S)
_CONFLICT = re.compile(
    r"\s*\([^(]*(?:conflicted copy|copie en conflit|case conflict|conflit de casse|sfconflict).*\)"
    r"|[._](?:sync-)?conflict-\d{8}-\d{6}(?:-\w+)?",
    re.I,
)
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\\\\\ud800-\udfff]")
_OPTIONS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
_FLAGS = os.O_RDONLY | sum(getattr(os, option, 0) for option in _OPTIONS)

_Entry = os.DirEntry[str]


class Found(NamedTuple):
    """A file: its path in the site (slashes, NFC), its place on the disk, its size in bytes, its last change."""

    path: str
    absolute: Path
    size: int
    mtime_ns: int


class Walked(NamedTuple):
    """The files under a folder, sorted by path, and what is wrong with names and links."""

    files: list[Found]
    findings: list[Finding]


@dataclass(frozen=True)
class _Listing:
    """What one folder holds, looked up by name in NFC, or by name whatever the case."""

    entries: list[_Entry]

    @cached_property
    def named(self) -> dict[str, _Entry]:
        return {_nfc(each.name): each for each in self.entries}

    @cached_property
    def folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in self.named}


class SafeFolder:
    """A site's folder, each folder in it as it stood when first looked at: make a new one for each build.

    Paths are relative, with slashes, in NFC or NFD, in the exact case on every system. What `walk` passes
    over does not exist here either. A link is followed when it stays in the site.
    `file` and `line` say where the path is written, for the finding; without them it is the path itself.
    """

    def __init__(self, folder: Path) -> None:
        self.root = Path(os.path.realpath(folder))
        self._listings: dict[str, _Listing] = {}
        self._places: dict[str, dict[str, str]] = {}
        self._guesses = MAX_GUESSES

    def exists(self, relative: str) -> bool:
        return self._allowed(relative) is not None

    def is_file(self, relative: str) -> bool:
        entry = self._allowed(relative)
        return entry is not None and entry.is_file()

    def find(self, relative: str) -> Path | None:
        """The place on the disk of a regular file, if there is one."""
        return self.resolve(relative) if self.is_file(relative) else None

    def resolve(self, relative: str, file: str | None = None, line: int | None = None) -> Path:
        """The real path of a regular file of the site."""
        place = (file or _shown(relative), line)
        if code := _fault(relative):
            raise SiteError(error(code, *place, path=_shown(relative)))
        entry = self._entry(relative)
        if entry is None:
            raise SiteError(self._missing(relative, place))
        if not self.follows(entry):
            raise SiteError(error("link_refused", *place, path=relative))
        if not entry.is_file():
            raise SiteError(error("not_a_file", *place, path=relative))
        return Path(_real(entry))

    def open(self, relative: str, file: str | None = None, line: int | None = None) -> BinaryIO:
        """The file, open for reading, even when someone swaps it or a folder for a link meanwhile."""
        return os.fdopen(self._descriptor(relative, file, line), "rb")

    def read_bytes(
        self, relative: str, limit: int | None = None, file: str | None = None, line: int | None = None
    ) -> bytes:
        """The file's bytes; an error where it holds more than `limit` of them."""
        with FileIO(self._descriptor(relative, file, line)) as source:
            size = os.fstat(source.fileno()).st_size
            if limit is not None and size > limit:
                raise SiteError(too_large(file or relative, size, limit, line))
            return source.readall()

    def nearest(self, relative: str) -> str | None:
        """The path that was probably meant: in another case, in another folder, or spelt nearly the same."""
        parts = [] if _fault(relative) else _parts(relative)
        if not parts:
            return None
        if alike := self._in_another_case(parts):
            return alike
        if len(parts) > 1 and (moved := self._elsewhere(parts[0]).get(parts[-1].casefold())):
            return moved
        return self._spelt_nearly(self._in_another_case(parts[:-1]), parts[-1])

    def walk(self, under: str = "") -> Walked:
        """Every file in a folder of the site; no link to a folder is followed.

        Raises SiteError, with exit code 3, where something can't be read.
        """
        walker = _Walker(self)
        if directory := self.directory(under):
            walker.walk(directory, f"{'/'.join(_parts(under))}/".lstrip("/"))
        if walker.unreadable:
            raise SiteError(*walker.unreadable, *walker.findings, exit_code=3)
        return Walked(sorted(walker.files), walker.findings)

    def listing(self, folder: str) -> _Listing:
        """What a folder on the disk holds, save leftovers and hidden files."""
        if folder not in self._listings:
            try:
                entries = _visible_entries(Path(folder))
            except OSError:
                path = _shown(Path(folder).relative_to(self.root).as_posix())
                raise SiteError(error("unreadable_file", path, path=path), exit_code=3) from None
            self._listings[folder] = _Listing(entries)
        return self._listings[folder]

    def directory(self, relative: str) -> str | None:
        """The path on the disk of a folder of the site; the site's own for an empty path."""
        if not _fault(relative) and not _parts(relative):
            return str(self.root)
        entry = self._allowed(relative)
        return _real(entry) if entry and entry.is_dir() else None

    def follows(self, entry: _Entry) -> bool:
        """Say whether an entry is no link, or one to something that stands in this site."""
        if not _is_link(entry):
            return True
        with suppress(OSError):
            return self._holds(Path(os.path.realpath(entry.path, strict=True)))
        return False

    def _descriptor(self, relative: str, file: str | None, line: int | None) -> int:
        path = self.resolve(relative, file, line)
        place = (file or relative, line)
        try:
            descriptor = os.open(path, _FLAGS)
        except FileNotFoundError:
            raise SiteError(error("file_missing", *place, path=relative)) from None
        except OSError:
            raise SiteError(error("unreadable_file", *place, path=relative), exit_code=3) from None
        if not self._is_still(path, descriptor):
            os.close(descriptor)
            raise SiteError(error("link_refused", *place, path=relative))
        return descriptor

    def _is_still(self, path: Path, descriptor: int) -> bool:
        """Say whether the open file is the regular file at that path, with no link on the way from the root."""
        opened = os.fstat(descriptor)
        *folders, _ = path.parts[len(self.root.parts) :]
        with suppress(OSError):
            ways = accumulate(folders, os.path.join, initial=str(self.root))
            is_straight = not any(stat.S_ISLNK(os.lstat(each).st_mode) for each in ways)
            return is_straight and stat.S_ISREG(opened.st_mode) and os.path.samestat(opened, os.lstat(path))
        return False

    def _holds(self, path: Path) -> bool:
        if not path.is_relative_to(self.root):
            return False
        names = path.relative_to(self.root).parts
        return all(_is_visible(*each) for each in zip(names, (self.root.name, *names), strict=False))

    def _allowed(self, relative: str) -> _Entry | None:
        entry = None if _fault(relative) else self._entry(relative)
        return entry if entry is not None and self.follows(entry) else None

    def _entry(self, relative: str) -> _Entry | None:
        """What stands at a path, or the link on the way to it that is not followed."""
        folder, entry = str(self.root), None
        for part in _parts(relative):
            entry = self.listing(folder).named.get(part)
            if entry is None or not self.follows(entry):
                return entry
            folder = _real(entry)
        return entry

    def _missing(self, relative: str, place: tuple[str, int | None]) -> Finding:
        nearest = self.nearest(relative)
        if nearest is None:
            return error("file_missing", *place, path=relative)
        is_case = nearest.casefold() == "/".join(_parts(relative)).casefold()
        code = "file_in_another_case" if is_case else "file_missing_nearest"
        return error(code, *place, path=relative, nearest=nearest)

    def _in_another_case(self, parts: list[str]) -> str | None:
        found: list[str] = []
        for part in parts:
            folder = self.directory("/".join(found))
            listing = self.listing(folder) if folder else _Listing([])
            name = part if part in listing.named else listing.folded.get(part.casefold())
            if name is None:
                return None
            found.append(name)
        return "/".join(found)

    def _elsewhere(self, top: str) -> dict[str, str]:
        """The files under a folder of the root, by their names whatever the case."""
        if top not in self._places:
            files: list[Found] = []
            with suppress(SiteError):
                files = self.walk(top).files
            self._places[top] = {each.path.rpartition("/")[2].casefold(): each.path for each in files}
        return self._places[top]

    def _spelt_nearly(self, parent: str | None, name: str) -> str | None:
        folder = None if parent is None else self.directory(parent)
        self._guesses -= 1
        if folder is None or self._guesses < 0:
            return None
        names = self.listing(folder).folded
        near = get_close_matches(name.casefold(), names, n=1)
        return f"{parent}/{names[near[0]]}".lstrip("/") if near else None


class _Walker:
    def __init__(self, folder: SafeFolder) -> None:
        self.files: list[Found] = []
        self.findings: list[Finding] = []
        self.unreadable: list[Finding] = []
        self._folder = folder

    def walk(self, directory: str, prefix: str) -> None:
        waiting = [(directory, prefix)]
        while waiting:
            waiting += self._visit(*waiting.pop())

    def _visit(self, directory: str, prefix: str) -> list[tuple[str, str]]:
        """Take the files of one folder, and give the folders in it."""
        folders: list[tuple[str, str]] = []
        seen: dict[str, str] = {}
        for entry in self._entries(directory):
            relative = prefix + _nfc(entry.name)
            if fault := _name_fault(entry.name, relative) or _twin(relative, seen):
                self.findings.append(fault)
            elif _is_link(entry):
                self._take_link(entry, relative)
            elif entry.is_dir():
                folders.append((entry.path, f"{relative}/"))
            else:
                self._take(entry, relative)
        return folders

    def _entries(self, directory: str) -> list[_Entry]:
        try:
            return self._folder.listing(directory).entries
        except SiteError as refused:
            self.unreadable += refused.findings
            return []

    def _take_link(self, entry: _Entry, relative: str) -> None:
        if self._folder.follows(entry) and entry.is_file():
            self._add(relative, Path(_real(entry)))
        else:
            self.findings.append(warning("link_not_followed", relative, path=relative))

    def _take(self, entry: _Entry, relative: str) -> None:
        if entry.is_file():
            self._add(relative, Path(entry.path))
        else:
            self.findings.append(error("not_a_file", relative, path=relative))

    def _add(self, relative: str, file: Path) -> None:
        with suppress(FileNotFoundError):  # it went away since the folder was read
            status = file.stat()
            self.files.append(Found(relative, file, status.st_size, status.st_mtime_ns))
            if not os.access(file, os.R_OK):
                self.unreadable.append(error("unreadable_file", relative, path=relative))


def _name_fault(name: str, relative: str) -> Finding | None:
    if _UNSAFE.search(name):
        return error("name_characters", _shown(relative), name=_shown(name))
    if len(name.encode()) > MAX_NAME_BYTES or len(relative.encode()) > MAX_PATH_BYTES:
        return error("name_too_long", relative, limit=MAX_NAME_BYTES)
    if _CONFLICT.search(name):
        return error("conflict_copy", relative, original=_CONFLICT.sub("", relative))
    return None


def _twin(relative: str, seen: dict[str, str]) -> Finding | None:
    first = seen.setdefault(relative.casefold(), relative)
    return None if first is relative else error("names_alike", relative, other=first)


def _fault(relative: str) -> str | None:
    """The code of what is wrong with a path as it is written."""
    if len(relative) > MAX_PATH_BYTES:
        return "path_too_long"
    if _UNSAFE.search(relative):
        return "path_characters"
    depth = 0
    for part in relative.split("/"):
        depth += -1 if part == ".." else part not in ("", ".")
        if depth < 0:
            return "path_outside"
    return "path_outside" if relative.startswith("/") else None


def _parts(relative: str) -> list[str]:
    """The names of a faultless path, in NFC."""
    parts: list[str] = []
    for part in _nfc(relative).split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return parts


def _nfc(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _shown(name: str) -> str:
    """A name that can be printed on a line, whatever bytes it holds."""
    return _UNSAFE.sub("\ufffd", _nfc(name[:MAX_NAME_BYTES]))


def _visible_entries(folder: Path) -> list[_Entry]:
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        visible = (each for each in entries if _is_visible(each.name, folder.name))
        return sorted(visible, key=lambda each: each.name)
    return []


def _is_visible(name: str, parent: str) -> bool:
    return not _IGNORED.fullmatch(name) or (name == ".well-known" and parent == "static")


def _is_link(entry: _Entry) -> bool:
    return entry.is_symlink() or getattr(entry, "is_junction", bool)()


def _real(entry: _Entry) -> str:
    """The path of an entry of a real folder, with no link left in it."""
    return os.path.realpath(entry.path) if _is_link(entry) else entry.path
