"""Share links in a browser, with all other hosts stubbed: the address that opens, keys, the script, and none."""

from __future__ import annotations

import mimetypes
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from pelicasso.kit.testing import Rendered, render, write_site

SITE = """
organisation: {name: Les Amis du Lavoir}
site: {url: "https://lavoir.example"}
sharing: {networks: [device, email, whatsapp, telegram, facebook, linkedin, bluesky, x, sms, mastodon, copy]}
"""
ADDRESS = "https://lavoir.example/actualites/x/"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    article = "---\ntitle: Le lavoir & nous\nsummary: Nous.\n---\nTexte.\n"
    return render(write_site(tmp_path_factory.mktemp("site"), {"articles/2026-02-01-x.md": article}, SITE))


@pytest.fixture
def opened(browser: Browser, site: Rendered) -> Iterator[Open]:
    """The page of the article; `asked` of the page are the addresses that left the site."""
    contexts = []

    def open_page(*, scripts: bool = True, width: int = 1280) -> Page:
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": 800}, base_url="https://lavoir.example"
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin="https://lavoir.example")
        context.route("**/*", lambda route: answer(site, route))
        contexts.append(context)
        page = context.new_page()
        page.goto("/actualites/x/")
        return page

    yield open_page
    for each in contexts:
        each.close()


def answer(site: Rendered, route: Route) -> None:
    parts = urlsplit(route.request.url)
    if parts.hostname != "lavoir.example":
        route.fulfill(status=200, content_type="text/html", body="<title>ailleurs</title>")
        return
    name = f"{parts.path.lstrip('/')}{'index.html' if parts.path.endswith('/') else ''}"
    if name not in site.files:
        route.fulfill(status=404)
        return
    content = site.files[name]
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    route.fulfill(status=200, content_type=kind, body=content if isinstance(content, bytes) else content.read_bytes())


HOSTS = {
    "WhatsApp": ("wa.me", {"text": [f"Le lavoir & nous {ADDRESS}"]}),
    "Telegram": ("t.me", {"url": [ADDRESS], "text": ["Le lavoir & nous"]}),
    "Facebook": ("www.facebook.com", {"u": [ADDRESS]}),
    "LinkedIn": ("www.linkedin.com", {"url": [ADDRESS]}),
    "Bluesky": ("bsky.app", {"text": [f"Le lavoir & nous {ADDRESS}"]}),
    "X": ("twitter.com", {"text": ["Le lavoir & nous"], "url": [ADDRESS]}),
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("name", HOSTS)
def test_a_link_opens_its_network_with_the_text(opened: Open, name: str, scripts: bool) -> None:
    page = opened(scripts=scripts)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = page.get_by_role("link", name=name, exact=True)
    link.focus()
    assert [each for each in asked if urlsplit(each).hostname != "lavoir.example"] == []
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).hostname == HOSTS[name][0])
    assert parse_qs(urlsplit(page.url).query) == HOSTS[name][1]


def test_links_of_the_device_are_as_they_should_be(opened: Open) -> None:
    page = opened()
    email = page.get_by_role("link", name="Courriel").get_attribute("href") or ""
    assert email.startswith("mailto:?subject=Le%20lavoir%20%26%20nous&body=")
    assert "%0D%0A" in email
    assert page.get_by_role("link", name="SMS").count() == 0


def test_without_a_script_no_button_promises_anything(opened: Open) -> None:
    page = opened(scripts=False)
    buttons = page.locator(".sharing button")
    assert buttons.count() == 3
    assert not any(each.is_visible() for each in buttons.all())


def test_the_address_is_copied_and_it_is_said(opened: Open) -> None:
    page = opened()
    page.get_by_role("button", name="Copier").press("Enter")
    page.locator(".sharing [role=status]", has_text="copiée").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS


@pytest.mark.parametrize("said", ["mastodon.example", " @odile@mastodon.example ", "https://mastodon.example/@odile"])
def test_mastodon_opens_at_the_visitors_own_server(opened: Open, said: str) -> None:
    page = opened()
    page.once("dialog", lambda dialog: dialog.accept(said))
    page.get_by_role("button", name="Mastodon").press("Enter")
    page.wait_for_url("https://mastodon.example/**")
    assert urlsplit(page.url).path == "/share"
    assert parse_qs(urlsplit(page.url).query) == {"text": [f"Le lavoir & nous {ADDRESS}"]}


def test_what_is_no_server_opens_nothing(opened: Open) -> None:
    page = opened()
    page.once("dialog", lambda dialog: dialog.accept("evil.example:x/javascript?"))
    page.get_by_role("button", name="Mastodon").click()
    page.locator(".sharing [role=status]", has_text="serveur").wait_for()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Mastodon").click()
    assert page.url == ADDRESS
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_each_way_is_large_enough_for_a_finger(opened: Open, width: int) -> None:
    page = opened(width=width)
    boxes = [each.bounding_box() for each in page.locator(".sharing__way:visible").all()]
    assert len(boxes) >= 8
    assert all(box and box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_of_it_is_printed(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert not page.locator(".sharing").is_visible()
