"""The agenda in a browser: what is over leaves a page that was built days ago, and nothing needs a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from pelicasso.kit.testing import render, write_site

SITE = 'organisation: {name: Lavoir}\nsite: {url: "https://x.example"}\nhome: [events]\n'
PLACE = "place: Lavoir, 1 rue Haute, 59100 Aubin"
TEXTS = {
    "fete": f"title: Fête\nstart: 2026-12-05 14:00\nend: 17 h\ncategory: Fêtes\n{PLACE}",
    "bal": f"title: Bal\nstart: 2027-01-09 20:00\nend: 2 h\nstatus: annulé\n{PLACE}",
    "cours": f"title: Cours\nstart: 2026-12-01 18:00\nend: 20 h\nrecurrence: tous les mardis\n{PLACE}",
}
PAGES = ("agenda/", "agenda/2026/12/", "agenda/fete/", "agenda/bal/", "agenda/cours/", "agenda/theme/fetes/")
KINDS = {".css": "text/css", ".js": "text/javascript", ".html": "text/html", ".svg": "image/svg+xml"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes | Path]:
    texts = {f"events/{name}.md": f"---\n{head}\n---\nVenez.\n" for name, head in TEXTS.items()}
    return render(write_site(tmp_path_factory.mktemp("site"), texts, SITE)).files


def opened(
    browser: Browser, files: Mapping[str, bytes | Path], path: str, now: str, *, scripts: bool = True, width: int = 1280
) -> Page:
    def answer(route: Route) -> None:
        name = urlsplit(route.request.url).path.lstrip("/")
        name = f"{name}index.html" if not name or name.endswith("/") else name
        content = files.get(name, b"")
        body = content.read_bytes() if isinstance(content, Path) else content
        route.fulfill(body=body, content_type=KINDS.get(Path(name).suffix, "application/octet-stream"))

    context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.route("**/*", answer)
    page.goto(f"https://x.example/{path}")
    page.wait_for_load_state("networkidle")
    return page


def shown(page: Page) -> list[str]:
    return [each.inner_text() for each in page.locator("main li.row h3").all() if each.is_visible()]


def test_what_is_over_leaves_the_list_and_an_empty_month_goes_with_it(
    browser: Browser, files: Mapping[str, bytes | Path]
) -> None:
    page = opened(browser, files, "agenda/", "2026-11-25T12:00:00Z")
    assert shown(page)[:2] == ["Cours", "Fête"]
    page = opened(browser, files, "agenda/", "2026-12-05T16:30:00Z")
    assert "Fête" not in shown(page)
    page = opened(browser, files, "agenda/", "2027-01-01T12:00:00Z")
    assert not page.get_by_role("heading", name="Décembre 2026").is_visible()
    assert page.get_by_role("heading", name="Janvier 2027").is_visible()


def test_an_event_that_is_over_says_so_from_its_end_on(browser: Browser, files: Mapping[str, bytes | Path]) -> None:
    for now, over in (("2026-12-05T15:59:00Z", False), ("2026-12-05T16:01:00Z", True)):
        page = opened(browser, files, "agenda/fete/", now)
        assert page.get_by_text("Cet événement est passé.").is_visible() == over


def test_without_scripts_everything_is_there(browser: Browser, files: Mapping[str, bytes | Path]) -> None:
    page = opened(browser, files, "agenda/", "2026-11-25T12:00:00Z", scripts=False)
    assert shown(page)[:3] == ["Cours", "Fête", "Cours"]
    assert page.get_by_role("link", name="S’abonner").is_visible()
    page = opened(browser, files, "agenda/fete/", "2026-11-25T12:00:00Z", scripts=False)
    assert page.get_by_role("link", name="Ajouter à mon agenda").is_visible()
    assert not page.get_by_text("Cet événement est passé.").is_visible()


def test_the_script_is_under_a_kilobyte() -> None:
    assert (Path(__file__).parents[1] / "static/events.js").stat().st_size < 1000


def test_a_month_is_a_table_where_there_is_room_and_a_list_on_a_phone(
    browser: Browser, files: Mapping[str, bytes | Path]
) -> None:
    page = opened(browser, files, "agenda/2026/12/", "2026-11-25T12:00:00Z")
    assert page.get_by_role("columnheader").count() == 7
    assert page.get_by_role("cell", name="5 Fête").is_visible()
    phone = opened(browser, files, "agenda/2026/12/", "2026-11-25T12:00:00Z", width=320)
    assert phone.get_by_text("samedi 5 décembre").is_visible()
    assert phone.locator("thead").is_hidden()
    assert phone.locator("main td:visible").count() == 6
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_fault_that_axe_finds(
    browser: Browser, files: Mapping[str, bytes | Path], path: str, width: int
) -> None:
    page = opened(browser, files, path, "2026-11-25T12:00:00Z", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert [each["id"] for each in found.response["violations"]] == []


def test_every_event_is_reached_by_the_keyboard(browser: Browser, files: Mapping[str, bytes | Path]) -> None:
    page = opened(browser, files, "agenda/2026/12/", "2026-11-25T12:00:00Z")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim().split(/\\s{2,}| de /)[0]"))
    assert {"Fête", "Cours"} <= reached
