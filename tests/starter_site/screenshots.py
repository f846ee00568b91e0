"""Take the pictures of the starter's guide anew, in the system's Chromium.

python tests/starter_site/screenshots.py
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from pelicasso.build.kept_site import KeptSite
from pelicasso.new.days import WRITTEN_FOR
from pelicasso.new.site import create_site
from pelicasso.serve.server import PreviewServer, previewing
from pelicasso.site.speaker import Speaker

GUIDE = Path(__file__).resolve().parents[2] / "starter_site/guide"
CHROMIUM = os.environ.get("PELICASSO_CHROMIUM") or shutil.which("chromium")
SIZE = {"width": 1200, "height": 780}
SHOWN = 900
"""Pixels, the width of what is kept: a README shows no more."""
MISTAKEN = ("content/articles/2026-11-18-deux-tonnes-de-pommes.md", "jardins/verger.md", "jardins/vergers.md")


@contextmanager
def served(folder: Path) -> Iterator[PreviewServer]:
    render = KeptSite(folder, day=WRITTEN_FOR.isoformat()).render
    with previewing(folder, Speaker("fr"), render, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def keep(page: Page, name: str) -> None:
    picture = Image.open(BytesIO(page.screenshot()))
    picture.thumbnail((SHOWN, SHOWN))
    picture.convert("RGB").save(GUIDE / f"{name}.webp", quality=72, method=6)


def break_page(folder: Path, server: PreviewServer) -> None:
    name, right, wrong = MISTAKEN
    count = server.preview.count
    text = (folder / name).read_text("utf-8")
    (folder / name).write_text(text.replace(right, wrong), "utf-8")
    server.preview.wait(count, 30)


def main() -> None:
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made) / "site"
        create_site(folder, {}, WRITTEN_FOR)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE["width"], "height": SIZE["height"]})
        with served(folder) as server:
            page.goto(server.address)
            keep(page, "accueil")
            # The page that is open would load itself again.
            page.goto("about:blank")
            break_page(folder, server)
            page.goto(server.address, wait_until="domcontentloaded")
            keep(page, "erreur")
        browser.close()


if __name__ == "__main__":
    main()
