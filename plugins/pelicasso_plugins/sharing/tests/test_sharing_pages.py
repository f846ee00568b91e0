"""What is pasted and followed: tags, share links, cards, feeds."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import feedparser
import pytest
from PIL import Image

from pelicasso.kit.testing import Rendered, render, write_site

SITE = """
organisation: {name: Les Amis du Lavoir, tagline: un lavoir pour tout le quartier}
site: {url: "https://lavoir.example/site"}
"""
ALL = "sharing: {networks: [email, sms, whatsapp, telegram, facebook, linkedin, bluesky, x, copy, device, mastodon]}\n"
ARTICLE = "---\ntitle: {title}\nsummary: Nous avons nettoyé le lavoir.\n{more}---\nTexte **entier**.\n"
UNSAFE = '</title><script>alert(1)</script> « été » 🎉 " & quote'
ADDRESS = "https://lavoir.example/site/actualites/x/"


def site_of(folder: Path, title: str = "Le lavoir & nous", more: str = "", site: str = "") -> Rendered:
    texts = {"articles/2026-02-01-x.md": ARTICLE.format(title=f"'{title}'", more=more)}
    return render(write_site(folder, texts, SITE + site))


def tags(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html.partition("</head>")[0])
    return {name: unescape(content) for name, content in found}


def hrefs(html: str) -> dict[str, str]:
    found = re.findall(r'class="sharing__(\w+)"><a class="sharing__way" href="([^"]+)"', html)
    return {network: unescape(href) for network, href in found}


def card(site: Rendered, file: str) -> Image.Image:
    address = tags(site.text(file))["og:image"].removeprefix("https://lavoir.example/site/")
    content = site.files[address]
    raw = content if isinstance(content, bytes) else content.read_bytes()
    assert len(raw) <= 60_000
    return Image.open(io.BytesIO(raw))


def test_an_article_says_what_it_is(tmp_path: Path) -> None:
    said = tags(site_of(tmp_path, site='sharing: {fediverse: "lavoir@mamot.example"}').text("actualites/x/index.html"))
    assert said["og:type"] == "article"
    assert said["og:title"] == "Le lavoir & nous"
    assert said["og:locale"] == "fr_FR"
    assert said["og:url"] == ADDRESS
    assert said["article:published_time"] == "2026-02-01T00:00:00+01:00"
    assert said["fediverse:creator"] == "@lavoir@mamot.example"
    assert said["twitter:card"] == "summary_large_image"


def test_four_links_by_default_in_their_order(tmp_path: Path) -> None:
    html = site_of(tmp_path).text("actualites/x/index.html")
    assert list(hrefs(html)) == ["email", "whatsapp", "facebook"]
    assert '<li hidden><button class="sharing__way" type="button" value="copy">' in html


def test_each_link_carries_the_text_and_the_address(tmp_path: Path) -> None:
    links = hrefs(site_of(tmp_path, site=ALL).text("actualites/x/index.html"))
    queries = {name: parse_qs(urlsplit(each).query.removeprefix("&")) for name, each in links.items()}
    whole = [f"Le lavoir & nous {ADDRESS}"]
    assert queries["email"] == {"subject": ["Le lavoir & nous"], "body": [f"Le lavoir & nous\r\n\r\n{ADDRESS}"]}
    assert queries["whatsapp"]["text"] == queries["bluesky"]["text"] == queries["sms"]["body"] == whole
    assert queries["telegram"] == queries["x"] == {"text": ["Le lavoir & nous"], "url": [ADDRESS]}
    assert queries["facebook"] == {"u": [ADDRESS]}
    assert queries["linkedin"] == {"url": [ADDRESS]}
    assert not any("+" in each for each in links.values())


def test_nothing_is_shared_of_what_nobody_should_find(tmp_path: Path) -> None:
    site = site_of(tmp_path, more="noindex: oui\n")
    html = site.text("actualites/x/index.html")
    assert "og:" not in html
    assert "sharing" not in html
    assert not [each for each in site.files if each.startswith("assets/x-")]


def test_without_an_address_nothing_is_shared(tmp_path: Path) -> None:
    texts = {"articles/2026-02-01-x.md": ARTICLE.format(title="Le lavoir", more="")}
    site = render(write_site(tmp_path, texts))
    assert "og:" not in site.text("actualites/x/index.html")
    assert "sharing" not in site.text("actualites/x/index.html")
    assert not [each for each in site.files if each.endswith(".jpg")]


def test_no_links_where_none_are_wanted(tmp_path: Path) -> None:
    html = site_of(tmp_path, site="sharing: {networks: []}").text("actualites/x/index.html")
    assert "og:image" in html
    assert "sharing" not in html


def test_words_of_volunteers_for_networks(tmp_path: Path) -> None:
    html = site_of(tmp_path, site="sharing: {networks: [Courriel, twitter]}").text("actualites/x/index.html")
    assert list(hrefs(html)) == ["email", "x"]
    assert "sharing.unknown_network" in site_of(tmp_path, site="sharing: {networks: [minitel]}").codes
    assert "sharing.bad_account" in site_of(tmp_path, site="sharing: {fediverse: lavoir}").codes


@pytest.mark.parametrize(
    "title",
    [UNSAFE, "mot " * 80, "motsansespace" * 24, "جمعية القناة", "🎉🎉🎉", '"'],
    ids=["unsafe", "long", "unbroken", "arabic", "emoji", "quote"],
)
def test_any_title_ends_well_in_tags_links_feeds_and_pictures(tmp_path: Path, title: str) -> None:
    site = site_of(tmp_path, title)
    html = site.text("actualites/x/index.html")
    assert "<script>alert" not in html
    assert html.count("</title>") == 1
    said = tags(html)
    assert 0 < len(said["og:title"]) <= 110
    assert unquote(hrefs(html)["facebook"]).endswith(ADDRESS)
    assert card(site, "actualites/x/index.html").size == (1200, 630)
    feed = feedparser.parse(site.text("feed.xml"))
    assert feed.bozo == 0
    assert feed.entries[0].link == ADDRESS
    assert "<strong>entier</strong>" in feed.entries[0].content[0].value


def test_feeds_are_named_in_every_page(tmp_path: Path) -> None:
    event = "---\ntitle: Fête\nstart: 2026-12-05 14:00\nplace: Lavoir\n---\nVenez.\n"
    write_site(tmp_path, {"events/fete.md": event})
    site = site_of(tmp_path)
    for file in ("index.html", "actualites/x/index.html", "agenda/fete/index.html", "plan-du-site/index.html"):
        named = re.findall(r'<link rel="alternate" type="application/atom\+xml" [^>]*href="([^"]+)"', site.text(file))
        assert named == ["/site/feed.xml", "/site/agenda/feed.xml"]
    assert feedparser.parse(site.text("agenda/feed.xml")).bozo == 0


def test_a_card_is_drawn_once_and_named_by_what_is_on_it(tmp_path: Path) -> None:
    def cards(site: Rendered) -> Mapping[str, Path]:
        return {name: body for name, body in site.files.items() if name.endswith(".jpg") and isinstance(body, Path)}

    first = cards(site_of(tmp_path))
    written = {name: body.stat().st_mtime_ns for name, body in first.items()}
    again = cards(site_of(tmp_path))
    assert len(again) == 2
    assert {name: body.stat().st_mtime_ns for name, body in again.items()} == written
    other = cards(site_of(tmp_path, title="Un autre titre"))
    assert len(other.keys() & first.keys()) == 1


def test_a_picture_that_cannot_be_drawn_leaves_the_card(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    write_site(tmp_path, {"images/x.svg": svg})
    site = site_of(tmp_path, more="picture: {file: images/x.svg, alt: Un lavoir}\n")
    assert card(site, "actualites/x/index.html").size == (1200, 630)
