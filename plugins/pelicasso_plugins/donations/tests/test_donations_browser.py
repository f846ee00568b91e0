"""Giving, as a visitor does: nothing leaves before the click, and it all works without scripts and by keyboard."""

from __future__ import annotations

import mimetypes
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from pelicasso.kit.testing import Rendered, render, write_site

HOST = "https://lavoir.example"
SITE = """
organisation: {name: Les Amis du Lavoir}
site: {url: "https://lavoir.example"}
donations:
  ways:
    - https://www.helloasso.com/associations/lavoir/formulaires/1
    - https://www.helloasso.com/associations/lavoir/collectes/toit
    - https://liberapay.com/lavoir
    - transfer: {iban: FR14 2004 1010 0505 0001 3M02 606}
  tax: {general_interest: oui, receipts: oui, kind: aid}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return render(write_site(tmp_path_factory.mktemp("site"), {}, SITE))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield launched
        launched.close()


class Visit:
    """One visitor on the page of donations; every other host is answered here, and noted."""

    def __init__(self, browser: Browser, made: Rendered, *, scripts: bool = True) -> None:
        self.outside: list[str] = []
        self._made = made
        context = browser.new_context(java_script_enabled=scripts, permissions=["clipboard-read", "clipboard-write"])
        self.page: Page = context.new_page()
        self.page.route("**/*", self._answer)
        self.page.goto(f"{HOST}/don/")

    def _answer(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}" != HOST:
            self.outside.append(route.request.url)
            route.fulfill(body="<p>Paiement</p>", content_type="text/html")
            return
        name = url.path.lstrip("/")
        name = f"{name}index.html" if not name or name.endswith("/") else name
        content = self._made.files[name]
        body = content.read_bytes() if isinstance(content, Path) else content
        route.fulfill(body=body, content_type=mimetypes.guess_type(name)[0] or "text/plain")


def test_nothing_is_asked_of_anyone_before_the_click(browser: Browser, made: Rendered) -> None:
    visit = Visit(browser, made)
    visit.page.wait_for_load_state("networkidle")
    assert visit.outside == []


def test_each_frame_opens_on_its_own_click_and_is_the_one_that_was_asked_for(browser: Browser, made: Rendered) -> None:
    visit = Visit(browser, made)
    visit.page.locator("[data-frame] button").first.click()
    visit.page.frame_locator("iframe").get_by_text("Paiement").wait_for()
    assert visit.outside == ["https://www.helloasso.com/associations/lavoir/formulaires/1/widget"]
    visit.page.locator("[data-frame] button").first.click()
    visit.page.wait_for_function("document.querySelectorAll('iframe').length == 2")
    visit.page.wait_for_load_state("networkidle")
    assert visit.outside[1:] == ["https://www.helloasso.com/associations/lavoir/collectes/toit/widget"]


@pytest.mark.parametrize("scripts", [True, False])
def test_links_lead_to_the_services_with_and_without_scripts(browser: Browser, made: Rendered, scripts: bool) -> None:
    visit = Visit(browser, made, scripts=scripts)
    for name, address in (
        ("Donner avec HelloAsso", "https://www.helloasso.com/associations/lavoir/formulaires/1"),
        ("Donner avec Liberapay", "https://liberapay.com/lavoir/donate"),
    ):
        assert visit.page.get_by_role("link", name=name, exact=True).first.get_attribute("href") == address


def test_without_scripts_there_is_no_button_that_does_nothing(browser: Browser, made: Rendered) -> None:
    page = Visit(browser, made, scripts=False).page
    assert [each.inner_text() for each in page.locator("main button").all() if each.is_visible()] == []
    assert not page.locator(".donations__calculator").is_visible()
    assert page.get_by_text("FR14 2004 1010 0505 0001 3M02 606").is_visible()


def test_the_account_is_copied_and_this_is_said(browser: Browser, made: Rendered) -> None:
    page = Visit(browser, made).page
    page.get_by_role("button", name="Copier l’IBAN").click()
    page.get_by_role("status").get_by_text("IBAN copié").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "FR1420041010050500013M02606"


@pytest.mark.parametrize(
    ("amount", "cost"), [("100", "25,00 €"), ("2500", "670,00 €"), ("1,50", "0,37 €"), ("-3", ""), ("", "")]
)
def test_the_calculator_says_what_the_law_says(browser: Browser, made: Rendered, amount: str, cost: str) -> None:
    page = Visit(browser, made).page
    field = page.get_by_label("Un autre montant, en euros")
    field.press_sequentially(amount.replace(",", "."))
    said = page.locator(".donations__calculator output").inner_text()
    assert said.replace("\u00a0", " ").replace("\u202f", " ") == cost
