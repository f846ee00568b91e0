"""What the machine refuses is said with the file as the person knows it, and in whole mebibytes."""

from __future__ import annotations

import errno
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from pelicasso.build.output.machine import machine_error

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(
    ("file", "said"),
    [("site/output/a b.html", "output/a b.html"), ("outside.jpg", "{}/outside.jpg"), (None, "output")],
)
def test_the_file_is_named_from_the_site(tmp_path: Path, file: str | None, said: str) -> None:
    failure = machine_error(tmp_path / "site", OSError(errno.EIO, "broken", file and str(tmp_path / file)))
    assert failure.exit_code == 3
    assert failure.findings[0].file == said.format(tmp_path.as_posix())
    assert failure.findings[0].values == {"reason": "broken"}


@pytest.mark.parametrize(("needed", "free", "said"), [(1, 0, (1, 0)), (2**20 + 1, 2**21 - 1, (2, 1))])
def test_a_full_disk_is_never_said_to_have_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, needed: int, free: int, said: tuple[int, int]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, free))
    finding = machine_error(tmp_path, OSError(errno.EDQUOT, "quota"), needed).findings[0]
    assert (finding.code, finding.values["needed"], finding.values["free"]) == ("output_disk_full", *said)


def test_an_error_without_a_number_is_said_too(tmp_path: Path) -> None:
    finding = machine_error(tmp_path, OSError("odd")).findings[0]
    assert (finding.code, finding.values["reason"]) == ("output_failed", "odd")
