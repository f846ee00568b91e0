"""The hidden e-mail address in a browser: read, selected by one click and copied without scripts, a link with them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from jinja2 import DictLoader, Environment
from playwright.sync_api import Browser, Page, Route, sync_playwright

from pelicasso_plugins.contact import feature
from pelicasso_plugins.contact.config import Contact

EMAIL = "a+b%c@mains-vertes.example"
PAGE = """<!DOCTYPE html><link rel="stylesheet" href="contact.css"><p>{email}</p>
<script type="module" src="contact.js"></script>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield launched
        launched.close()


def email() -> str:
    source = (feature.folder / "templates/contact/email.html").read_text("utf-8")
    made = Environment(loader=DictLoader({"email": source}), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.globals["t"] = lambda _key: "[à enlever]"
    template = made.from_string("{% from 'email' import email %}{{ email(contact) }}")
    return template.render(contact=Contact(email=EMAIL))


def shown(browser: Browser, *, scripts: bool, body: str = "", now: str = "2026-11-24T10:00:00Z") -> Page:
    def answer(route: Route) -> None:
        if name := route.request.url.rpartition("/")[2]:
            route.fulfill(path=feature.folder / "static" / name)
        else:
            route.fulfill(body=body or PAGE.format(email=email()), content_type="text/html; charset=utf-8")

    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.clock.set_fixed_time(now)
    page.route("**/*", answer)
    page.goto("https://mains-vertes.example/")
    return page


def test_without_scripts_one_click_selects_the_whole_address(browser: Browser) -> None:
    page = shown(browser, scripts=False)
    email = page.locator(".contact__email")
    assert email.inner_text() == EMAIL
    email.click(position={"x": 5, "y": 5})
    assert page.evaluate("getSelection().toString()") == EMAIL


def test_with_scripts_the_address_is_a_link_named_by_the_whole_address(browser: Browser) -> None:
    page = shown(browser, scripts=True)
    link = page.get_by_role("link", name=EMAIL, exact=True)
    assert link.get_attribute("href") == "mailto:a%2Bb%25c@mains-vertes.example"
    assert link.inner_text() == EMAIL


HOURS = """<!DOCTYPE html><link rel="stylesheet" href="contact.css">
<table data-zone="Europe/Paris" data-today="(aujourd’hui)" data-closed="2026-12-24/2027-01-03 ">
<tr data-days="345"><th>Mer.</th><td>9 h</td></tr><tr data-days="7"><th>Dim.</th><td>10 h</td></tr>
<tr><th>Été</th><td>8 h</td></tr></table><script type="module" src="contact.js"></script>"""


@pytest.mark.parametrize(
    ("now", "marked"),
    [
        ("2026-11-25T10:00:00Z", ["Mer. (aujourd’hui)"]),
        ("2026-11-24T23:30:00Z", ["Mer. (aujourd’hui)"]),
        ("2026-11-29T10:00:00Z", ["Dim. (aujourd’hui)"]),
        ("2026-11-28T10:00:00Z", []),
        ("2026-12-24T10:00:00Z", []),
        ("2027-01-03T10:00:00Z", []),
        ("2027-01-06T10:00:00Z", ["Mer. (aujourd’hui)"]),
    ],
)
def test_the_row_of_today_is_marked_unless_nobody_is_there(browser: Browser, now: str, marked: list[str]) -> None:
    page = shown(browser, scripts=True, body=HOURS, now=now)
    rows = page.locator('tr[aria-current="date"] th')
    assert rows.all_inner_texts() == marked
