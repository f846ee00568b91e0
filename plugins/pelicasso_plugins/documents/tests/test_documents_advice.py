from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.build.builder import render_site
from pelicasso.cli import run
from pelicasso.kit.testing import Rendered, render, write_site
from pelicasso.schema import Finding, Severity


def found(made: Rendered, code: str) -> list[Finding]:
    return [each for each in made.findings if each.code == f"documents.{code}"]


def site(folder: Path, *names: str, content: bytes = b"x") -> Rendered:
    return render(write_site(folder, {f"documents/{each}": content for each in names}))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("PV.doc", "old_format"),
        ("PV.pdf", "broken"),
        ("scan0001.odt", "name_says_nothing"),
        ("IMG_20240101_1012.odt", "name_says_nothing"),
        ("Comptes/PV AG.odt", "folder_differs"),
        ("page.html", "left_out"),
        ("seul.pdf.yaml", "lone_note"),
    ],
)
def test_each_mistake_is_told_at_its_file_and_stops_nothing(tmp_path: Path, name: str, code: str) -> None:
    made = site(tmp_path, name)
    (told,) = found(made, code)
    assert told.file == f"content/documents/{name}"
    assert told.severity is Severity.WARNING
    assert made.files


def test_an_empty_file_is_told_and_not_published(tmp_path: Path) -> None:
    made = site(tmp_path, "PV.pdf", content=b"")
    told = {each.code for each in made.findings if each.code.startswith("documents.")}
    assert told == {"documents.nothing_to_show", "documents.empty"}
    assert "documents/pv.pdf" not in made.files


def test_two_titles_alike_are_told(tmp_path: Path) -> None:
    made = site(tmp_path, "2024/PV AG.odt", "PV/2024/PV AG.odt")
    assert len(found(made, "same_title")) == 1


def test_many_of_one_kind_are_told_at_once(tmp_path: Path) -> None:
    made = site(tmp_path, *(f"PV AG {year}.doc" for year in range(2000, 2012)))
    (told,) = found(made, "old_format")
    assert told.file == "content/documents"
    assert told.criterion == "RGAA 13.3"
    assert "et 9 autres" in str(told.values["documents"])


def test_a_clean_archive_is_not_advised(tmp_path: Path) -> None:
    made = site(tmp_path, "PV AG 2024.odt", "statuts.odt")
    assert [each.code for each in made.findings if each.code.startswith("documents.")] == []


def test_what_is_listed_or_told_already_is_not_told_as_out_of_reach(tmp_path: Path) -> None:
    photo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"
    write_site(tmp_path, {"documents/PV AG 2024.odt": "x", "documents/photo.svg": photo, "documents/page.html": "x"})
    assert "file_out_of_reach" not in [each.code for each in render_site(tmp_path, day="2026-11-24").advice()]


def test_a_build_only_counts_advice_but_says_what_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, {"documents/PV AG 2024.doc": "x", "documents/PV AG 2025.pdf": "x"})
    assert run(["build", str(tmp_path), "--day", "2026-11-24", "--language", "fr"]) == 0
    told = capsys.readouterr().err
    assert "fichier abîmé" in told
    assert "PV AG 2024.doc" not in told
    run(["check", str(tmp_path), "--day", "2026-11-24", "--language", "fr", "--only", "documents"])
    assert "PV AG 2024.doc" in capsys.readouterr().err
