"""`--help`, and a build with nothing to do, answer at once: they import nothing heavy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pelicasso.build.unchanged import STATE
from pelicasso.kit.testing import write_site

HEAVY = {"pelican", "pydantic", "jinja2", "markdown", "babel", "PIL", "nh3", "watchfiles"}
ASK = """
import contextlib, io, json, sys
from pelicasso.cli import run
with contextlib.redirect_stdout(io.StringIO()) as said:
    code = run(sys.argv[1:])
print(json.dumps([code, said.getvalue(), sorted(sys.modules)]))
"""


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["--version"], []], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code, said, modules = asked(*words)
    assert code == 0
    assert "pelicasso" in said
    assert HEAVY & modules == set()


def test_a_build_with_nothing_to_do_imports_nothing_heavy_even_where_a_room_has_something_to_say(
    tmp_path: Path,
) -> None:
    folder = write_site(tmp_path, {}, "organisation: {name: Les Amis}\ndonations: {ways: []}\n")
    asked("build", str(folder))
    state = (folder / STATE).stat()
    os.utime(folder / STATE, ns=(state.st_atime_ns, state.st_mtime_ns + 10**9))
    code, said, modules = asked("build", str(folder))
    assert (code, HEAVY & modules) == (0, set())
    assert "0 fichiers changés" in said


def asked(*words: str) -> tuple[int, str, set[str]]:
    """The exit code, what is said, and the modules that were imported."""
    done = subprocess.run([sys.executable, "-c", ASK, *words], capture_output=True, encoding="utf-8", check=True)
    code, said, modules = json.loads(done.stdout)
    return code, said, set(modules)
