"""Says which files of a site changed, as soon as the system does, and costs next to nothing while none do."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from threading import Event, Thread

from watchfiles import Change
from watchfiles._rust_notify import RustNotify

from pelicasso.site.reader import FILE

FOLDERS = ("content", "overrides")
TOGETHER_MS = 200
"""Changes that follow each other are told together, but not later than this."""
STEP_MS = 5
"""How often is looked while someone writes: an edit is told after two looks that saw the same."""
IDLE_STEP_MS = 20
SLOW_STEP_MS = 50
ATTENTION_MS = 120_000
"""So long after a change someone is taken to write on."""
SECONDS = 1.0
"""How often is looked for a folder that vanished, or for changes that the system does not tell."""
ENDS = ("stop", "signal")

Changes = set[tuple[int, str]]
"""The kind of each change, as `Change` numbers them, and the path."""


class Watcher:
    """Tells what changed in `site.yaml`, `content/`, `overrides/` and in the folders `more`, until it is left.

    There are two watches: one on the site's folder itself and not on what is in its folders, so that `output/` and
    `.venv/` cost nothing, and one on the folders that count. Names are relative to the site's folder, or to the one
    that holds a folder of `more`; no name at all means that anything may have changed. `unseen` hears why the system
    tells nothing, which is then asked again and again.
    """

    def __init__(
        self,
        folder: Path,
        changed: Callable[[set[str]], None],
        unseen: Callable[[Exception], None],
        more: Sequence[Path] = (),
    ) -> None:
        self._folder = Path(os.path.realpath(folder))
        self._more = [Path(os.path.realpath(each)) for each in more]
        self._changed = changed
        self._unseen = unseen
        self._polls = False
        self._opened, self._stopped, self._done = Event(), Event(), Event()
        self._thread = Thread(target=self._run, name="watcher", daemon=True)

    def __enter__(self) -> Watcher:
        self._thread.start()
        self._opened.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._done = Event()
            if self._stopped.is_set():
                return
            try:
                self._follow(self._roots())
            except FileNotFoundError:
                self._stopped.wait(SECONDS)
            except (OSError, RuntimeError) as problem:
                self._poll(problem)

    def _follow(self, roots: dict[Path, tuple[int, int]]) -> None:
        """Watch until a folder came, went or was replaced by another."""

        def hear(changes: Changes) -> None:
            self._tell({each for each in changes if PurePath(each[1]).name in (FILE, *FOLDERS)})
            if self._roots() != roots or any(self._is_new(each) for each in changes):
                self._done.set()

        inner = [each for each in roots if each != self._folder]
        with self._watch(self._folder, recursive=False) as own, self._watch(*inner, recursive=True) as folders:
            if self._roots() != roots:
                return
            self._tell_opened()
            thread = Thread(target=self._listen, args=(folders, IDLE_STEP_MS, self._tell), name="watcher of folders")
            thread.start()
            self._listen(own, SLOW_STEP_MS, hear)
            thread.join()

    def _roots(self) -> dict[Path, tuple[int, int]]:
        """The folders that are there, with what tells them from others of the same name."""
        found: dict[Path, tuple[int, int]] = {}
        for each in (self._folder, *(self._folder / name for name in FOLDERS), *self._more):
            with suppress(OSError):
                status = each.stat()
                found[each] = (status.st_dev, status.st_ino)
        return found

    def _is_new(self, change: tuple[int, str]) -> bool:
        """Say whether a watched folder came or went: one that comes at once may be given the number of the old one."""
        kind, path = change
        folders = (self._folder, *(self._folder / name for name in FOLDERS))
        return kind != Change.modified and Path(path) in folders

    def _watch(self, *paths: Path, recursive: bool) -> RustNotify:
        return RustNotify([str(each) for each in paths], False, self._polls, int(SECONDS * 1000), recursive, True)

    def _listen(self, watch: RustNotify, step: int, hear: Callable[[Changes], None]) -> None:
        """Hear changes until all is done; when one watch ends, so does the other."""
        pace = step
        try:
            while (found := watch.watch(TOGETHER_MS, pace, ATTENTION_MS, self._done)) not in ENDS:
                pace = step if isinstance(found, str) else STEP_MS
                if not isinstance(found, str):
                    hear(found)
        except (OSError, RuntimeError) as problem:
            self._poll(problem)
        finally:
            self._done.set()

    def _poll(self, problem: Exception) -> None:
        """The system can't tell of changes, as its watches are used up: look for them."""
        if not self._polls:
            self._unseen(problem)
        self._polls = True
        self._stopped.wait(SECONDS)

    def _tell_opened(self) -> None:
        if self._opened.is_set():
            self._changed(set())
        self._opened.set()

    def _tell(self, changes: Changes) -> None:
        if names := {name for _, each in changes if (name := self._name(Path(each)))}:
            self._changed(names)

    def _name(self, path: Path) -> str | None:
        """The name of a file that counts: no leftover of an editor, nothing hidden, no code."""
        for root in (self._folder, *(each.parent for each in self._more)):
            if path.is_relative_to(root):
                relative = path.relative_to(root)
                return relative.as_posix() if all(map(_counts, relative.parts)) else None
        return None


def _counts(name: str) -> bool:
    is_hidden = name.startswith((".", "~$")) and name != ".well-known"
    return not is_hidden and name != "__pycache__" and not name.endswith(("~", ".py", ".pyc"))
