"""`new DIR`: a whole site or nothing, that builds clean whatever was answered."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from pelicasso.cli import run
from pelicasso.features import installed
from pelicasso.kit.testing import render
from pelicasso.new import site as new_site
from pelicasso.new.days import WRITTEN_FOR
from pelicasso.new.questions import questions
from pelicasso.new.site import create_site
from pelicasso.site.data import data_folder
from pelicasso.site.json_schema import schema_text

ANSWERS = (
    "--name",
    "Le Lavoir : amis",
    "--email",
    "a@lavoir.fr",
    "--colour",
    "#123456",
    "--city",
    "Dol",
    "--rna",
    "w35 123 4567",
)
INVENTED = ("Mains vertes", "mains-vertes", "03 53", "W595012345", "00010", "FR76", "Carpentier", "logo.png")


@pytest.fixture(autouse=True)
def _french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("day", "answers"), [("2026-11-24", ()), ("2019-02-01", ("--name", "Le Lavoir")), ("2031-07-14", ANSWERS)]
)
def test_a_new_site_builds_on_its_day(tmp_path: Path, day: str, answers: tuple[str, ...]) -> None:
    assert run(["new", str(tmp_path / "site"), "--day", day, *answers]) == 0
    rendered = render(tmp_path / "site", day=day, url="https://lavoir.example")
    assert [each for each in rendered.findings if each.severity == "error"] == []
    assert rendered.codes == [] or answers
    assert "index.html" in rendered.files
    newest = max((tmp_path / "site/content/articles").iterdir()).name[:10]
    assert timedelta() <= date.fromisoformat(day) - date.fromisoformat(newest) < timedelta(days=14)


def test_nothing_invented_is_told_of_an_association_that_gave_its_name(tmp_path: Path) -> None:
    run(["new", str(tmp_path / "site"), *ANSWERS])
    text = (tmp_path / "site/site.yaml").read_text("utf-8")
    active = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    assert [each for each in INVENTED if each in active] == []
    assert "  rna: W351234567  # " in active
    assert '  name: "Le Lavoir : amis"  # le nom complet' in active
    assert not (tmp_path / "site/content/images/logo.png").exists()
    assert (tmp_path / "site/content/images/bord-du-canal.png").exists()


def test_without_answers_it_is_the_starter(tmp_path: Path) -> None:
    create_site(tmp_path / "site", {}, WRITTEN_FOR)
    starter = data_folder("starter_site")
    for file in (each for each in (tmp_path / "site").rglob("*") if each.is_file() and each.suffix != ".json"):
        assert file.read_bytes() == (starter / file.relative_to(tmp_path / "site")).read_bytes(), file.name


def test_what_builds_left_in_the_starter_stays_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starter = tmp_path / "starter_site"
    create_site(starter, {}, WRITTEN_FOR)
    for each in ("output/index.html", ".pelicasso/lock", ".venv/pyvenv.cfg", "__pycache__/start.pyc"):
        (starter / each).parent.mkdir(exist_ok=True)
        (starter / each).touch()
    monkeypatch.setattr(new_site, "data_folder", lambda _name: starter)
    create_site(tmp_path / "site", {}, WRITTEN_FOR)
    names = {each.name for each in (tmp_path / "site").iterdir()}
    assert names.isdisjoint({"output", ".pelicasso", ".venv", "__pycache__"})
    assert {"site.yaml", "content", "start.py", ".gitignore"} <= names


def test_the_schema_is_that_of_the_installed_rooms(tmp_path: Path) -> None:
    create_site(tmp_path / "site", {}, WRITTEN_FOR)
    wanted = schema_text({each.name: each.section for each in installed()})
    assert (tmp_path / "site/site.schema.json").read_text("utf-8") == wanted


@pytest.mark.parametrize("held", ["compta.ods", ".env", "photos/a.jpg"])
def test_a_folder_that_holds_files_is_refused_and_not_touched(
    tmp_path: Path, held: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site" / held).parent.mkdir(parents=True)
    (tmp_path / "site" / held).write_text("x")
    before = sorted(tmp_path.rglob("*"))
    assert run(["new", str(tmp_path / "site"), *ANSWERS]) == 2
    assert f"n’est pas vide ({held.split('/')[0]})" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    assert run(["new", str(tmp_path / "site")]) == 2
    assert (tmp_path / "site").read_text() == "x"


def test_an_empty_folder_and_a_fresh_repository_are_taken(tmp_path: Path) -> None:
    (tmp_path / "site/.git").mkdir(parents=True)
    (tmp_path / "site/.git/HEAD").write_text("x")
    assert run(["new", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site/.git/HEAD").read_text() == "x"
    assert (tmp_path / "site/content/pages").is_dir()


def test_all_wrong_answers_are_told_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ("--rna", "12", "--email", "toto", "--colour", "vert", "--name", " ", "--phone", "x")
    assert run(["new", str(tmp_path / "site"), *wrong]) == 2
    said = capsys.readouterr().err
    for each in ("« 12 » n’est pas un numéro RNA", "« toto »", "« vert »", "organisation.name", "« x »"):
        assert each in said
    assert list(tmp_path.iterdir()) == []


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_site, "_pin", full)
    with pytest.raises(OSError, match="No space"):
        create_site(tmp_path / "site", {}, WRITTEN_FOR)
    assert list(tmp_path.iterdir()) == []


def test_each_question_is_an_option_that_the_help_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "--help"]) == 0
    said = capsys.readouterr().out
    options = [each.option for each in questions()]
    assert options[0] == "name"
    assert len(set(options)) == len(options)
    assert [each for each in options if not re.search(rf"--{each}\b", said)] == []


@pytest.mark.parametrize(
    "words",
    [
        ["new"],
        ["new", "article"],
        ["new", "aticle", "Titre"],
        ["new", "x", "--edit"],
        ["new", "article", "T", "--name", "x"],
    ],
)
def test_wrong_use_ends_in_two(tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    assert list(tmp_path.iterdir()) == []
