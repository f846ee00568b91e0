"""A third party's page in a browser: nothing is asked of it before the click, and it tells its height and no more."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from pelicasso.kit.testing import render, write_site

CHROMIUM = os.environ.get("PELICASSO_CHROMIUM", "/usr/bin/chromium")
SITE = "https://mains-vertes.example"
TEXT = """---
title: Nos films
---

/// video | La fête du canal
link: https://www.youtube.com/watch?v=dQw4w9WgXcQ
///

/// frame | S’inscrire
link: https://www.helloasso.com/associations/mains-vertes/evenements/fete
///

/// frame | Venir
link: https://www.helloasso.com/associations/mains-vertes/evenements/bal
///
"""
OUTSIDE = re.compile(r"https://(?!mains-vertes\.example)")
TELLS = "parent.postMessage({message}, '*')"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = write_site(tmp_path_factory.mktemp("frames"), {"pages/films.md": TEXT})
    rendered = render(folder, url=SITE)
    return {name: each if isinstance(each, bytes) else each.read_bytes() for name, each in rendered.files.items()}


class Visit:
    """The page of films, the requests to others, and the Referer that they were sent."""

    def __init__(self, browser: Browser, files: dict[str, bytes], told: str = "", *, scripts: bool = True) -> None:
        self.asked: dict[str, str] = {}
        self.errors: list[str] = []
        self._files = files
        self._told = told
        self.page: Page = browser.new_context(java_script_enabled=scripts).new_page()
        self.page.on("console", lambda each: self.errors.append(each.text) if each.type == "error" else None)
        self.page.route("**/*", self._answer)
        self.page.goto(f"{SITE}/films/")

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if OUTSIDE.match(url):
            self.asked[url] = route.request.header_value("referer") or ""
            route.fulfill(body=f"<script>{self._told}</script>", content_type="text/html")
            return
        name = url.removeprefix(f"{SITE}/") or "index.html"
        found = self._files.get(f"{name}index.html" if name.endswith("/") else name)
        kind = {".css": "text/css", ".js": "text/javascript"}.get(Path(name).suffix, "text/html; charset=utf-8")
        route.fulfill(body=found, content_type=kind) if found is not None else route.fulfill(status=404)


def test_nothing_is_asked_of_others_before_the_click(browser: Browser, files: dict[str, bytes]) -> None:
    visit = Visit(browser, files)
    visit.page.wait_for_timeout(300)
    assert visit.asked == {}
    assert visit.page.get_by_role("button").count() >= 3


def test_a_click_opens_the_frame_it_belongs_to(browser: Browser, files: dict[str, bytes]) -> None:
    visit = Visit(browser, files)
    visit.page.get_by_role("button", name="Lire la vidéo ici (La fête du canal)").click()
    frame = visit.page.locator("iframe")
    frame.wait_for()
    visit.page.wait_for_timeout(200)
    (address,) = visit.asked
    assert address.startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")
    assert visit.asked[address] == f"{SITE}/"
    assert frame.get_attribute("title") == "La fête du canal (YouTube)"
    assert frame.get_attribute("sandbox") == "allow-scripts allow-same-origin allow-popups allow-presentation"
    assert "autoplay" in (frame.get_attribute("allow") or "")
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert visit.page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert visit.errors == []


def test_the_notice_names_who_receives_what_next_to_the_button(browser: Browser, files: dict[str, bytes]) -> None:
    page = Visit(browser, files).page
    notice = page.get_by_role("group", name="La fête du canal").locator(".frame__told")
    assert notice.is_visible()
    assert "www.youtube-nocookie.com" in notice.inner_text()


def test_without_scripts_a_plain_link_leads_to_the_page(browser: Browser, files: dict[str, bytes]) -> None:
    page = Visit(browser, files, scripts=False).page
    box = page.get_by_role("group", name="La fête du canal")
    assert box.get_by_role("link").get_attribute("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert not box.locator("button").is_visible()


def height(browser: Browser, files: dict[str, bytes], message: str) -> tuple[str, str]:
    """The heights of the two forms, once both are open and one of them has told its height."""
    visit = Visit(browser, files)
    for title in ("S’inscrire", "Venir"):
        visit.page.get_by_role("group", name=title).get_by_role("button").click()
    frames = visit.page.locator("[data-height] > iframe")
    frames.nth(1).wait_for()
    visit.page.wait_for_timeout(200)
    child = next(each for each in visit.page.frames if "/fete/" in each.url)
    child.evaluate(TELLS.format(message=message))
    visit.page.wait_for_timeout(100)
    return frames.nth(0).get_attribute("height") or "", frames.nth(1).get_attribute("height") or ""


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("{height: 1234.4}", "1234"),
        ("{height: 1e9}", "5000"),
        ("{height: -3}", "100"),
        ("{height: '900'}", "750"),
        ("{height: NaN}", "750"),
        ("{height: Infinity}", "750"),
        ("null", "750"),
        ("{type: 'resize-iframe', payload: {height: 900}}", "900"),
        ("'setHeight:640:42'", "640"),
    ],
)
def test_a_frame_tells_its_own_height_within_bounds(
    browser: Browser, files: dict[str, bytes], message: str, expected: str
) -> None:
    assert height(browser, files, message) == (expected, "750")


def test_another_origin_and_another_window_are_not_listened_to(browser: Browser, files: dict[str, bytes]) -> None:
    visit = Visit(browser, files)
    visit.page.get_by_role("group", name="S’inscrire").get_by_role("button").click()
    frame = visit.page.locator("[data-height] > iframe")
    frame.wait_for()
    visit.page.wait_for_timeout(200)
    visit.page.evaluate("postMessage({height: 1234}, '*')")
    visit.page.evaluate(
        "dispatchEvent(new MessageEvent('message', {data: {height: 1234}, origin: 'https://www.helloasso.com'}))"
    )
    visit.page.evaluate(
        "dispatchEvent(new MessageEvent('message', {data: {height: 1234}, origin: 'https://evil.example',"
        " source: document.querySelector('[data-height] > iframe').contentWindow}))"
    )
    visit.page.wait_for_timeout(100)
    assert frame.get_attribute("height") == "750"
