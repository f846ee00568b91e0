"""The head of every page, against what networks and search engines ask for; structured data against schema.org."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, meta
from PIL import Image

from pelicasso.build.builder import render_site
from pelicasso.features import installed

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "themes/base/templates"
HOME = "https://mains-vertes.example/site/"
WANTED = {
    "description": "search engines, Signal",
    "viewport": "search engines",
    "og:type": "Facebook, LinkedIn, Mastodon (article)",
    "og:title": "Facebook, WhatsApp, LinkedIn, Signal, Mastodon",
    "og:description": "Facebook, WhatsApp, LinkedIn, Signal, Mastodon",
    "og:url": "Facebook, WhatsApp",
    "og:site_name": "Facebook, Mastodon, Slack",
    "og:locale": "Facebook",
    "og:image": "Facebook, WhatsApp, LinkedIn, Signal, Mastodon, X",
    "og:image:width": "Facebook, on the first share",
    "og:image:height": "Facebook, on the first share",
    "og:image:type": "Facebook",
    "og:image:alt": "Mastodon, X",
    "twitter:card": "X, for the large picture",
}
"""What each page says once, and who reads it."""
OF_ARTICLES = {"article:published_time": "Signal, Mastodon", "article:modified_time": "Signal"}
VOCABULARY = yaml.safe_load((ROOT / "tests/contract/schema_org.yaml").read_text("utf-8"))
PAGES = [
    (theme.parent / "templates", page.name)
    for theme in ROOT.glob("themes/*/theme.yaml")
    for page in BASE.glob("*.html")
]
for each in installed():
    own = sorted((each.folder / "templates" / each.name).glob("*.html"))
    pages_of = [file for file in own if "{% extends" in file.read_text("utf-8")]
    PAGES += [(each.folder / "templates", f"{each.name}/{file.name}") for file in pages_of]


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes | Path]:
    return render_site(ROOT / "starter_site", day="2026-11-24", url=HOME.rstrip("/")).files


@pytest.fixture(scope="module")
def pages(files: Mapping[str, bytes | Path]) -> dict[str, str]:
    """The heads of the pages that are to be found."""
    texts = {
        name: content.decode()
        for name, content in files.items()
        if isinstance(content, bytes) and name.endswith(".html")
    }
    heads = {name: text.partition("</head>")[0] for name, text in texts.items()}
    return {name: head for name, head in heads.items() if 'name="robots" content="noindex"' not in head}


def tags(head: str) -> list[tuple[str, str]]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', head)
    return [(name, unescape(content)) for name, content in found]


def scripts(head: str) -> list[Any]:
    return [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.S)]


def used(name: str, folders: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    left = [name]
    while left:
        name = left.pop()
        text = next((each / name).read_text("utf-8") for each in folders if (each / name).is_file())
        yield name, text
        left += [each for each in meta.find_referenced_templates(Environment().parse(text)) if each]


@pytest.mark.parametrize(("folder", "name"), PAGES, ids=str)
def test_each_template_has_the_one_head(folder: Path, name: str) -> None:
    if name == "redirect.html":
        return
    texts = dict(used(name, (folder, BASE)))
    assert "partials/head.html" in texts
    head = texts["partials/head.html"]
    assert all(
        part in head for part in ('slots["head"]', "structured_data", "canonical", "feeds", "document.description")
    )


def test_each_page_says_what_is_asked_for(pages: dict[str, str]) -> None:
    assert len(pages) > 50
    for name, head in pages.items():
        said = tags(head)
        count = Counter(each for each, _ in said)
        assert [each for each in WANTED if count[each] != 1] == [], name
        assert [each for each, content in said if not content.strip()] == [], name
        articles = dict(said)["og:type"] == "article"
        assert [each for each in OF_ARTICLES if bool(count[each]) != articles] == [], name
        assert f'rel="canonical" href="{HOME}{name.removesuffix("index.html")}"' in head
        assert dict(said)["og:url"] == f"{HOME}{name.removesuffix('index.html')}"
        assert 'type="application/atom+xml"' in head
        assert len(head) < 20_000, "WhatsApp reads the first 300 kB"


def test_titles_and_descriptions_are_alone_and_as_long_as_is_shown(pages: dict[str, str]) -> None:
    titles = {name: unescape(re.findall(r"<title>(.*?)</title>", head)[0]) for name, head in pages.items()}
    descriptions = {name: dict(tags(head))["description"] for name, head in pages.items()}
    for said, most in ((titles, 110), (descriptions, 160)):
        assert [each for each, count in Counter(said.values()).items() if count > 1] == []
        assert [each for each in said.values() if not 5 <= len(each) <= most] == []


def test_each_picture_is_there_and_every_network_takes_it(
    pages: dict[str, str], files: Mapping[str, bytes | Path]
) -> None:
    named = {dict(tags(head))["og:image"] for head in pages.values()}
    assert len(named) > 10
    for each in named:
        content = files[each.removeprefix(HOME)]
        raw = content.read_bytes() if isinstance(content, Path) else content
        assert len(raw) <= 60_000
        with Image.open(io.BytesIO(raw)) as picture:
            assert (picture.format, picture.size, picture.mode) == ("JPEG", (1200, 630), "RGB")


def test_the_own_object_of_a_page_stands_at_the_root(pages: dict[str, str]) -> None:
    for name, head in pages.items():
        own = [each for each in scripts(head) if {"NewsArticle", "WebPage"} & {*_types(each)}]
        assert len(own) == 1, name
        assert own[0]["url"] == dict(tags(head))["og:url"]
        assert head.index("ld+json") < head.index("og:title")


def test_structured_data_is_in_the_words_of_schema_org(pages: dict[str, str]) -> None:
    seen = Counter[str]()
    for name, head in pages.items():
        for node in (each for script in scripts(head) for each in nodes(script)):
            for kind in _types(node):
                seen[kind] += 1
                assert kind in VOCABULARY, f"{name}: {kind}"
            known = {each for kind in _types(node) for each in properties(kind)}
            assert {each for each in node if each[0] != "@"} <= known, f"{name}: {_types(node)}"
    assert seen.keys() >= {"NGO", "WebSite", "NewsArticle", "AboutPage", "ContactPage", "BreadcrumbList", "Event"}
    assert seen.keys() >= {"ImageObject", "JobPosting"}


def test_what_must_not_be_found_says_nothing(files: Mapping[str, bytes | Path]) -> None:
    missing = files["404.html"]
    assert isinstance(missing, bytes)
    assert b"og:" not in missing
    assert b"ld+json" not in missing


def _types(node: Any) -> list[str]:
    kind = node.get("@type", [])
    return kind if isinstance(kind, list) else [kind]


def nodes(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def properties(kind: str) -> Iterator[str]:
    yield from VOCABULARY[kind]["properties"]
    for above in VOCABULARY[kind]["above"]:
        yield from properties(above)
