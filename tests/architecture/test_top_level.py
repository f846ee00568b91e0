"""The top of the tree stays small, and every folder that a person opens says what it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {"pyproject.toml", "README.md", "LICENSE", "generator", "plugins", "themes", "starter_site", "tests"}
HIDDEN = {".ci", ".github", ".gitignore", ".gitattributes"}
OPENED = ["", "generator", "generator/decisions", "plugins", "themes", "starter_site", "tests"]
ROOMS = [str(each.relative_to(ROOT)) for each in sorted((ROOT / "plugins/pelicasso_plugins").glob("*/"))]
LONGEST = 80


def test_the_top_of_the_tree_holds_these_and_nothing_else() -> None:
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert {each.split("/")[0].strip('"') for each in files if (ROOT / each).exists()} == TOP | HIDDEN


@pytest.mark.parametrize("folder", [*OPENED, *ROOMS])
def test_a_folder_that_a_person_opens_says_what_it_is(folder: str) -> None:
    text = (ROOT / folder / "README.md").read_text("utf-8")
    assert text.startswith("# ")
    assert 3 <= len(text.splitlines()) <= LONGEST


def test_git_leaves_out_nothing_of_ours() -> None:
    """A pattern meant for what a build makes (« output/ ») must not take a folder of the generator."""
    parts = ("generator", "plugins", "themes", "tests")
    files = [each for part in parts for each in (ROOT / part).rglob("*") if each.is_file()]
    ours = [str(each.relative_to(ROOT)) for each in files if each.suffix != ".pyc"]
    asked = ["git", "check-ignore", "--no-index", "--stdin"]
    done = subprocess.run(asked, cwd=ROOT, input="\n".join(ours), capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines() == []
