"""Every change of a file that counts is told, those of others never, whatever comes, goes or is replaced."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest

from pelicasso.serve import watcher
from pelicasso.serve.watcher import Watcher

PROBE = "content/probe.md"


class Watched:
    """A site that is watched, and what was told of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: SimpleQueue[set[str]] = SimpleQueue()
        self.unseen: list[Exception] = []

    @contextmanager
    def watching(self, *more: Path) -> Iterator[None]:
        with Watcher(self.folder, self.told.put, self.unseen.append, more):
            yield

    def write(self, path: str, text: str = "x") -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def write_later(self, path: str) -> None:
        """Write as if in a minute: who looks by himself tells times by the second."""
        self.write(path, "y")
        soon = (self.folder / path).stat().st_mtime + 60
        os.utime(self.folder / path, (soon, soon))

    def hears(self, *names: str) -> bool:
        """Say whether one of these is told before nothing was told for ten seconds."""
        try:
            while self.told.get(timeout=10).isdisjoint(names):
                pass
        except Empty:
            return False
        return True

    def is_watched(self, path: str) -> bool:
        """Say whether changes of a file come to be told by its name, though the watch may still have to be opened."""
        for count in range(100):
            self.write(path, str(count))
            with suppress(Empty):
                while True:
                    if path in self.told.get(timeout=0.1):
                        return True
        return False

    def heard_until_probed(self) -> set[str]:
        """Everything that is told before a change made now."""
        self.write(PROBE)
        heard: set[str] = set()
        while PROBE not in heard:
            heard |= self.told.get(timeout=10)
        return heard - {PROBE}


@pytest.fixture
def site(tmp_path: Path) -> Watched:
    # Under a hidden folder, as many people's synchronised folders are.
    made = Watched(tmp_path / ".cloud" / "site")
    made.write("site.yaml")
    made.write("content/pages/a.md")
    return made


def test_changes_of_the_site_are_told_by_name(site: Watched) -> None:
    with site.watching():
        for name in ("content/pages/a.md", "site.yaml", "content/pages/new.md"):
            site.write(name)
            assert site.hears(name)
        (site.folder / "content/pages/a.md").unlink()
        assert site.hears("content/pages/a.md")


def test_a_folder_that_appears_is_told_and_so_is_what_changes_in_it(site: Watched) -> None:
    with site.watching():
        for name in ("content/new/deep/b.md", "content/static/.well-known/security.txt"):
            site.write(name)
            folder = "/".join(name.split("/")[:2])
            assert site.hears(name, folder)
            site.heard_until_probed()
            site.write(name, "y")
            assert site.hears(name)


def test_a_file_that_is_replaced_at_once_is_told_each_time(site: Watched) -> None:
    with site.watching():
        for name in ("site.yaml", "site.yaml", "content/pages/a.md", "content/pages/a.md"):
            site.write("temporary")
            (site.folder / "temporary").replace(site.folder / name)
            assert site.hears(name)


def test_what_does_not_count_is_not_told(site: Watched) -> None:
    with site.watching():
        for name in (
            "output/index.html",
            ".pelicasso/lock",
            ".git/index",
            "notes.txt",
            "content/.a.md.swp",
            "content/a.md~",
            "content/~$lettre.docx",
            "content/.git/x",
        ):
            site.write(name)
        assert {each for each in site.heard_until_probed() if each not in ("content", "content/pages")} == set()


def test_reading_is_no_change(site: Watched) -> None:
    with site.watching():
        (site.folder / "content/pages/a.md").read_text()
        list((site.folder / "content").rglob("*"))
        assert site.heard_until_probed() == set()


def test_a_folder_that_appears_later_is_watched(site: Watched) -> None:
    with site.watching():
        site.write("overrides/static/site.css")
        assert site.hears("overrides")
        assert site.is_watched("overrides/static/site.css")


def test_a_folder_that_is_replaced_is_watched_anew(site: Watched) -> None:
    with site.watching():
        shutil.copytree(site.folder / "content", site.folder / "other")
        (site.folder / "content").rename(site.folder / "old")
        (site.folder / "other").rename(site.folder / "content")
        assert site.is_watched("content/pages/a.md")
        site.heard_until_probed()
        site.write("old/pages/a.md", "y")
        assert site.heard_until_probed() == set()


def test_a_site_that_vanishes_and_comes_back_is_watched_anew(site: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "SECONDS", 0.02)
    with site.watching():
        shutil.rmtree(site.folder)
        site.told.get(timeout=10)
        site.write("site.yaml")
        assert site.is_watched("content/pages/a.md")
    assert site.unseen == []


def test_themes_and_rooms_of_a_checkout_are_watched_without_their_code(site: Watched, tmp_path: Path) -> None:
    themes = tmp_path / "themes"
    themes.mkdir()
    with site.watching(themes):
        for name in ("tokens.css", "room.py", "__pycache__/room.cpython-311.pyc"):
            (themes / name).parent.mkdir(exist_ok=True)
            (themes / name).write_text("x")
        assert site.hears("themes/tokens.css")
        assert site.heard_until_probed() == set()


@pytest.mark.parametrize("problem", [OSError("OS file watch limit reached"), RuntimeError("inotify")])
def test_where_the_system_tells_nothing_it_looks_by_itself_and_says_so(
    site: Watched, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    real: Any = watcher.RustNotify

    def used_up(paths: list[str], debug: bool, polls: bool, *more: Any) -> Any:
        if not polls:
            raise problem
        return real(paths, debug, polls, *more)

    monkeypatch.setattr(watcher, "RustNotify", used_up)
    monkeypatch.setattr(watcher, "SECONDS", 0.05)
    with site.watching():
        site.write_later("content/pages/a.md")
        assert site.hears("content/pages/a.md")
    assert site.unseen == [problem]


def test_where_the_watch_fails_later_it_looks_by_itself(site: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = RuntimeError("no watch for this folder")
    real: Any = watcher.RustNotify

    class Failing:
        """The watch of the folders inside fails once asked."""

        def __init__(
            self, paths: list[str], debug: bool, polls: bool, delay: int, recursive: bool, denied: bool
        ) -> None:
            self.fails = recursive and not polls
            self.real = real(paths, debug, polls, delay, recursive, denied)

        def __enter__(self) -> Failing:
            return self

        def __exit__(self, *_: object) -> None:
            self.real.close()

        def watch(self, *values: Any) -> Any:
            if self.fails:
                raise problem
            return self.real.watch(*values)

    monkeypatch.setattr(watcher, "RustNotify", Failing)
    monkeypatch.setattr(watcher, "SECONDS", 0.05)
    with site.watching():
        assert site.told.get(timeout=10) == set()
        site.write_later("content/pages/a.md")
        assert site.hears("content/pages/a.md")
    assert site.unseen == [problem]


def test_it_ends_while_the_site_is_gone(site: Watched) -> None:
    with site.watching():
        shutil.rmtree(site.folder)
        site.told.get(timeout=10)
