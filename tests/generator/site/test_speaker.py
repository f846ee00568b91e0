"""What forges are told: annotations, a summary of the run, and GitLab's report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pelicasso.schema import error, warning
from pelicasso.site.speaker import Speaker

FOUND = [
    error("missing_key", "site.yaml", 3, key="name"),
    warning("new_text_exists", "content/pages/a_b*c.md"),
    error("bad_port", port=70000),
]


@pytest.fixture(autouse=True)
def _no_forge(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "GITHUB_STEP_SUMMARY", "PELICASSO_CODE_QUALITY"):
        monkeypatch.delenv(name, raising=False)


def test_the_summary_of_a_run_holds_what_was_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    speaker = Speaker("fr")
    speaker.report(FOUND, "2 erreurs")
    speaker.sum_up("12 pages")
    lines = (tmp_path / "summary.md").read_text("utf-8").splitlines()
    assert lines[0] == "- 2 erreurs"
    assert lines[-1] == "- 12 pages"
    assert "site.yaml:3: il manque « name »" in lines[2]
    assert r"a\_b\*c.md" in lines[3]


def test_gitlab_s_report_names_file_line_and_severity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELICASSO_CODE_QUALITY", str(tmp_path / "report.json"))
    Speaker("fr").report(FOUND)
    issues = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [(each["location"]["path"], each["location"]["lines"]["begin"], each["severity"]) for each in issues] == [
        ("site.yaml", 3, "major"),
        ("content/pages/a_b*c.md", 1, "minor"),
        ("site.yaml", 1, "major"),
    ]
    assert issues[0]["description"].startswith("il manque « name »")
    assert len({each["fingerprint"] for each in issues}) == 3


def test_without_a_forge_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Speaker("fr").report(FOUND)
    assert list(tmp_path.iterdir()) == []
