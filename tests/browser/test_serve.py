"""The live preview in a browser: it reloads by itself, keeps the place, shows errors and comes back from them."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pelicasso.build.kept_site import KeptSite
from pelicasso.serve.server import PreviewServer, previewing
from pelicasso.site.speaker import Speaker

CHROMIUM = os.environ.get("PELICASSO_CHROMIUM", "/usr/bin/chromium")
SCROLLED = 700


class Preview:
    """A site that is served, and a browser on one of its pages."""

    def __init__(self, folder: Path, server: PreviewServer, page: Page) -> None:
        self.folder = folder
        self.server = server
        self.page = page
        self.refused: list[str] = []
        page.on("console", lambda message: self._hear(message.text))

    def _hear(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.refused.append(text)

    def write(self, name: str, text: str) -> None:
        """Save a page, and wait until the site was built with it."""
        count = self.server.preview.count
        (self.folder / f"content/pages/{name}.md").write_text(text, "utf-8")
        self.server.preview.wait(count, 20)

    def visit(self, path: str) -> None:
        self.page.goto(f"{self.server.address.rstrip('/')}{path}")
        self.page.evaluate("window.isFirst = true")

    @property
    def was_reloaded(self) -> bool:
        return not self.page.evaluate("window.isFirst === true")


def text(title: str, word: str = "", line: str = "") -> str:
    return f"---\ntitle: {title}\n{line}---\n\n{word}\n\n" + "\n\n".join(f"Ligne {each}." for each in range(200))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield launched
        launched.close()


@pytest.fixture
def preview(browser: Browser, tmp_path: Path) -> Iterator[Preview]:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("organisation: {name: Les Mains vertes}\n", "utf-8")
    for name in ("jardin", "verger"):
        (tmp_path / f"content/pages/{name}.md").write_text(text(f"Le {name}", "Premier état."), "utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    with previewing(tmp_path, Speaker("fr"), KeptSite(tmp_path).render, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        server.preview.answer("/")  # The first build is over.
        made = Preview(tmp_path, server, context.new_page())
        yield made
        context.close()
        server.shutdown()
        thread.join()
    assert made.refused == []


def scroll(page: Page) -> None:
    page.evaluate(f"scrollTo(0, {SCROLLED})")


def is_scrolled(page: Page) -> bool:
    """Say whether the page comes to its place; asked again and again, as a page may be on its way."""
    for _ in range(100):
        if abs(page.evaluate("scrollY") - SCROLLED) < 2:
            return True
        page.wait_for_timeout(50)
    return False


def test_an_edited_page_shows_by_itself_at_the_same_place(preview: Preview) -> None:
    preview.visit("/jardin/")
    scroll(preview.page)
    preview.write("jardin", text("Le jardin", "Second état."))
    expect(preview.page.get_by_text("Second état.")).to_be_attached()
    assert preview.was_reloaded
    assert is_scrolled(preview.page)


def test_a_page_that_the_change_does_not_touch_stays(preview: Preview) -> None:
    preview.visit("/jardin/")
    preview.write("verger", text("Le verger", "Second état."))
    preview.page.wait_for_timeout(300)
    assert not preview.was_reloaded


def test_new_styles_show_without_the_page_being_loaded_again(preview: Preview) -> None:
    style = preview.folder / "overrides/static/site.css"
    style.parent.mkdir(parents=True)
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        if colour == "rgb(1, 2, 3)":
            preview.visit("/jardin/")
            scroll(preview.page)
        style.write_text(f"body {{ color: {colour}; }}", "utf-8")
        expect(preview.page.locator("body")).to_have_css("color", colour, timeout=20_000)
        assert not preview.was_reloaded
        assert is_scrolled(preview.page)
    preview.write("jardin", text("Le jardin", "Second état."))
    expect(preview.page.get_by_text("Second état.")).to_be_attached()
    assert preview.was_reloaded


def test_a_page_that_nobody_sees_waits_until_it_is_seen(preview: Preview) -> None:
    preview.visit("/jardin/")
    hidden = "Object.defineProperty(document, 'hidden', {value: %s, configurable: true});"
    turn = hidden + "document.dispatchEvent(new Event('visibilitychange'))"
    preview.page.evaluate(turn % "true")
    preview.write("jardin", text("Le jardin", "Second état."))
    preview.page.wait_for_timeout(300)
    assert not preview.was_reloaded
    preview.page.evaluate(turn % "false")
    expect(preview.page.get_by_text("Second état.")).to_be_attached()


def test_a_mistake_shows_by_itself_and_so_does_the_mended_page(preview: Preview) -> None:
    preview.visit("/jardin/")
    scroll(preview.page)
    preview.write("verger", text("Le verger", line="tilte: x\n"))
    expect(preview.page.get_by_role("heading", level=1)).to_have_text("Il y a une erreur à corriger")
    expect(preview.page.get_by_text("content/pages/verger.md, ligne 3")).to_be_visible()
    expect(preview.page.locator("[aria-current]")).to_have_text("tilte: x")
    preview.write("verger", text("Le verger"))
    expect(preview.page.get_by_role("heading", level=1)).to_have_text("Le jardin")
    assert is_scrolled(preview.page)


def test_the_last_good_site_can_be_visited_until_the_next_change(preview: Preview) -> None:
    preview.visit("/jardin/")
    preview.write("verger", text("Le verger", line="tilte: x\n"))
    preview.page.get_by_role("button", name="Voir la dernière version qui marche").click()
    expect(preview.page.get_by_role("heading", level=1)).to_have_text("Le jardin")
    preview.visit("/verger/")
    expect(preview.page.get_by_text("Premier état.")).to_be_attached()
    preview.write("verger", text("Le verger", line="tilte: y\n"))
    expect(preview.page.get_by_text("Il y a une erreur à corriger")).to_be_visible()


def test_a_page_that_does_not_exist_yet_shows_once_it_does(preview: Preview) -> None:
    preview.visit("/potager/")
    expect(preview.page.get_by_role("heading", level=1)).to_have_text(re.compile("n’existe pas"))
    preview.write("potager", text("Le potager"))
    expect(preview.page.get_by_role("heading", level=1)).to_have_text("Le potager")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_error_page_is_for_everyone(preview: Preview, scheme: str, width: int) -> None:
    page = preview.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 720})
    preview.write("verger", text("Le verger", line=f"tilte: {'x' * 400}\n"))
    preview.visit("/verger/")
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Voir la dernière version qui marche"
