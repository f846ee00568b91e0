"""No drawer for what has no place, no promise in place of the thing."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DRAWERS = re.compile(r"(^|[_-])(utils?|helpers?|common|managers?|misc|tools?)([_-]|$)", re.I)
PROMISES = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X]|HAC[K]|WI[P]|TB[D])\b|(?i:lorem[ ]ipsum)")
WORDS_OF_OTHERS = {"LICENSE", "themes/LICENSE-MIT"}


def texts() -> list[Path]:
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    files = [ROOT / each for each in listed if each and each not in WORDS_OF_OTHERS]
    return [each for each in files if each.is_file() and b"\0" not in each.read_bytes()[:8000]]


def test_no_file_and_no_folder_is_a_drawer() -> None:
    named = {part for each in texts() for part in (*each.relative_to(ROOT).parts[:-1], each.stem)}
    assert [each for each in sorted(named) if DRAWERS.search(each)] == []


def test_no_text_holds_a_promise_in_place_of_the_thing() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in texts()
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1)
        if PROMISES.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("words", ["TO,DO", "FIX,ME", "X,XX", "Lorem, ipsum"])
def test_a_promise_is_noticed(words: str) -> None:
    assert PROMISES.search(f"# {words.replace(',', '')}: later")
