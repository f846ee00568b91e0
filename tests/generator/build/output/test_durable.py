"""What must be on the disk is asked for: file by file, or all at once where that is quicker."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pelicasso.build.output import durable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX inode numbers of folders")


class Library:
    def __init__(self, answer: int) -> None:
        self.answer = answer
        self.calls = 0

    def syncfs(self, descriptor: int) -> int:
        os.fstat(descriptor)
        self.calls += 1
        return self.answer


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: seen.append(os.fstat(descriptor).st_ino))
    return seen


@pytest.mark.parametrize(("count", "answer", "at_once"), [(3, 0, False), (100, 0, True), (100, -1, False)])
def test_every_file_and_folder_is_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flushed: list[int], count: int, answer: int, at_once: bool
) -> None:
    library = Library(answer)
    monkeypatch.setattr(durable, "_library", lambda: library)
    files = [tmp_path / str(number) for number in range(count)]
    for file in files:
        file.touch()
    durable.flush(files, [tmp_path], tmp_path)
    expected = [each.stat().st_ino for each in (*files, tmp_path)]
    assert flushed == ([] if at_once else expected)
    assert library.calls == (count > 50)


def failing(code: int) -> object:
    def fsync(_: int) -> None:
        raise OSError(code, os.strerror(code))

    return fsync


def test_a_share_that_flushes_no_folder_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    durable.flush_folders([tmp_path])


def test_a_disk_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    with pytest.raises(OSError, match=tmp_path.name):
        durable.flush_folders([tmp_path])
