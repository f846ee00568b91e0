"""A build with nothing to do: a scan tells, before anything heavy is imported."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from pelicasso.build.confinement.outcome import Outcome
from pelicasso.site.data import data_folder
from pelicasso.site.day import today

if TYPE_CHECKING:
    from pelicasso.site.model import Site

STATE = ".pelicasso/last_build.json"
OUTPUT = "output"
TICK = 20_000_000
"""Nanoseconds: what changed less than that before the state was written may have changed after it was read, too."""
GIT = (".git/HEAD", ".git/logs/HEAD", ".git/shallow")
CODE = Path(__file__).resolve().parents[1]


class LastBuild:
    """What the last build of a site was made of: its files, the code, the day and what was asked.

    Each file is known by its time of change and its size, as git does.
    """

    def __init__(self, folder: Path, day: str | None, url: str | None) -> None:
        self._folder = Path(os.path.realpath(folder))
        self._day = day
        self._url = url
        self._before = ""

    def outcome(self) -> Outcome | None:
        """What came of the last build, when another would change nothing."""
        self._before, newest = self._inputs()
        try:
            state = json.loads((self._folder / STATE).read_bytes())
            written = (self._folder / STATE).stat().st_mtime_ns
            same = state["inputs"] == self._before and newest < written - TICK and state["url"] == self._url
            if same and state["day"] == today(state["timezone"], self._day).isoformat():
                return _told(state) if state["output"] == self._output() else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return None

    def keep(self, outcome: Outcome, site: Site) -> None:
        """Note what a build was made of, unless a file changed meanwhile; a folder that can't be written is let be."""
        after, _ = self._inputs()
        if after != self._before:
            return
        told = replace(outcome, touched=0, vanished_count=0, vanished=())
        state = {
            "inputs": after,
            "output": self._output(),
            "url": self._url,
            "day": site.day.isoformat(),
            "timezone": site.timezone.key,
            "outcome": told.to_bytes().decode("ascii"),
        }
        try:
            (self._folder / STATE).write_text(json.dumps(state), "ascii")
        except OSError:
            return

    def _inputs(self) -> tuple[str, int]:
        """A digest of all that a build reads, and when the newest file of the site changed."""
        mine = list(_stamps(self._folder, skipped=(OUTPUT,)))
        others = [*_repository(self._folder), *(each for part in _code() for each in _stamps(part))]
        return _digest([*mine, *others, (sys.version, 0, 0)]), max((each[1] for each in mine), default=0)

    def _output(self) -> str:
        return _digest(list(_stamps(self._folder / OUTPUT)))


def _told(state: dict[str, str]) -> Outcome:
    return Outcome.of_bytes(state["outcome"].encode("ascii"))


def _code() -> Iterator[Path]:
    """Where the code, the rooms and the themes stand, and the libraries by their versions."""
    yield CODE
    yield data_folder("themes")
    for each in filter(None, sys.path):
        path = Path(each)
        if path.name in ("site-packages", "dist-packages") or (path / "pelicasso_plugins").is_dir():
            yield path / "pelicasso_plugins"
            yield from path.glob("*.dist-info/RECORD")


def _repository(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The state of git, which dates the last changes."""
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            for name in GIT:
                yield from _stamps(parent / name)
            return


def _stamps(place: Path, skipped: tuple[str, ...] = ()) -> Iterator[tuple[str, int, int]]:
    """The path, the time of change in nanoseconds and the size of each file; hidden ones at the top are left out."""
    if place.is_dir():
        for each in os.scandir(place):
            if each.name not in skipped and not each.name.startswith("."):
                yield from _below(each)
    elif place.exists():
        found = place.stat()
        yield str(place), found.st_mtime_ns, found.st_size


def _below(entry: os.DirEntry[str]) -> Iterator[tuple[str, int, int]]:
    place = Path(entry.path) if entry.is_symlink() else entry
    if place.is_dir() and not (entry.is_symlink() and _goes_round(entry.path)):
        if entry.name != "__pycache__":
            for each in os.scandir(entry.path):
                yield from _below(each)
    else:
        found = entry.stat(follow_symlinks=place.is_file())
        yield entry.path, found.st_mtime_ns, found.st_size


def _goes_round(link: str) -> bool:
    return f"{link}{os.sep}".startswith(f"{os.path.realpath(link).rstrip(os.sep)}{os.sep}")


def _digest(stamps: list[tuple[str, int, int]]) -> str:
    return blake2b(repr(sorted(stamps)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
