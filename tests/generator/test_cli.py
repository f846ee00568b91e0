"""The command line: words and exit codes, whatever is typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pelicasso.cli import run
from pelicasso.kit.testing import MINIMAL, write_site

DAY = ("--day", "2026-11-24")


@pytest.fixture(autouse=True)
def _quiet_forge(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_a_site_is_built_and_what_vanishes_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, {"pages/a.md": "---\ntitle: A\n---\nx\n"})
    assert run(["build", str(tmp_path), *DAY]) == 0
    assert "Site construit dans output/" in capsys.readouterr().out
    (tmp_path / "content/pages/a.md").unlink()
    assert run(["build", str(tmp_path), *DAY]) == 0
    assert "/a/" in capsys.readouterr().out
    assert not (tmp_path / "output/a").exists()


def test_a_mistake_keeps_the_old_site_and_ends_in_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, {"pages/a.md": "---\ntitle: A\n---\nx\n"})
    run(["build", str(tmp_path), *DAY])
    before = (tmp_path / "output/a/index.html").read_bytes()
    (tmp_path / "content/pages/a.md").write_text("---\ntitre: A\n---\nx\n")
    assert run(["build", str(tmp_path), *DAY]) == 1
    said = capsys.readouterr().err
    assert "content/pages/a.md:2: la clé « titre » est inconnue" in said
    assert "Traceback" not in said
    assert (tmp_path / "output/a/index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "vouliez-vous « build » ?"),
        (["xyz"], "choisissez parmi build"),
        (["build", "--jour"], "l’option --jour n’existe pas"),
        (["build", ".", "--day", "demain"], "« demain » n’est pas un jour"),
        (["build", "a", "b"], "--help"),
    ],
)
def test_wrong_use_ends_in_two(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(write_site(tmp_path, {}))
    assert run(arguments) == 2
    assert said in capsys.readouterr().err


def test_the_language_asked_for_may_stand_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, {"pages/a.md": "---\ntitel: A\n---\n"})
    for arguments in (["--language", "en", "build", str(tmp_path)], ["build", "--language", "en", str(tmp_path)]):
        assert run(arguments) == 1
        assert "did you mean “title”?" in capsys.readouterr().err


def test_the_language_is_the_site_s_else_the_machine_s_else_french(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path / "en", {"a.md": "x"}, f"{MINIMAL}site: {{language: en}}\n")
    assert run(["build", str(tmp_path / "en")]) == 1
    assert "none of the known folders" in capsys.readouterr().err
    run(["build", str(tmp_path)])
    assert "il n’y a pas de fichier site.yaml" in capsys.readouterr().err
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    run(["build", str(tmp_path)])
    assert "there is no site.yaml" in capsys.readouterr().err


def test_findings_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, {"pages/a.md": "---\ntitle: A\n---\n[x](b.md)\n"})
    assert run(["check", "--json", str(tmp_path), *DAY]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {"code": "missing_link", "severity": "error", "file": "content/pages/a.md", "line": 4}.items() <= found[
        0
    ].items()
    assert not (tmp_path / "output").exists()


def test_a_forge_gets_its_annotations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write_site(tmp_path, {"pages/a%,b.md": "---\ntitel: A\n---\n"})
    run(["build", str(tmp_path)])
    assert "::error file=content/pages/a%25%2Cb.md,line=2::la clé « titel »" in capsys.readouterr().out


def test_a_fault_of_ours_is_one_sentence_and_debug_shows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("oups")

    monkeypatch.setattr("pelicasso.build.site.build_site", broken)
    write_site(tmp_path, {})
    assert run(["build", str(tmp_path)]) == 3
    said = capsys.readouterr().err
    assert "ZeroDivisionError: oups" in said
    assert "Traceback" not in said
    assert run(["build", str(tmp_path), "--debug"]) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_option_is_in_the_help(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    from pelicasso.cli import pelicasso

    for name, command in pelicasso.commands.items():
        assert run(["--language", language, name, "--help"]) == 0
        said = capsys.readouterr().out
        options = [each for parameter in command.params for each in parameter.opts if each.startswith("--")]
        assert [each for each in options if each not in said] == [], name


def test_a_build_says_what_it_made_and_what_weighs_most(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "---\ntitle: A\n---\n" + "mot rare\n\n" * 400
    write_site(tmp_path, {"pages/a.md": text}, f"{MINIMAL}legal: non\n")
    assert run(["build", str(tmp_path), *DAY]) == 0
    said = capsys.readouterr().out
    assert re.search(r"en \d+,\d s : \d+ pages, \d+ Ko en tout, \d+ fichiers changés", said)
    assert re.search(r"les plus lourdes à charger : /.* \(\d+ Ko\), ", said)
    assert "/a/ (" in said


def test_the_options_of_hosts_are_the_limits() -> None:
    from dataclasses import fields

    from pelicasso.build.confinement.limits import Limits
    from pelicasso.cli import LIMITS

    assert [each.name for each in fields(Limits)] == list(LIMITS)
