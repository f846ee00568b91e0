"""Notices on the pages of a site: those of the day, with links that lead somewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pelicasso.kit.testing import Rendered, render, write_site
from pelicasso_plugins.notice import feature

SITE = "organisation: {name: Les Amis du Lavoir}\nnotice:\n  items:\n"
FRAGMENT = """<aside class="notice" data-zone="Europe/Paris"><div class="notice__item" data-end="2026-12-05">Un</div>
<div class="notice__item">Deux</div></aside>"""


def site(folder: Path, *items: str, day: str = "2026-12-05", files: dict[str, str | bytes] | None = None) -> Rendered:
    listed = "".join(f"    - {each}\n" for each in items)
    return render(write_site(folder, files or {"pages/ag.md": "---\ntitle: AG\n---\nx\n"}, SITE + listed), day=day)


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [("2026-11-30", False), ("2026-12-01", True), ("2026-12-12", True), ("2026-12-13", False)],
)
def test_a_notice_is_up_from_its_first_day_to_its_last(tmp_path: Path, day: str, is_shown: bool) -> None:
    rendered = site(tmp_path, "{text: Fermé, start: 2026-12-01, end: 2026-12-12}", day=day)
    for page in ("index.html", "ag/index.html", "404.html"):
        assert ("Fermé" in rendered.text(page)) is is_shown
        assert ("notice" in rendered.text(page)) is is_shown


def test_the_script_comes_only_with_a_last_day(tmp_path: Path) -> None:
    assert "<script" in site(tmp_path / "a", "{text: Fermé, end: 2026-12-12}").text("ag/index.html")
    assert "<script" not in site(tmp_path / "b", "{text: Fermé}").text("ag/index.html")


def test_a_notice_leads_to_a_page_an_address_or_a_file(tmp_path: Path) -> None:
    links = ("pages/ag.md", "/plan-du-site/", "pages/ordre.pdf", "https://mairie.example/")
    items = [f"{{text: AG, link: {{title: Vers {each}, link: '{each}'}}}}" for each in links]
    files = {"pages/ag.md": "---\ntitle: AG\n---\nx\n", "pages/ordre.pdf": b"%PDF-1.4"}
    rendered = site(tmp_path, *items, files=files)
    html = rendered.text("index.html")
    for href in ("/ag/", "/plan-du-site/", "https://mairie.example/"):
        assert f'href="{href}"' in html
    assert [name for name in rendered.files if name.endswith(".pdf") and f'href="/{name}"' in html]


def test_a_link_to_nowhere_is_told_with_its_line(tmp_path: Path) -> None:
    rendered = site(tmp_path, "{text: AG, link: {title: Voir, link: pages/nulle-part.md}}")
    assert rendered.files == {}
    assert ("site.yaml", 4) in [(each.file, each.line) for each in rendered.findings if each.severity == "error"]


def test_the_only_notice_needs_no_dash_and_its_mistakes_keep_their_lines(tmp_path: Path) -> None:
    alone = "organisation: {name: Les Amis}\nnotice:\n  text: Fermé\n  %s\n"
    assert "Fermé" in render(write_site(tmp_path / "a", {}, alone % "end: 2026-12-12"), day="2026-12-05").text(
        "index.html"
    )
    [wrong] = [each for each in render(write_site(tmp_path / "b", {}, alone % "fin: demain")).findings if each.line]
    assert (wrong.code, wrong.line, wrong.values["nearest"]) == ("misspelt_key", 4, "end")


def test_a_notice_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    rendered = site(tmp_path, "{text: AG, start: 2026-12-12, end: 2026-12-01}")
    assert "notice.ends_before_it_starts" in rendered.codes


def test_texts_are_escaped_and_set(tmp_path: Path) -> None:
    html = site(tmp_path, '{text: "Fermé <b>lundi</b> : pourquoi ?"}').text("index.html")
    assert "Fermé &lt;b&gt;lundi&lt;/b&gt;\u00a0: pourquoi\u202f?" in html


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.mark.parametrize(
    ("now", "left"), [("2026-12-05T22:30:00Z", "Un"), ("2026-12-05T23:30:00Z", "Deux"), ("2026-12-05T23:30:00Z", "")]
)
def test_a_notice_that_is_over_leaves_the_page(browser: Browser, now: str, left: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time(now)
    page.set_content(FRAGMENT if left else FRAGMENT.replace('<div class="notice__item">Deux</div>', ""))
    page.add_script_tag(content=(feature.folder / "static/notice.js").read_text("utf-8"), type="module")
    page.wait_for_timeout(50)
    assert page.locator(".notice").count() == (1 if left else 0)
    assert (page.locator("[data-end]").count() == 1) is (left == "Un")
