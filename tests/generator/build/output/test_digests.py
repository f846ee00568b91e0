"""A file is read again whenever it may have changed, and only then."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from pelicasso.build.output.digests import Digests


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_bytes(b"one")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    return file


def digest(store: Path, file: Path) -> str:
    digests = Digests(store)
    found = digests.of("page.html", file, file.stat())
    digests.save()
    return found


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_settled_file_is_read_once(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert digest(tmp_path / "store.json", file) == sha256(b"one")
    monkeypatch.setattr(hashlib, "file_digest", None)
    assert digest(tmp_path / "store.json", file) == sha256(b"one")
    assert digest(tmp_path / "store.json", file) == sha256(b"one")


@pytest.mark.parametrize(("content", "time"), [(b"two", 1_000_000_001), (b"three", 1_000_000_000)])
def test_another_time_or_size_is_read_again(tmp_path: Path, file: Path, content: bytes, time: int) -> None:
    digest(tmp_path / "store.json", file)
    file.write_bytes(content)
    os.utime(file, (time, time))
    assert digest(tmp_path / "store.json", file) == sha256(content)


def test_another_file_of_the_same_time_and_size_is_read(tmp_path: Path, file: Path) -> None:
    digest(tmp_path / "store.json", file)
    (tmp_path / "other").write_bytes(b"two")
    os.utime(tmp_path / "other", (1_000_000_000, 1_000_000_000))
    (tmp_path / "other").replace(file)
    assert digest(tmp_path / "store.json", file) == sha256(b"two")


def test_a_file_written_just_now_is_read_again(tmp_path: Path, file: Path) -> None:
    os.utime(file)
    time = file.stat().st_mtime_ns
    digest(tmp_path / "store.json", file)
    with open(file, "r+b") as same:
        same.write(b"two")
    os.utime(file, ns=(time, time))
    assert digest(tmp_path / "store.json", file) == sha256(b"two")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"page.html": 3}', b'{"page.html": [1]}', b"\xff"])
def test_a_damaged_store_is_made_anew(tmp_path: Path, file: Path, content: bytes) -> None:
    (tmp_path / "store.json").write_bytes(content)
    assert digest(tmp_path / "store.json", file) == sha256(b"one")


def test_a_store_that_can_not_be_written_leaves_nothing(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, _: str) -> int:
        self.touch()
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="full"):
        digest(tmp_path / "store.json", file)
    assert [each.name for each in tmp_path.iterdir()] == ["page.html"]
