"""The first look at a stranger's folder."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pelicasso.build.confinement.limits import Limits
from pelicasso.build.confinement.survey import DEEPEST, survey
from pelicasso.kit.testing import write_site
from pelicasso.schema import SiteError

LIMITS = Limits()
PAGES: dict[str, str | bytes] = {"pages/a.md": "# A\n", "static/a.txt": "a"}


def found(folder: Path, limits: Limits = LIMITS) -> list[tuple[str, str | None]]:
    return [(each.code, each.file) for each in survey(folder, limits)]


def refused(folder: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(SiteError) as caught:
        survey(folder, limits)
    return caught.value.findings[0].code


def test_a_site_within_the_limits(tmp_path: Path) -> None:
    assert found(write_site(tmp_path, PAGES)) == []


def test_too_many_files_and_too_many_bytes(tmp_path: Path) -> None:
    write_site(tmp_path, PAGES)
    assert refused(tmp_path, Limits(files=4)) == "confined_files"
    assert found(tmp_path, Limits(files=5)) == []
    with open(tmp_path / "content/static/trou.mp4", "wb") as file:
        file.truncate(3 * 2**20)
    assert refused(tmp_path, Limits(output=2)) == "confined_content"
    assert found(tmp_path, Limits(output=4)) == []


def test_folders_count_and_are_not_followed_for_ever(tmp_path: Path) -> None:
    (tmp_path / "content" / "/".join(["d"] * (DEEPEST + 1))).mkdir(parents=True)
    assert refused(tmp_path, Limits(files=20)) == "confined_files"
    assert refused(tmp_path) == "confined_depth"


def test_hidden_leftovers_are_passed_over_as_the_build_does(tmp_path: Path) -> None:
    write_site(tmp_path, {**PAGES, **{f".git/objects/{each}": "x" for each in range(50)}})
    assert found(tmp_path, Limits(files=5)) == []
    write_site(tmp_path, {f"static/.well-known/{each}": "x" for each in range(5)})
    assert refused(tmp_path, Limits(files=5)) == "confined_files"


def test_hard_links_to_elsewhere_are_refused(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", PAGES)
    (tmp_path / "secret").write_text("SECRET")
    os.link(tmp_path / "secret", site / "content/static/secret.txt")
    assert found(site) == [("untrusted_hard_link", "content/static/secret.txt")]
    os.link(site / "site.yaml", tmp_path / "kept.yaml")
    assert ("untrusted_hard_link", "site.yaml") in found(site)


@pytest.mark.parametrize("name", ["content", "output", ".pelicasso", "site.yaml"])
def test_what_the_build_relies_on_is_no_link(tmp_path: Path, name: str) -> None:
    site = write_site(tmp_path / "site", {})
    (tmp_path / "elsewhere").mkdir()
    if name == "site.yaml":
        (site / name).unlink()
    (site / name).symlink_to(tmp_path / "elsewhere")
    assert found(site) == [("untrusted_link", name)]


def test_no_link_is_followed_and_nothing_is_opened(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", PAGES)
    (site / "content/tour").symlink_to("..")
    (site / "content/disque").symlink_to("/")
    os.mkfifo(site / "content/static/attente")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(site / "content/prise"))
    assert found(site, Limits(files=9)) == []
