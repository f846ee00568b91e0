"""`pelicasso check`: what it says, as what, and how it ends; and how little of it `build` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pelicasso.check.contents import FAMILIES
from pelicasso.cli import run
from pelicasso.kit.testing import write_site

SITE = "organisation: {name: Les Amis du Lavoir}\nsite: {url: https://lavoir.example}\ncontact: {}\n"
TEXT = "---\ntitle: Le jardin\n---\n\nPour venir, [cliquez ici](b.md).\n\nENTRÉE LIBRE !\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return write_site(tmp_path, {"pages/a.md": TEXT, "pages/b.md": "---\ntitle: Venir\n---\n\nÀ pied.\n"}, SITE)


def test_advice_is_said_with_its_criterion_and_ends_well(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(site)]) == 0
    told = capsys.readouterr()
    assert "content/pages/a.md:5: le lien « cliquez ici » ne dit pas où il mène" in told.err
    assert "(RGAA 6.1)" in told.err
    assert "Aucune erreur" in told.out
    assert not (site / "output").exists()


def test_one_family_or_one_feature_alone(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(site), "--only", "words"]) == 0
    told = capsys.readouterr().err
    assert "ENTRÉE LIBRE" in told
    assert "cliquez ici" not in told
    assert run(["check", str(site), "--only", "contact"]) == 0
    told = capsys.readouterr().err
    assert "site.yaml:3" in told
    assert "content/" not in told


def test_an_unknown_name_is_wrong_use_and_the_known_ones_are_listed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(site), "--only", "liens"]) == 2
    told = capsys.readouterr().err
    assert all(each in told for each in (*FAMILIES, "contact"))


def test_an_error_ends_in_one_whatever_is_asked_for(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/pages/a.md").write_text(TEXT + "\n[perdu](c.md)\n", "utf-8")
    assert run(["check", str(site), "--only", "words"]) == 1
    assert "content/pages/a.md:9" in capsys.readouterr().err
    assert run(["check", str(site), "--json"]) == 1
    found = {each["severity"]: each for each in json.loads(capsys.readouterr().out)["findings"]}
    assert (found["error"]["line"], found["error"]["criterion"]) == (9, None)


def test_for_programs(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(site), "--json", "--only", "links"]) == 0
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "vague_link"
    assert (finding["severity"], finding["criterion"]) == ("warning", "RGAA 6.1")
    assert (finding["file"], finding["line"]) == ("content/pages/a.md", 5)
    assert finding["sentence"].startswith("le lien")
    assert finding["hint"]


@pytest.mark.parametrize("forge", ["GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS"])
def test_under_a_forge_advice_is_an_annotation(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], forge: str
) -> None:
    monkeypatch.setenv(forge, "true")
    assert run(["check", str(site), "--only", "links"]) == 0
    said = capsys.readouterr().out
    assert "::warning file=content/pages/a.md,line=5::le lien « cliquez ici » ne dit pas où il mène" in said
    assert "(RGAA 6.1)" in said


def test_build_counts_advice_and_says_none_of_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(site)]) == 0
    told = capsys.readouterr()
    assert "Conseils pour vos lecteurs : 2. Pour les lire : pelicasso check" in told.out
    assert "cliquez ici" not in told.err
    assert run(["--language", "en", "build", str(site)]) == 0
    assert "Advice for your readers: 2." in capsys.readouterr().out


def test_a_site_with_nothing_to_say(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean = "---\ntitle: Le jardin\n---\n\n[Venir à pied](b.md).\n"
    (site / "content/pages/a.md").write_text(clean, "utf-8")
    (site / "site.yaml").write_text(SITE.replace("contact: {}", "contact: {email: a@b.example}\nlegal: false"))
    assert run(["check", str(site)]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("Rien à corriger.\n", "")
    assert run(["build", str(site)]) == 0
    assert "Conseils" not in capsys.readouterr().out
