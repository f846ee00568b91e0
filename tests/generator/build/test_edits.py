"""Whatever was edited and built before, the site is that of a clean build; `edits/sequence.py` tries more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="each build runs in a fork")

if os.name != "nt":
    from edits.sequence import Builders, kill_at, run_sequence


@pytest.fixture(scope="module")
def builders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builders]:
    made = Builders(tmp_path_factory.mktemp("edits"))
    yield made
    made.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_after_each_edit_the_site_is_that_of_a_clean_build(tmp_path: Path, builders: Builders, seed: int) -> None:
    done, found = run_sequence(tmp_path, seed, 5, builders)
    assert found == [], f"after {', '.join(done)}"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_killed_build_leaves_a_whole_site_and_the_next_one_is_right(
    tmp_path: Path, builders: Builders, part: float
) -> None:
    assert kill_at(tmp_path, part, 3, builders) == []
