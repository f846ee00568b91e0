"""`serve --drafts` shows what is not published yet, and says that it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.build.builder import render_site
from pelicasso.kit.testing import DAY, MINIMAL, write_site

DRAFTS = {
    "articles/2026-11-02-a.md": "---\ntitle: Jardin secret\ndraft: oui\n---\nx\n",
    "articles/b.md": "---\ntitle: Sans date\nstatus: draft\n---\nx\n",
    "pages/c.md": "---\ntitle: Plus tard\ndraft: oui\ndate: 2027-05-01\n---\nx\n",
    "pages/d.md": "---\ntitle: En ligne\n---\nx\n",
}
SHOWN = ("actualites/a/index.html", "actualites/b/index.html", "c/index.html")


def texts(files: dict[str, bytes | Path]) -> dict[str, str]:
    return {name: each.decode() for name, each in files.items() if isinstance(each, bytes) and name.endswith(".html")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_drafts_are_shown_with_a_mark_in_their_titles(tmp_path: Path, language: str) -> None:
    folder = write_site(tmp_path, DRAFTS, f"{MINIMAL}site: {{language: {language}}}\n")
    built = texts(dict(render_site(folder, day=DAY, drafts=True).files))
    mark = {"fr": "Brouillon\u00a0: Jardin secret", "en": "Draft: Jardin secret"}[language]
    marked = [name for name, each in built.items() if mark in each.replace("\u202f", "\u00a0")]
    news = {"fr": "actualites", "en": "news"}[language]
    assert {f"{news}/a/index.html", f"{news}/index.html", "index.html"} <= set(marked)
    assert not any("En ligne" in each and f"{mark[:5]}En ligne" in each for each in built.values())
    assert "En ligne</h1>" in built["d/index.html"]


def test_without_it_they_are_nowhere(tmp_path: Path) -> None:
    folder = write_site(tmp_path, DRAFTS)
    assert not set(SHOWN) & set(render_site(folder, day=DAY).files)
    assert set(SHOWN) <= set(render_site(folder, day=DAY, drafts=True).files)
