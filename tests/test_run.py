"""run.py in a tree of its own, whose environment holds stand-ins for the checkers, pytest and playwright."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAND_IN = """
import json, os, sys
def main(name, words):
    with open("told", "a") as file:
        file.write(json.dumps([name, words, os.environ.get("PELICASSO_CHROMIUM")]) + "\\n")
    sys.exit(name in os.environ.get("FAILING", "").split())
"""
STAND_INS = {
    "stand_in.py": STAND_IN,
    **{
        f"{name}/__main__.py": f"import stand_in, sys; stand_in.main({name!r}, sys.argv[1:])"
        for name in ("ruff", "mypy", "pytest")
    },
    "importlinter/cli.py": "import stand_in\ndef lint_imports_command(): stand_in.main('importlinter', [])",
    "playwright/__main__.py": (
        "import os, sys\n"
        "if 'OFFLINE' in os.environ: sys.exit(1)\n"
        "assert sys.argv[1:] == ['install', 'chromium']\n"
        "open('browser', 'w').close()\n"
    ),
    "playwright/sync_api.py": (
        "import contextlib, os, types\n"
        "browser = types.SimpleNamespace(executable_path=os.path.abspath('browser'))\n"
        "sync_playwright = lambda: contextlib.nullcontext(types.SimpleNamespace(chromium=browser))\n"
    ),
}
ALL = [
    ["ruff", ["check"]],
    ["ruff", ["format", "--check"]],
    ["mypy", []],
    ["importlinter", []],
    ["pytest", ["-n", "auto"]],
]
BARE = """
import os, run, sys
run.PLACES = []
run.may_use_apt = lambda: "APT" in os.environ
sys.exit(run.guarded(lambda: run.main(sys.argv[1:]), "en"))
"""
APT_GET = """#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> apt
if [ "$1" = install ]; then : > "$CHROMIUM"; PATH=/bin:/usr/bin chmod +x "$CHROMIUM"; fi
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose environment stands already, so that nothing is installed."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("tests/run.py", "starter_site/start.py", "pyproject.toml"):
        (tree / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    venv.create(tree / ".venv", symlinks=os.name != "nt")
    [library] = (tree / ".venv").rglob("site-packages")
    for name, text in STAND_INS.items():
        (library / name).parent.mkdir(exist_ok=True)
        (library / name).write_text(text)
    start = runpy.run_path(str(tree / "starter_site" / "start.py"))
    environment = start["Environment"](tree / ".venv", tree / "pyproject.toml", ["-e", ".[tests]"], "en")
    environment.stamp.write_text(environment.wanted)
    environment.program("pelicasso").touch()
    return tree


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A PATH with git and no browser on it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / ("git.exe" if os.name == "nt" else "git")).touch(0o755)
    return folder


Run = Callable[..., tuple["subprocess.CompletedProcess[str]", list[object]]]


@pytest.fixture
def run(tree: Path, programs: Path, tmp_path: Path) -> Run:
    """Runs run.py; also answers with each command that a stand-in was told, and the browser it was given."""
    for name in ("told", "apt", "browser", ".venv/chromium.path"):
        (tree / name).unlink(missing_ok=True)

    def run(*words: str, **more: str) -> tuple[subprocess.CompletedProcess[str], list[object]]:
        kept = {key: os.environ[key] for key in ("SYSTEMROOT", "TEMP") if key in os.environ}
        env = {**kept, "PATH": str(programs), "PYTHONPATH": str(tree / "tests"), "PYTHONUTF8": "1", **more}
        command = [sys.executable, "-c", BARE, *words]
        done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
        told = (tree / "told").read_text().splitlines() if (tree / "told").exists() else []
        return done, [json.loads(line) for line in told]

    return run


def test_every_check_and_test_is_run_with_the_chromium_asked_for(run: Run) -> None:
    done, told = run(PELICASSO_CHROMIUM="/mine")
    assert told == [[*command, "/mine"] for command in ALL]
    assert done.returncode == 0
    assert "Install" not in done.stderr


@pytest.mark.parametrize("failing", ["ruff", "mypy", "importlinter", "pytest"])
def test_one_failure_fails_the_run_and_stops_nothing(run: Run, failing: str) -> None:
    done, told = run(PELICASSO_CHROMIUM="/mine", FAILING=failing)
    assert len(told) == len(ALL)
    assert done.returncode == 1
    assert "FAILED" in done.stderr


def test_words_go_to_pytest_alone(run: Run) -> None:
    done, told = run("tests/generator", "-k", "menu", PELICASSO_CHROMIUM="/mine", FAILING="mypy")
    assert told == [["pytest", ["tests/generator", "-k", "menu"], "/mine"]]
    assert done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="on Windows no browser stands on the PATH")
def test_the_chromium_of_the_system_is_used(run: Run, programs: Path) -> None:
    (programs / "chromium").touch(0o755)
    done, told = run("x")
    assert told == [["pytest", ["x"], str(programs / "chromium")]]
    assert "Install" not in done.stderr


def test_a_missing_chromium_is_installed_once(run: Run, tree: Path) -> None:
    first, _ = run("x")
    second, told = run("x", OFFLINE="1")
    assert told == [["pytest", ["x"], str(tree / "browser")]] * 2
    assert "Installing Chromium" in first.stderr
    assert "Install" not in second.stderr


@pytest.mark.skipif(os.name == "nt", reason="apt-get stands on Debian only")
def test_root_on_debian_gets_the_chromium_of_debian(run: Run, tree: Path, programs: Path) -> None:
    for name, text in {"apt-get": APT_GET, "env": '#!/bin/sh\nexport "$1"; shift; exec "$@"\n'}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    _, told = run("x", APT="1", CHROMIUM=str(programs / "chromium"))
    assert (tree / "apt").read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install -y chromium",
    ]
    assert told == [["pytest", ["x"], str(programs / "chromium")]]


def test_without_chromium_the_tests_run_all_the_same(run: Run) -> None:
    done, told = run("x", OFFLINE="1")
    assert told == [["pytest", ["x"], None]]
    assert "the tests in a browser will fail" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_git_is_told(run: Run, programs: Path) -> None:
    for program in programs.iterdir():
        program.unlink()
    done, told = run(PELICASSO_CHROMIUM="/mine")
    assert told == []
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "git" in done.stderr
