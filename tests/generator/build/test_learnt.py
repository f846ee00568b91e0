from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from pelicasso.build.learnt import CACHE, Learnt
from pelicasso.kit.testing import write_site
from pelicasso.site.model import Site
from pelicasso.site.paths import Found, SafeFolder
from pelicasso.site.reader import read_site


class Reader:
    """Counts how often a file is read."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, file: BinaryIO) -> dict[str, int]:
        self.times += 1
        return {"bytes": len(file.read())}


def site(folder: Path, *, trusted: bool = True) -> tuple[Site, Found]:
    write_site(folder, {"documents/a.pdf": b"12345"})
    found = next(each for each in SafeFolder(folder).walk("content").files if each.path.endswith("a.pdf"))
    return read_site(folder, {}, day="2026-11-24", trusted=trusted)[0], found


def learn(made: Site, found: Found, read: Reader, what: str = "size") -> dict[str, int]:
    learnt = Learnt(made)
    value: dict[str, int] = learnt.of(found, what, read)
    learnt.save()
    return value


def test_a_file_is_read_once_for_its_content(tmp_path: Path) -> None:
    made, found = site(tmp_path)
    read = Reader()
    assert learn(made, found, read) == learn(made, found, read) == {"bytes": 5}
    assert read.times == 1


def test_another_content_and_another_question_are_read_anew(tmp_path: Path) -> None:
    made, found = site(tmp_path)
    read = Reader()
    learn(made, found, read)
    learn(made, found, read, "size 2")
    found.absolute.write_bytes(b"123456")
    assert learn(made, found, read, "size 2") == {"bytes": 6}
    assert read.times == 3


def test_of_a_strangers_site_nothing_is_kept_and_nothing_believed(tmp_path: Path) -> None:
    made, found = site(tmp_path)
    learn(made, found, Reader())
    stranger, found = site(tmp_path, trusted=False)
    read = Reader()
    learn(stranger, found, read)
    assert read.times == 1


@pytest.mark.parametrize("kept", [b"", b"[1]", b"{", b"\xff"])
def test_a_damaged_note_is_written_again(tmp_path: Path, kept: bytes) -> None:
    made, found = site(tmp_path)
    learn(made, found, Reader())
    note = tmp_path / CACHE / "learnt.json"
    note.write_bytes(kept)
    read = Reader()
    assert learn(made, found, read) == {"bytes": 5}
    assert read.times == 1


def test_what_is_not_used_any_more_is_forgotten(tmp_path: Path) -> None:
    made, found = site(tmp_path)
    learn(made, found, Reader(), "old")
    learn(made, found, Reader(), "new")
    assert b"old" not in (tmp_path / CACHE / "learnt.json").read_bytes()
