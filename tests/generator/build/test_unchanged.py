"""A second build is spared only where it would change nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pelicasso.build.confinement import Outcome
from pelicasso.build.unchanged import STATE, LastBuild
from pelicasso.kit.testing import write_site
from pelicasso.site.reader import read_site

PAGE = {"pages/un.md": "Bonjour.\n", "/overrides/static/site.css": "p { color: red }\n", "/output/index.html": "<p>"}
DAY = "2026-11-24"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose last build is remembered, some time ago."""
    return remembered(write_site(tmp_path, PAGE))


def remembered(folder: Path) -> Path:
    (folder / ".pelicasso").mkdir()
    last = LastBuild(folder, DAY, None)
    assert last.outcome() is None
    last.keep(
        Outcome(pages=3, touched=7, vanished_count=1, vanished=("index.html",)), read_site(folder, {}, day=DAY)[0]
    )
    state = (folder / STATE).stat()
    os.utime(folder / STATE, ns=(state.st_atime_ns, state.st_mtime_ns + 10**9))
    return folder


def told(folder: Path, day: str = DAY, url: str | None = None) -> Outcome | None:
    return LastBuild(folder, day, url).outcome()


def test_nothing_changed_says_what_the_build_would_say(site: Path) -> None:
    outcome = told(site)
    assert outcome is not None
    assert (outcome.pages, outcome.touched, outcome.vanished) == (3, 0, ())


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda site: (site / "content/pages/un.md").write_text("Au revoir.\n"),
    "its time alone": lambda site: os.utime(site / "content/pages/un.md", (1, 1)),
    "a new file": lambda site: (site / "content/pages/deux.md").write_text("x"),
    "a file gone": lambda site: (site / "content/pages/un.md").unlink(),
    "a name": lambda site: (site / "content/pages/un.md").rename(site / "content/pages/trois.md"),
    "site.yaml": lambda site: (site / "site.yaml").write_text("organisation: {name: B}\n"),
    "a style": lambda site: (site / "overrides/static/site.css").write_text("p{}"),
    "the output": lambda site: (site / "output/index.html").write_text("<p>changed"),
    "the output gone": lambda site: (site / "output/index.html").unlink(),
    "the state cut": lambda site: (site / STATE).write_text((site / STATE).read_text()[:40]),
    "the state strange": lambda site: (site / STATE).write_text("[]"),
    "no state": lambda site: (site / STATE).unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_asks_for_a_build(site: Path, change: Callable[[Path], object]) -> None:
    change(site)
    assert told(site) is None


def test_another_day_or_address_asks_for_a_build(site: Path) -> None:
    assert told(site, "2026-11-25") is None
    assert told(site, url="https://lavoir.example") is None


def test_the_code_and_the_history_count(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref: refs/heads/main\n")
    assert told(site) is None
    (site / ".git/HEAD").unlink()
    assert told(site) is not None
    monkeypatch.setattr("pelicasso.build.unchanged.CODE", site)
    assert told(site) is None


def test_what_changed_just_before_the_state_was_written_is_not_trusted(site: Path) -> None:
    written = (site / STATE).stat().st_mtime_ns
    stamp = (site / "content/pages/un.md").stat().st_mtime_ns
    os.utime(site / STATE, ns=(written, stamp + 1))
    assert told(site) is None


def test_a_file_that_changes_during_the_build_leaves_no_state(tmp_path: Path) -> None:
    folder = write_site(tmp_path, PAGE)
    (folder / ".pelicasso").mkdir()
    last = LastBuild(folder, DAY, None)
    last.outcome()
    (folder / "content/pages/un.md").write_text("pendant la construction")
    last.keep(Outcome(), read_site(folder, {}, day=DAY)[0])
    assert not (folder / STATE).exists()


def test_links_in_a_circle_are_passed_and_what_a_link_leads_to_is_watched(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site", PAGE)
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "page.html").write_text("x")
    for name, target in {"overrides/templates": str(shared), "content/up": "..", "content/self": "self"}.items():
        (folder / name).symlink_to(target)
    remembered(folder)
    assert told(folder) is not None
    os.utime(shared / "page.html", (1, 1))
    assert told(folder) is None
