"""The workflows that put a site online: their syntax, by the forges' own schemas, and what each of them must do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "starter_site"
GITHUB = STARTER / ".github/workflows/site.yml"
GITLAB = STARTER / ".gitlab-ci.yml"
FORGEJO = STARTER / ".forgejo/workflows/site.yml"
OURS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def read(file: Path) -> dict[str, Any]:
    """Text as it stands: YAML 1.1 takes the key « on » for a truth value."""
    loaded: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    return loaded


def validate(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    words = ["--builtin-schema", f"vendor.{schema}", *map(str, files)]
    command = [sys.executable, "-W", "ignore", "-m", "check_jsonschema", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-workflows", [GITHUB, FORGEJO, *OURS]), ("gitlab-ci", [GITLAB])],
    ids=["github", "gitlab"],
)
def test_the_syntax_is_that_of_the_forge(schema: str, files: list[Path], tmp_path: Path) -> None:
    done = validate(schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr
    broken = tmp_path / "broken.yml"
    broken.write_text(
        "on: push\njobs: {site: {runs-on: 3}}\n" if schema == "github-workflows" else "site: {script: 3}\n"
    )
    assert validate(schema, broken).returncode == 1


@pytest.mark.parametrize("file", [GITHUB, FORGEJO], ids=["github", "forgejo"])
def test_a_site_is_built_on_push_each_night_and_by_hand(file: Path) -> None:
    workflow = read(file)
    assert workflow["on"].keys() == {"push", "schedule", "workflow_dispatch"}
    steps = workflow["jobs"]["site"]["steps"]
    checkout = next(each for each in steps if each.get("uses", "").startswith("actions/checkout@"))
    cache = next(each for each in steps if each.get("uses", "").startswith("actions/cache@"))
    assert checkout["with"]["fetch-depth"] == "0"
    assert cache["with"]["path"] == ".pelicasso/cache"
    assert any("pelicasso build" in each.get("run", "") and "--url" in each["run"] for each in steps)


def test_gitlab_has_the_whole_history_its_address_and_its_report() -> None:
    job = read(GITLAB)["pages"]
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert ".pelicasso/cache" in job["cache"]["paths"]
    assert 'pelicasso build --url "$CI_PAGES_URL"' in job["script"]
    assert job["artifacts"]["reports"]["codequality"] == job["variables"]["PELICASSO_CODE_QUALITY"]


def test_what_is_cached_is_where_pictures_are_kept() -> None:
    from pelicasso.build.pictures import CACHE

    assert CACHE.startswith(".pelicasso/cache")


@pytest.mark.parametrize("file", [GITHUB, FORGEJO, *OURS], ids=lambda each: str(each.relative_to(ROOT)))
def test_no_workflow_puts_what_others_write_into_a_shell(file: Path) -> None:
    """An expression in a script is code of whoever chooses its value; a variable is not."""
    jobs = read(file)["jobs"].values()
    scripts = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    ours = "${{ steps.pages.outputs.base_url }}"
    assert [each for each in scripts if "${{" in each.replace(ours, "")] == []


@pytest.mark.parametrize("name", ["pages", "asso"])
def test_on_codeberg_the_address_is_that_of_the_repository(tmp_path: Path, name: str) -> None:
    steps = read(FORGEJO)["jobs"]["site"]["steps"]
    script = next(each["run"] for each in steps if "OWNER" in each.get("env", {}))
    command = tmp_path / ".venv/bin/pelicasso"
    command.parent.mkdir(parents=True)
    command.write_text('#!/bin/sh\necho "$@"\n')
    command.chmod(0o755)
    (tmp_path / "site.yaml").write_text("site:\n  # url: x\n")
    environment = {"OWNER": "lavoir", "REPOSITORY": name, "PATH": "/usr/bin:/bin"}
    run = ["bash", "-e", "-c", script]
    said = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "build --url https://lavoir.codeberg.page/" + ("" if name == "pages" else "asso/")
    (tmp_path / "site.yaml").write_text("site:\n  url: https://lavoir.fr\n")
    said = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "build"
