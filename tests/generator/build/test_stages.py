"""`build --profile`: each stage is timed, none twice, and nothing is left changed."""

from __future__ import annotations

import time
from pathlib import Path
from pkgutil import resolve_name

import pytest

from pelicasso.build.stages import PLACES, REST, STAGES, Clock, measured
from pelicasso.cli import run
from pelicasso.kit.testing import write_site


def test_each_stage_takes_its_time_and_the_shares_are_the_whole(tmp_path: Path) -> None:
    write_site(tmp_path, {"pages/a.md": "---\ntitle: A\n---\nx\n"})
    before = {place: resolve_name(place) for place in STAGES.values()}
    with measured() as stages:
        assert run(["build", str(tmp_path), "--day", "2026-11-24"]) == 0
    assert [name for name, seconds in stages.seconds.items() if seconds == 0] == []
    assert sum(seconds for _, seconds, _ in stages.shares) == pytest.approx(stages.whole)
    assert sum(share for *_, share in stages.shares) == pytest.approx(100, abs=5)
    assert {place: resolve_name(place) for place in STAGES.values()} == before


def test_a_stage_within_another_counts_for_itself_alone() -> None:
    clock = Clock()
    inner = clock.timed(lambda: "pictures", lambda: time.sleep(0.02))
    clock.timed(lambda: "markdown", inner)()
    assert clock.seconds["pictures"] >= 0.02
    assert clock.seconds["markdown"] < clock.seconds["pictures"]


def test_each_feature_is_told_with_what_it_costs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, {"pages/a.md": "---\ntitle: A\n---\nx\n"})
    with measured() as stages:
        assert run(["build", str(tmp_path), "--day", "2026-11-24"]) == 0
    costs = dict(stages.costs)
    assert all(len(each) == len(PLACES) for each in costs.values())
    assert costs["legal"][list(PLACES).index("own_pages")] > 0
    assert costs["legal"][list(PLACES).index("slots")] > 0
    assert "donations" not in costs
    capsys.readouterr()
    assert run(["build", str(tmp_path), "--profile", "--language", "fr"]) == 0
    assert [each for each in capsys.readouterr().out.splitlines() if each.strip().startswith("legal ")]


def test_the_table_names_each_stage_even_where_nothing_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path, {})
    run(["build", str(tmp_path)])
    capsys.readouterr()
    assert run(["build", str(tmp_path), "--profile", "--language", "fr"]) == 0
    rows = [each for each in capsys.readouterr().out.splitlines() if " s  " in each and " %" in each]
    assert len(rows) == len(STAGES) + 1
    assert len({each.index(" s  ") for each in rows}) == 1
    assert any("Démarrer" in each for each in rows)
    assert REST not in STAGES
