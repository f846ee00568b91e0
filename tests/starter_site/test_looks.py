"""The starter in every look: each page stays light."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest

from pelicasso.kit.testing import Rendered, render

ROOT = Path(__file__).resolve().parents[2]
LOOKS = sorted(each.parent.name for each in ROOT.glob("themes/*/theme.yaml"))
LARGEST = {"style": 5_000, "page": 14_000}
"""Bytes, compressed: of a stylesheet, and of a page with its own."""


def compressed(site: Rendered, name: str) -> int:
    return len(gzip.compress(site.text(name).encode(), 9, mtime=0))


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_with_its_style_comes_in_one_round_trip(look: str, tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "starter_site", tmp_path / "site", ignore=shutil.ignore_patterns("output", ".*"))
    text = (folder / "site.yaml").read_text("utf-8")
    (folder / "site.yaml").write_text(re.sub(r"(?m)^  name: base\b", f"  name: {look}", text), "utf-8")
    site = render(folder)
    pages = {
        name: re.findall(r'rel="stylesheet" href="/([^"]+)', site.text(name))
        for name in site.files
        if name.endswith(".html")
    }
    assert [name for name, styles in pages.items() if len(styles) > 1] == []
    sizes = {
        name: (compressed(site, name), *(compressed(site, each) for each in styles)) for name, styles in pages.items()
    }
    assert len(sizes) > 20
    assert {
        name: each
        for name, each in sizes.items()
        if max(0, *each[1:], 0) > LARGEST["style"] or sum(each) > LARGEST["page"]
    } == {}
