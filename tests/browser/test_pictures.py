"""What a browser loads of pictures: one file each, no larger than its place needs, and nothing moves meanwhile."""

from __future__ import annotations

import io
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PIL import Image
from playwright.sync_api import Browser, Response, sync_playwright

from pelicasso.build.kept_site import KeptSite
from pelicasso.kit.testing import write_site
from pelicasso.serve.server import previewing
from pelicasso.site.speaker import Speaker

CHROMIUM = os.environ.get("PELICASSO_CHROMIUM", "/usr/bin/chromium")
SITE = """organisation: {name: Les Mains vertes}
home:
- hero: {picture: {file: images/large.jpg, alt: Le canal}}
- news
"""
HEAD = "---\ntitle: Une page\ndate: 2026-02-0{}\npicture: {{file: ../images/large.jpg, alt: Le canal}}\n---\n\n"
BODY = """Un texte.

![Un](../images/un.jpg "La légende")

/// pictures
layout: wide
![Deux](../images/deux.jpg)
///

/// pictures
layout: left
![Trois](../images/trois.jpg)
///

![Quatre](../images/quatre.jpg)
![Cinq](../images/cinq.jpg)

![Six](../images/six.gif)
"""
SHIFTS = """
new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(each => sum += each.value))
    .observe({type: 'layout-shift', buffered: true})
  setTimeout(() => done(sum), 300)
})
"""
IMAGES = """
[...document.querySelectorAll('main img')].filter(each => each.offsetParent).map(each => ({
  file: each.currentSrc.split('/').pop(), shown: each.getBoundingClientRect().width
}))
"""


@dataclass
class Loaded:
    """What a page loaded: by file name the bytes of pictures, what its images are, how much it moved."""

    files: dict[str, int]
    images: list[dict[str, object]]
    shift: float
    width: int


def photo(colour: str) -> bytes:
    stream = io.BytesIO()
    ramp = Image.radial_gradient("L").resize((2400, 1600))
    Image.composite(Image.new("RGB", ramp.size, colour), Image.new("RGB", ramp.size), ramp).save(stream, "JPEG")
    return stream.getvalue()


def moving() -> bytes:
    stream = io.BytesIO()
    frames = [Image.new("RGB", (600, 300), (each * 80, 0, 90)) for each in range(3)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=500)
    return stream.getvalue()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files: dict[str, str | bytes] = {
        f"images/{name}.jpg": photo(colour)
        for name, colour in zip(
            ("large", "un", "deux", "trois", "quatre", "cinq"),
            ("#c33", "#3c3", "#33c", "#cc3", "#3cc", "#c3c"),
            strict=True,
        )
    }
    files |= {f"articles/{each}.md": HEAD.format(each) + (BODY if each == 3 else "Un texte.") for each in (1, 2, 3)}
    folder = write_site(tmp_path_factory.mktemp("site"), {**files, "images/six.gif": moving()}, SITE)
    with previewing(folder, Speaker("fr"), KeptSite(folder).render, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        server.preview.answer("/")
        yield server.address.rstrip("/")
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield launched
        launched.close()


def load(browser: Browser, address: str, width: int, density: int, **options: str) -> Loaded:
    context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density, **options)
    page = context.new_page()
    files: dict[str, int] = {}

    def hear(response: Response) -> None:
        if "/images/" in response.url:
            assert response.status == 200
            files[response.url.rpartition("/")[2]] = len(response.body())

    page.on("response", hear)
    page.goto(address)
    for image in page.locator("main img:visible").all():
        image.scroll_into_view_if_needed()
        image.evaluate("each => each.decode()")
    made = Loaded(files, page.evaluate(IMAGES), page.evaluate(SHIFTS), page.evaluate("document.body.scrollWidth"))
    context.close()
    return made


SCREENS = [(width, density) for width in (320, 768, 1440) for density in (1, 2)]


@pytest.mark.parametrize("path", ["/", "/actualites/3/"])
@pytest.mark.parametrize(("width", "density"), SCREENS)
def test_each_picture_is_one_file_that_fits_its_place(
    browser: Browser, address: str, path: str, width: int, density: int
) -> None:
    loaded = load(browser, address + path, width, density)
    assert loaded.shift == 0
    assert loaded.width <= width
    assert len(loaded.images) >= (2 if path == "/" else 7)
    assert set(loaded.files) == {each["file"] for each in loaded.images}
    for each in loaded.images:
        needed = float(str(each["shown"])) * density
        file = str(each["file"])
        pixels = next(map(int, re.findall(r"-(\d+)-", file)))
        assert file.endswith((".webp", ".avif")), file
        # A thumbnail and what moves are made at one width; all others fill a sharp screen.
        if pixels != 200 and "moving" not in file:
            assert pixels <= max(480, 1.9 * needed), f"{file} for {needed} pixels"
            assert pixels >= min(needed, 1200) * 0.85, f"{file} for {needed} pixels"


def test_what_moves_stands_still_where_the_visitor_asks_for_rest(browser: Browser, address: str) -> None:
    quiet = load(browser, f"{address}/actualites/3/", 1440, 1, reduced_motion="reduce")
    assert [each for each in quiet.files if "-still-" in each]
    assert not [each for each in quiet.files if "-moving-" in each]
    lively = load(browser, f"{address}/actualites/3/", 1440, 1, reduced_motion="no-preference")
    assert [each for each in lively.files if "-moving-" in each]


def test_pictures_below_the_fold_wait(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 500})
    page = context.new_page()
    page.goto(f"{address}/actualites/3/", wait_until="load")
    waiting = page.evaluate("[...document.images].filter(each => each.loading === 'lazy').length")
    first = page.evaluate("document.querySelector('main img').fetchPriority")
    context.close()
    assert waiting >= 6
    assert first == "high"
