"""The style of blocks comes with the pages that show one, and with no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pelicasso.kit.testing import Rendered, render, write_site

CALLOUT = "/// callout\nFermé.\n///\n"
SITE = "organisation: {name: Le Foyer}\nhome:\n  - text: pages/avec.md\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    texts = {"pages/avec.md": CALLOUT, "pages/sans.md": "Rien.\n", "articles/2026-05-05-mai.md": CALLOUT}
    return write_site(tmp_path, texts, SITE)


def style(rendered: Rendered, page: str) -> str:
    address = re.search(r'href="/(assets/style-[^"]+)"', rendered.text(page))
    assert address is not None
    return rendered.text(address[1])


def test_a_page_that_shows_a_block_brings_its_style(site: Path) -> None:
    rendered = render(site)
    for page in ("avec/index.html", "actualites/mai/index.html", "index.html"):
        assert ".question" in style(rendered, page), page
    for page in ("sans/index.html", "actualites/index.html", "404.html"):
        assert ".question" not in style(rendered, page), page


def test_a_site_may_replace_the_style(site: Path) -> None:
    write_site(site, {"/overrides/static/blocks.css": ".mine { color: red }"}, SITE)
    found = style(render(site), "avec/index.html")
    assert ".mine" in found
    assert ".question" not in found
