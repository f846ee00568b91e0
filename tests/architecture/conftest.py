"""A copy of the tree, to break or to cut on purpose, and a Python that knows the copy alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("generator/pelicasso", "plugins/pelicasso_plugins", "themes", "starter_site")
LEFT = {"__pycache__", "starter_site/output", "starter_site/.pelicasso", "starter_site/.venv"}
HERE_ALONE = """
import sys
sys.path[:] = [*sys.argv[1:3], *(each for each in sys.path if each and each not in sys.argv[3:5])]
code, sys.argv = sys.argv[5], ["-c", *sys.argv[6:]]
exec(code)
"""
"""The checkout's own folders leave the path: a namespace package would put its rooms beside those of the copy."""


def left(folder: str, names: list[str]) -> set[str]:
    """What is made, and so not copied."""
    base = Path(folder).relative_to(ROOT)
    return {each for each in names if {each, (base / each).as_posix()} & LEFT}


class Copy:
    """The parts of the tree that make a site, somewhere else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in PARTS:
            shutil.copytree(ROOT / part, folder / part, ignore=left)
        shutil.copy(ROOT / "pyproject.toml", folder)

    def python(self, code: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy, with the words as its arguments."""
        own, others = ([str(root / each) for each in ("generator", "plugins")] for root in (self.folder, ROOT))
        return subprocess.run(
            [sys.executable, "-B", "-c", HERE_ALONE, *own, *others, code, *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": "", "COLUMNS": "200", "NO_COLOR": "1", "LANG": "fr_FR.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "copy")
