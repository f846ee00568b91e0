"""« Write a feature in 20 minutes », followed to the letter: each of its blocks is written where the guide says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "plugins/write_a_feature.md").read_text("utf-8")
STEP = re.compile(r"^\*\*\d\. .*?(?=^\*\*\d\. |^\*\*Texts|\Z)", re.S | re.M)
FILE = re.compile(r"\(`([\w/]+\.\w+)`|in `(locale/fr\.yaml)`")
CODE = re.compile(r"^```\w+\n(.*?)^```$", re.S | re.M)
ROOM = "pelicasso_plugins/thanks"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the new room, as someone who follows the guide would have it."""
    place = tmp_path_factory.mktemp("plugins")
    for step in STEP.findall(GUIDE):
        for code, named in zip(CODE.findall(step), FILE.findall(step), strict=False):
            file = place / ROOM / next(filter(None, named))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(code, "utf-8")
    french = place / ROOM / "locale/fr.yaml"
    french.with_name("en.yaml").write_text(french.read_text("utf-8"), "utf-8")
    return place


def python(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(place), "MYPYPATH": str(place)}
    return subprocess.run(
        [sys.executable, *words], cwd=place, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_guide_names_a_file_for_each_of_its_blocks(room: Path) -> None:
    made = {each.relative_to(room / ROOM).as_posix() for each in (room / ROOM).rglob("*") if each.is_file()}
    assert made >= {
        "__init__.py",
        "config.py",
        "locale/fr.yaml",
        "templates/thanks/page.html",
        "templates/slots/footer/thanks.html",
        "tests/test_thanks_page.py",
    }
    assert sum(len(CODE.findall(step)) for step in STEP.findall(GUIDE)) == len(made) - 1


def test_the_room_is_found_and_passes_its_own_tests(room: Path) -> None:
    done = python(
        room,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--import-mode=importlib",
        f"{ROOM}/tests",
        "--rootdir",
        ".",
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "2 passed" in done.stdout


def test_its_section_is_known_to_editors_and_a_typo_in_it_is_told(room: Path, tmp_path: Path) -> None:
    assert python(room, "-m", "pelicasso", "new", str(tmp_path / "site")).returncode == 0
    assert '"thanks"' in (tmp_path / "site/site.schema.json").read_text("utf-8")
    with (tmp_path / "site/site.yaml").open("a", encoding="utf-8") as opened:
        opened.write("\nthanks:\n  peple: [Odile]\n")
    done = python(room, "-m", "pelicasso", "check", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "« peple » est inconnue ; vouliez-vous écrire « people » ?" in done.stderr


def test_the_code_of_the_guide_keeps_the_house_s_rules(room: Path) -> None:
    files = [str(each) for each in sorted((room / ROOM).rglob("*.py"))]
    config = str(ROOT / "pyproject.toml")
    done = python(room, "-m", "ruff", "check", "--no-cache", "--config", config, "--ignore", "INP", *files)
    assert done.returncode == 0, done.stdout
    assert python(room, "-m", "ruff", "format", "--no-cache", "--config", config, "--check", *files).returncode == 0
