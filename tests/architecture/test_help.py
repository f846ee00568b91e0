"""`--help` answers at once: it imports nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

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
    done = subprocess.run([sys.executable, "-c", ASK, *words], capture_output=True, encoding="utf-8", check=True)
    code, said, modules = json.loads(done.stdout)
    assert code == 0
    assert "pelicasso" in said
    assert HEAVY & set(modules) == set()
