from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from pelicasso.build.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "texts.sqlite"


def filled(file: Path, **texts: str) -> None:
    store = Store(file)
    for key, said in texts.items():
        store.keep(key, said)
    store.close()


def told(file: Path, *keys: str) -> list[str]:
    store = Store(file)
    found = [store.get(each) for each in keys]
    store.close(keys)
    return found


def test_what_is_kept_is_there_the_next_time(file: Path) -> None:
    filled(file, a="été\n« 1 »", b="2")
    assert told(file, "a", "b", "c") == ["été\n« 1 »", "2", ""]


def test_what_is_no_longer_used_is_forgotten(file: Path) -> None:
    filled(file, a="1", b="2")
    told(file, "b")
    assert told(file, "a", "b") == ["", "2"]


def test_nothing_is_forgotten_by_a_build_that_failed(file: Path) -> None:
    filled(file, a="1")
    Store(file).close(None)
    assert told(file, "a") == ["1"]


def test_git_keeps_out_of_it(file: Path) -> None:
    filled(file, a="1")
    assert (file.parent / ".gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_made_anew(file: Path, content: bytes) -> None:
    filled(file, a="1")
    file.write_bytes(content)
    filled(file, b="2")
    assert told(file, "a", "b") == ["", "2"]


@pytest.mark.parametrize("page", range(6))
def test_a_file_that_broke_inside_gives_what_is_whole_and_is_made_anew(file: Path, page: int) -> None:
    said = {f"{number:032}": "é" * 900 for number in range(9)}
    filled(file, **said)
    content = bytearray(file.read_bytes())
    content[page * 4096 + 50 : page * 4096 + 2000] = b"\xff" * 1950
    file.write_bytes(content)
    assert set(told(file, *said)) <= {"é" * 900, ""}
    filled(file, **said)
    assert told(file, *said) == list(said.values())


def test_a_file_that_another_build_holds_is_let_be(file: Path) -> None:
    first = Store(file)
    first.keep("a", "1")
    second = Store(file)
    second.keep("b", "2")
    assert second.get("b") == ""
    second.close([])
    first.close()
    assert told(file, "a", "b") == ["1", ""]


def test_a_place_that_cannot_be_written_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file", encoding="utf-8")
    filled(tmp_path / "kept" / "texts.sqlite", a="1")
    assert (tmp_path / "kept").read_text("utf-8") == "a file"


def test_a_python_without_sqlite_keeps_nothing(file: Path) -> None:
    with patch.dict("sys.modules", {"sqlite3": None}):
        filled(file, a="1")
    assert not file.exists()
