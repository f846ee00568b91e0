"""The spare tree: the next site, made of the old one's own files wherever nothing changed."""

from __future__ import annotations

import errno
import filecmp
import hashlib
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from pelicasso.build.output.durable import flush
from pelicasso.build.output.tree import Tree, is_folder, parents, scan

Body = bytes | Path
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Target:
    """A tree to reach: files kept from the old one, files to write with their hash, folders even if empty."""

    kept: Mapping[str, os.stat_result]
    written: Mapping[str, tuple[Body, str]]
    folders: set[str]

    @property
    def size(self) -> int:
        """Bytes to write."""
        bodies = [body for body, _ in self.written.values()]
        return sum(each.stat().st_size if isinstance(each, Path) else len(each) for each in bodies)


class Spare:
    """A folder that shares its inodes with `output`: a changed file is a new one, never written in place."""

    def __init__(self, folder: Path, output: Path) -> None:
        self.folder = folder
        self._output = output
        self._touched: set[str] = set()
        self._fresh: list[Path] = []

    def become(self, target: Target) -> dict[str, os.stat_result]:
        """Make the folder the target, safe on the disk; return the status of each written file."""
        self._open()
        have = scan(self.folder)
        wanted = target.folders | parents([*target.kept, *target.written])
        kept = self._discard(have, target, wanted)
        for folder in sorted(wanted - have.folders):
            self._touch(folder).mkdir()
        for path in target.kept.keys() - kept:
            self._keep(path, target.kept[path])
        statuses = {path: self._write(path, *each) for path, each in target.written.items()}
        self._close(wanted)
        return statuses

    def remove(self) -> None:
        """Give the room back, after a failure that is told anyway."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _open(self) -> None:
        if os.path.lexists(self.folder) and not is_folder(self.folder.lstat()):
            self.folder.unlink()
        self.folder.mkdir(exist_ok=True)

    def _close(self, wanted: set[str]) -> None:
        mode = stat.S_IMODE(self._output.stat().st_mode) if self._output.exists() else None
        if mode is not None and mode != stat.S_IMODE(self.folder.stat().st_mode):
            self.folder.chmod(mode)
        folders = [self.folder / path for path in self._touched & {"", *wanted}]
        flush(self._fresh, folders, self.folder)

    def _touch(self, path: str) -> Path:
        self._touched.add(path.rpartition("/")[0])
        return self.folder / path

    def _discard(self, have: Tree, target: Target, wanted: set[str]) -> set[str]:
        """Remove whatever is not a file to keep or a wanted folder; return the files that are in place."""
        kept = set()
        for path, status in have.files.items():
            if path in target.kept and self._is_same(path, status, target.kept[path]):
                kept.add(path)
            else:
                self._touch(path).unlink()
        for folder in sorted(have.folders - wanted, reverse=True):
            self._touch(folder).rmdir()
        return kept

    def _is_same(self, path: str, mine: os.stat_result, theirs: os.stat_result) -> bool:
        if os.path.samestat(mine, theirs):
            return True
        if not stat.S_ISREG(mine.st_mode) or mine.st_mtime_ns != theirs.st_mtime_ns or self._can_link:
            return False
        return filecmp.cmp(self.folder / path, self._output / path, shallow=False)

    @cached_property
    def _can_link(self) -> bool:
        """Whether the file system knows hard links (a USB stick often does not)."""
        source, probe = (self.folder.with_name(name) for name in ("link-source", "link-probe"))
        probe.unlink(missing_ok=True)
        source.touch()
        try:
            probe.hardlink_to(source)
        except OSError:
            return False
        else:
            return True
        finally:
            probe.unlink(missing_ok=True)
            source.unlink()

    def _keep(self, path: str, status: os.stat_result) -> None:
        """Share the file with the old tree; where links are refused, a copy with the same time must do."""
        source, place = self._output / path, self._touch(path)
        if stat.S_ISLNK(status.st_mode):
            place.symlink_to(source.readlink())
            return
        try:
            place.hardlink_to(source)
        except OSError:
            self._copy(source, place, status)

    def _copy(self, source: Path, place: Path, status: os.stat_result) -> None:
        shutil.copyfile(source, place)
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
        self._fresh.append(place)

    def _write(self, path: str, body: Body, digest: str) -> os.stat_result:
        place = self._touch(path)
        with open(place, "xb") as file:
            if isinstance(body, bytes):
                file.write(body)
            elif _stream(body, file) != digest:
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), str(body))
            file.flush()
            self._fresh.append(place)
            return os.fstat(file.fileno())


def _stream(source: Path, into: IO[bytes]) -> str:
    """Copy a file of any size; return the hash of what was copied."""
    copied = hashlib.sha256()
    with open(source, "rb") as file:
        while chunk := file.read(_CHUNK):
            copied.update(chunk)
            into.write(chunk)
    return copied.hexdigest()
