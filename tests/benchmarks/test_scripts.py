"""The measuring scripts still run; what they measure is no test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import SAID
from latency import KINDS

SHOWN = ("unchanged", "title", "settings")
HERE = Path(__file__).parent


def output_of(script: str, *words: str) -> str:
    command = [sys.executable, "-X", "utf8", str(HERE / script), *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_step_of_the_breakdown_is_one_of_the_build() -> None:
    lines = output_of("breakdown.py", "--articles", "20").splitlines()[2:-2]
    assert [line for line in lines if not line.split()[-1].isdigit()] == []
    assert len(lines) > 20


@pytest.mark.skipif(os.name == "nt", reason="Windows has no wait4")
def test_pelicasso_and_pelican_build_the_same_texts_and_the_preview_is_edited() -> None:
    words = ("--only", *SHOWN, "--latency", "1", "--kinds", *KINDS, "--memory", "2")
    said = output_of("measure.py", "--articles", "10", "--runs", "1", *words)
    assert "÷ Pelican" in said
    rows = [line.split(" | ")[0] for line in said.splitlines() if line.startswith("| ")]
    assert {f"| {each}" for each in (*(SAID[name] for name in SHOWN), *KINDS)} <= set(rows)
