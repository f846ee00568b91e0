"""Compiled templates are kept from one build to the next, and never taken where they may not be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.build import templates
from pelicasso.build.builder import render_site
from pelicasso.build.confinement.limits import Limits
from pelicasso.build.templates import FILE
from pelicasso.kit import renderer
from pelicasso.kit.renderer import Compiled
from pelicasso.kit.testing import write_site


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Compiled:
    """A process that has compiled nothing yet."""
    made = Compiled()
    for each in (renderer, templates):
        monkeypatch.setattr(each, "COMPILED", made)
    return made


def again(monkeypatch: pytest.MonkeyPatch, folder: Path, limits: Limits | None = None) -> int:
    """How many templates a next process compiles."""
    counted: list[str] = []
    made = Compiled()
    monkeypatch.setattr(made, "dump_bytecode", lambda bucket: counted.append(bucket.key))
    for each in (renderer, templates):
        monkeypatch.setattr(each, "COMPILED", made)
    render_site(folder, day="2026-11-24", limits=limits)
    return len(counted)


@pytest.fixture
def built(tmp_path: Path, compiled: Compiled) -> Path:
    render_site(write_site(tmp_path, {"pages/a.md": "# A\n"}), day="2026-11-24")
    assert not compiled.fresh
    return tmp_path


def test_a_second_build_compiles_nothing(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (built / FILE).is_file()
    assert again(monkeypatch, built) == 0


def test_a_template_that_changed_is_compiled_alone(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(built, {"/overrides/templates/partials/heading.html": "<h1>{{ document.heading }}</h1>\n"})
    assert again(monkeypatch, built) == 1


@pytest.mark.parametrize("at", [0, 20, 300])
def test_a_broken_file_is_made_anew(built: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    kept = bytearray((built / FILE).read_bytes())
    kept[at] ^= 255
    (built / FILE).write_bytes(bytes(kept))
    assert again(monkeypatch, built) > 0


def test_other_code_makes_its_own(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "code_digest", lambda: b"other code 16 by")
    assert again(monkeypatch, built) > 0


def test_of_a_stranger_nothing_is_taken(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert again(monkeypatch, built, Limits()) > 0
