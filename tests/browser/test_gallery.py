"""The gallery in a browser: its states are accessible in every look, in colours that are hard to make readable."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from pelicasso.gallery.gallery import render_gallery
from pelicasso.kit.testing import write_site
from pelicasso.serve.server import previewing
from pelicasso.site.speaker import Speaker

CHROMIUM = os.environ.get("PELICASSO_CHROMIUM", "/usr/bin/chromium")
LOOKS = [("base", "#ffe600"), ("fanfare", "#111111"), ("registre", "#ffffff")]
SHOWN = (
    "palette/",
    "components/card/",
    "components/row/",
    "components/figures/long/",
    "partials/header/many/",
    "partials/hero/no_picture/",
    "templates/home/right_to_left/",
    "templates/page/long_words/",
    "templates/article/picture/",
    "templates/listing/ten/",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module", params=LOOKS, ids=lambda each: each[0])
def gallery(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    name, colour = request.param
    site = f'organisation: {{name: Les Mains vertes}}\ntheme: {{name: {name}, colour: "{colour}"}}\n'
    folder: Path = write_site(tmp_path_factory.mktemp(name), {}, site)
    with previewing(folder, Speaker("fr"), lambda _changed: render_gallery(folder, day="2026-11-24"), 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.address
        server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible_and_fits_a_phone(browser: Browser, gallery: str, scheme: str) -> None:
    wide = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = wide.new_page()
    wrong = {}
    for path in SHOWN:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{gallery}{path}")
        found = [each["id"] for each in Axe().run(page).response["violations"]]
        page.set_viewport_size({"width": 320, "height": 700})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append("wider than 320 pixels")
        if found:
            wrong[path] = found
    wide.close()
    assert wrong == {}
