"""`doctor` names what troubles a site, and is silent of what does not."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from pelicasso.cli import run
from pelicasso.doctor import advice, facts
from pelicasso.doctor.advice import is_stale, of_machine, of_site, synchronised
from pelicasso.kit.testing import write_site
from pelicasso.new.site import create_site

DAY = date(2026, 11, 24)
TODAY = date(2100, 1, 1)


def codes(findings: object) -> set[str]:
    return {each.code for each in findings}  # type: ignore[attr-defined]


def test_a_fresh_site_has_nothing_to_tell(tmp_path: Path) -> None:
    create_site(tmp_path / "site", {}, DAY)
    assert codes(of_site(tmp_path / "site", TODAY)) == set()


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("OneDrive - Association/site", "OneDrive"),
        ("Dropbox (Perso)/a/site", "Dropbox"),
        ("Library/Mobile Documents/com~apple/site", "iCloud"),
        ("Documents/nextcloud/site", "Nextcloud"),
        ("Documents/site", None),
        ("dropboxes-of-mine.txt/site", "Dropbox"),
    ],
)
def test_a_program_that_copies_each_change_is_recognised(tmp_path: Path, path: str, program: str | None) -> None:
    folder = tmp_path / path
    folder.mkdir(parents=True)
    assert synchronised(folder) == program


def test_a_mark_above_the_site_tells_too(tmp_path: Path) -> None:
    write_site(tmp_path / "site", {})
    (tmp_path / ".stfolder").mkdir()
    assert "doctor_synchronised" in codes(of_site(tmp_path / "site", TODAY))


def test_a_clock_that_is_slow_is_noticed(tmp_path: Path) -> None:
    write_site(tmp_path, {"pages/a.md": "x"})
    os.utime(tmp_path / "content/pages/a.md", (1_800_000_000, 1_800_000_000))
    assert "doctor_clock" in codes(of_site(tmp_path, DAY))
    assert "doctor_clock" not in codes(of_site(tmp_path, date(2027, 1, 15)))


def test_a_stale_schema_is_told_and_made_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_site(tmp_path / "site", {}, DAY)
    (tmp_path / "site/site.schema.json").write_text("{}")
    assert is_stale(tmp_path / "site")
    assert run(["doctor", str(tmp_path / "site")]) == 0
    assert "site.schema.json: l’aide" in capsys.readouterr().err
    assert run(["doctor", "--refresh", str(tmp_path / "site")]) == 0
    assert not is_stale(tmp_path / "site")


def test_a_history_that_was_cut_is_told(tmp_path: Path) -> None:
    write_site(tmp_path, {"/.git/shallow": "x"})
    assert "doctor_history_cut" in codes(of_site(tmp_path, TODAY))


def test_a_full_disk_and_missing_codecs_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(of_machine(tmp_path)) <= {"doctor_foreign_plugins", "doctor_disk_nearly_full"}
    monkeypatch.setattr(advice.shutil, "disk_usage", lambda _: SimpleNamespace(free=2**20))
    monkeypatch.setattr(advice, "codecs", lambda: ["webp"])
    found = {each.code: each.values for each in of_machine(tmp_path)}
    assert found["doctor_disk_nearly_full"]["free"] == 1
    assert found["doctor_codecs_missing"]["names"] == "avif, freetype"


def test_foreign_plugins_and_a_second_installation_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pelican/plugins/sitemap").mkdir(parents=True)
    (tmp_path / "pelican/plugins/sitemap/__init__.py").touch()
    (tmp_path / "pelicasso-0.0.1.dist-info").mkdir()
    (tmp_path / "pelicasso-0.0.1.dist-info/METADATA").write_text("Name: pelicasso\nVersion: 0.0.1\n")
    before = facts.foreign_plugins()
    import pelican.plugins

    monkeypatch.setattr(pelican.plugins, "__path__", [*pelican.plugins.__path__, str(tmp_path / "pelican/plugins")])
    monkeypatch.setattr(
        facts, "find_spec", lambda _: SimpleNamespace(submodule_search_locations=pelican.plugins.__path__)
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    assert set(facts.foreign_plugins()) - set(before) == {"sitemap"}
    assert any(each.startswith("0.0.1") for each in facts.twice_installed())


@pytest.mark.parametrize(("language", "said"), [("fr", "Fonctions : "), ("en", "Features: ")])
def test_it_works_outside_a_site(
    tmp_path: Path, language: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["doctor", "--language", language]) == 0
    told = capsys.readouterr().out
    assert said in told
    assert sys.version.split()[0] in told
    assert list(tmp_path.iterdir()) == []
    assert run(["doctor", str(tmp_path / "nowhere")]) == 2
