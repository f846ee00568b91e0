"""Puts a rendered site into `output/` in one step: the old site or the new one, never half of each."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pelicasso.build.output.current import Current, examine, is_untouched
from pelicasso.build.output.digests import Digests
from pelicasso.build.output.durable import flush_folders
from pelicasso.build.output.exchange import exchange, heal
from pelicasso.build.output.lock import locked
from pelicasso.build.output.machine import machine_error
from pelicasso.build.output.record import RECORD, Record
from pelicasso.build.output.spare import Body, Spare, Target
from pelicasso.build.output.tree import is_folder, parents
from pelicasso.schema import Finding, SiteError, error, warning
from pelicasso.site.reader import FILE as SITE_FILE

OUTPUT = "output"
WORK = ".pelicasso"
_UNSAFE = re.compile(r"/\.{0,2}/|\0" + (r"|[\\:]" if os.name == "nt" else ""))
_NAMED = 5
_TAGS = {
    ".gitignore": "*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Pelicasso works here; the folder can be deleted and needs no backup, the next build makes it anew.\n",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of each file of the site (paths below `output/`), and warnings about files not ours."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    findings: tuple[Finding, ...]


class Output:
    """The folder `output/` of one site, held by one command at a time: get it from `Output.locked`."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._work = site / WORK
        self.folder = site / OUTPUT
        self._spare = Spare(self._work / "spare", self.folder)
        self._aside = self._work / "previous"

    @classmethod
    @contextmanager
    def locked(cls, site: Path, wait: float = 30) -> Iterator[Self]:
        """Keep other builds out (after `wait` seconds in vain: refused) and heal what a killed one left."""
        output = cls(site.absolute())
        with ExitStack() as stack:
            with output._machine_told():
                output._open_work()
                stack.enter_context(locked(output._work / "lock", wait))
                heal(output._spare.folder, output.folder, output._aside)
            yield output

    def previous(self) -> Record | None:
        """The record of the site in `output/`, None while there is none; a folder not ours is refused."""
        with self._machine_told():
            if not _exists_as_folder(self.folder):
                return None
            record = Record.read(self.folder)
            if record is None and not is_untouched(self.folder):
                raise SiteError(error("output_not_ours", OUTPUT), exit_code=3)
            return record

    def publish(self, files: Mapping[str, Body], accounts: Mapping[str, str] | None = None) -> Changes:
        """Make `output/` hold these files: path below it (slashes, NFC) → bytes, or a file to copy.

        `accounts` are where money that the site asks for arrives; one that was another before is told.
        """
        _refuse_unsafe(files)
        old = self.previous() or Record({})
        with self._machine_told():
            digests = Digests(self._work / "digests.json")
            new = Record({path: _digest(body, digests) for path, body in files.items()}, accounts or {})
            bodies = {**files, RECORD: new.to_bytes()}
            wanted = {**new.files, RECORD: _digest(bodies[RECORD], digests)}
            current = examine(self.folder, old.files, wanted, digests)
            _refuse_conflicts(current, wanted)
            if current.intact.keys() == wanted.keys():
                digests.save()
            else:
                self._replace(_target(current, bodies, wanted), digests)
        return _changes(old, new, current)

    def _replace(self, target: Target, digests: Digests) -> None:
        size = target.size
        try:
            for path, status in self._spare.become(target).items():
                digests.note(f"{OUTPUT}/{path}", status, target.written[path][1])
            digests.save()
            self._swap()
        except OSError as cause:
            self._spare.remove()
            raise machine_error(self._site, cause, size) from cause
        flush_folders([self._site, self._work])

    def _swap(self) -> None:
        if os.path.lexists(self.folder):
            exchange(self._spare.folder, self.folder, self._aside)
        else:
            self._spare.folder.rename(self.folder)

    def _open_work(self) -> None:
        if not _exists_as_folder(self._work):
            self._work.mkdir(exist_ok=True)
        for name, text in _TAGS.items():
            if not (self._work / name).exists():
                (self._work / name).write_text(text, encoding="utf-8")

    @contextmanager
    def _machine_told(self) -> Iterator[None]:
        try:
            yield
        except OSError as cause:
            raise machine_error(self._site, cause) from cause


def _exists_as_folder(path: Path) -> bool:
    if not os.path.lexists(path):
        return False
    if not is_folder(path.lstat()):
        raise SiteError(error("output_not_folder", path.name), exit_code=3)
    return True


def _refuse_unsafe(files: Mapping[str, Body]) -> None:
    folders = parents(files)
    unsafe = [path for path in files if path in folders or path == RECORD or _UNSAFE.search(f"/{path}/")]
    if unsafe:
        raise SiteError(*(error("output_bad_address", f"{OUTPUT}/{path}") for path in unsafe))


def _refuse_conflicts(current: Current, wanted: Mapping[str, str]) -> None:
    if conflicts := current.conflicts(wanted):
        raise SiteError(*(error("output_conflict", f"{OUTPUT}/{path}") for path in conflicts), exit_code=3)


def _digest(body: Body, digests: Digests) -> str:
    if isinstance(body, bytes):
        return hashlib.sha256(body).hexdigest()
    return digests.of(str(body), body, body.stat())


def _target(current: Current, bodies: Mapping[str, Body], wanted: Mapping[str, str]) -> Target:
    return Target(
        kept={**current.foreign, **current.intact},
        written={path: (bodies[path], wanted[path]) for path in bodies.keys() - current.intact.keys()},
        folders=current.foreign_folders,
    )


def _changes(before: Record, after: Record, current: Current) -> Changes:
    old, new = before.files, after.files
    both = sorted(old.keys() & new.keys())
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(path for path in both if old[path] != new[path]),
        removed=tuple(sorted(old.keys() - new.keys())),
        unchanged=tuple(path for path in both if old[path] == new[path]),
        findings=(
            *_diverted(before.accounts, after.accounts),
            *_named("output_foreign", list(current.foreign)),
            *_named("output_edited", current.edited),
        ),
    )


def _diverted(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Finding]:
    """Accounts that changed: whoever can write to the site can send its gifts elsewhere."""
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield warning("account_changed", SITE_FILE, name=name, before=old[name], after=new[name])
    for name in sorted(new.keys() - old.keys()) if old else ():
        yield warning("account_added", SITE_FILE, name=name, after=new[name])


def _named(code: str, paths: list[str]) -> list[Finding]:
    if not paths:
        return []
    more = ", …" if len(paths) > _NAMED else ""
    return [warning(code, OUTPUT, count=len(paths), names=", ".join(sorted(paths)[:_NAMED]) + more)]
