"""Two folders trade places, or nothing happens; what a killed exchange left is put back."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pelicasso.build.output import exchange
from pelicasso.build.output.exchange import heal


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    for name in ("spare", "output"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(name)
    return tmp_path / "spare", tmp_path / "output", tmp_path / "aside"


def names(folders: tuple[Path, Path, Path]) -> list[str | None]:
    return [(each / "name").read_text() if each.exists() else None for each in folders]


def answering(code: int) -> object:
    return lambda: lambda *_: code


def test_the_folders_trade_places(folders: tuple[Path, Path, Path]) -> None:
    exchange.exchange(*folders)
    assert names(folders) == ["output", "spare", None]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, None])
def test_a_system_that_can_not_exchange_renames(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, code: int | None
) -> None:
    monkeypatch.setattr(exchange, "_system_call", answering(code) if code else lambda: None)
    exchange.exchange(*folders)
    assert names(folders) == ["output", "spare", None]


def test_a_refused_exchange_names_the_output(folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_system_call", answering(errno.EBUSY))
    with pytest.raises(OSError, match="output") as caught:
        exchange.exchange(*folders)
    assert caught.value.errno == errno.EBUSY
    assert names(folders) == ["spare", "output", None]


def test_a_refused_second_rename_undoes_the_first(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def refuse_spare(self: Path, target: Path) -> Path:
        if self.name == "spare":
            raise PermissionError(errno.EACCES, "held open", str(self))
        return rename(self, target)

    monkeypatch.setattr(exchange, "_system_call", lambda: None)
    monkeypatch.setattr(Path, "rename", refuse_spare)
    with pytest.raises(PermissionError):
        exchange.exchange(*folders)
    assert names(folders) == ["spare", "output", None]


def test_a_killed_exchange_is_put_right(folders: tuple[Path, Path, Path]) -> None:
    spare, output, aside = folders
    output.rename(aside)
    heal(*folders)
    assert names(folders) == ["spare", "output", None]
    output.rename(aside)
    spare.rename(output)
    heal(*folders)
    assert names(folders) == ["output", "spare", None]


def test_an_output_put_back_by_hand_wins(folders: tuple[Path, Path, Path]) -> None:
    folders[2].mkdir()
    heal(*folders)
    assert names(folders) == ["spare", "output", None]
