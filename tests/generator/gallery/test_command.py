"""`pelicasso gallery`: written to a folder of its own, or the contrasts of a colour in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.cli import run
from pelicasso.kit.testing import write_site


@pytest.fixture(autouse=True)
def _french(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_it_is_written_to_a_new_folder_and_never_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["gallery", "--output", "galerie"]) == 0
    assert "Galerie écrite dans galerie" in capsys.readouterr().out
    assert (tmp_path / "galerie/components/card/index.html").is_file()
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein/a.txt").write_text("x")
    assert run(["gallery", "--output", "plein"]) == 2
    assert "contient déjà des fichiers" in capsys.readouterr().err
    assert [each.name for each in (tmp_path / "plein").iterdir()] == ["a.txt"]


def test_the_contrasts_of_a_colour_are_said_in_the_look_of_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["gallery", "--palette", "#ffd500"]) == 0
    said = capsys.readouterr().out
    assert "--ink sur --paper" in said
    assert "--pop" not in said
    assert "trop faible" not in said
    write_site(tmp_path, {}, "organisation: {name: A}\ntheme: {name: fanfare}\n")
    assert run(["gallery", "--palette", "#fd0"]) == 0
    assert "--ink sur --pop" in capsys.readouterr().out


@pytest.mark.parametrize("colour", ["yellow", "#ffd5", "ffd500", "#ggg"])
def test_what_is_no_colour_is_refused(colour: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gallery", "--palette", colour]) == 2
    assert f"« {colour} » n’est pas une couleur" in capsys.readouterr().err
