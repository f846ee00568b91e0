"""What a page costs, and what is told of it: EcoIndex's published figures, and the limits by kind of page."""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

import pytest

from pelicasso.check.contents import FAMILIES
from pelicasso.check.cost import Cost, pictures
from pelicasso.check.subject import Subject
from pelicasso.kit.collection import ARTICLES, PAGES, Entry, TextData
from pelicasso.schema import Finding
from pelicasso.schema.size import weight
from pelicasso.site.reader import read_site

HEAD = '<title>{name}</title><link rel="stylesheet" href="/s.css"><link rel="icon" href="/i.png">'
EMPTY = {"s.css": b"a{}", "i.png": b"0" * 900}


def noise(size: int) -> bytes:
    """Bytes that no compression makes smaller."""
    return random.Random(size).randbytes(size)


def words(size: int) -> str:
    """Text that still weighs so much once it is compressed."""
    return b64encode(noise(size)).decode()


def page(name: str, body: str) -> bytes:
    return (HEAD.format(name=name) + body).encode()


def told(folder: Path, pages: Mapping[str, str], files: Mapping[str, bytes] | None = None) -> list[Finding]:
    (folder / "site.yaml").write_text("organisation: {name: Les Amis du Lavoir}\n")
    site, _ = read_site(folder, {}, day="2026-11-24")
    entries = {
        "pages/a.md": Entry(PAGES, "pages/a.md", TextData(), "/a/", "![b](images/Photo du quai.jpg)", 4, {}, "A"),
        "articles/b.md": Entry(
            ARTICLES, "articles/b.md", TextData(date="2026-01-01"), "/actualites/b/", "", 4, {}, "B"
        ),
    }
    made = {f"{name}index.html": page(name, body) for name, body in pages.items()}
    subject = Subject(site, entries, {}, {**EMPTY, **(files or {}), **made})
    return [each for rule in FAMILIES["weight"].of_sites for each in rule(subject)]


def codes(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(each.code, each.file) for each in findings]


@pytest.mark.parametrize(
    ("elements", "requests", "kibibytes", "ecoindex"), [(0, 0, 0, 100.0), (100, 10, 100, 90.2), (750, 90, 2000, 40.6)]
)
def test_ecoindex(elements: int, requests: int, kibibytes: int, ecoindex: float) -> None:
    cost = Cost(kibibytes * 1024, 0, (), 0, requests, elements)
    assert round(cost.ecoindex, 1) == ecoindex


def test_ecoindex_stays_between_its_ends() -> None:
    assert Cost(10**9, 0, (), 0, 10**5, 10**7).ecoindex == pytest.approx(0, abs=0.1)


def test_a_light_site_is_not_told_of(tmp_path: Path) -> None:
    light = dict.fromkeys(("", "a/", "actualites/b/", "actualites/", "contact/", "plan-du-site/"), "<p>x</p>")
    assert told(tmp_path, light) == []


def test_a_heavy_text_is_told_by_its_own_file_and_a_heavy_feature_by_the_output_s(tmp_path: Path) -> None:
    text = f"<p>{words(10_500)}</p>"
    found = told(tmp_path, {"a/": text, "actualites/b/": text, "contact/": text})
    assert codes(found) == [("heavy_page", "content/pages/a.md"), ("heavy_page", "content/articles/b.md")]
    assert found[0].values == {"size": "12 Ko", "limit": "10 Ko"}
    assert codes(told(tmp_path, {"contact/": f"<p>{words(26_000)}</p>"})) == [
        ("heavy_page", "output/contact/index.html"),
        ("heavy_html", "output/contact/index.html"),
    ]


def test_the_home_page_may_weigh_more(tmp_path: Path) -> None:
    shown = "".join(f'<img alt="" src="/{at}.jpg">' for at in range(3))
    light = {f"{at}.jpg": noise(15_000 + at) for at in range(3)}
    assert told(tmp_path, {"": shown}, light) == []
    heavy = {name: noise(30_000) for name in light}
    assert codes(told(tmp_path, {"": shown}, heavy)) == [("heavy_page", "output/index.html")]


def test_pictures_of_a_text_are_counted_one_by_one(tmp_path: Path) -> None:
    shown = "".join(f'<img alt="" src="/images/{at}.jpg">' for at in range(4))
    assert told(tmp_path, {"a/": shown}, {f"images/{at}.jpg": noise(39_000) for at in range(4)}) == []


def test_a_heavy_picture_is_told_once_with_the_line_that_shows_it(tmp_path: Path) -> None:
    name = "images/photo-du-quai-640-0123abcd.webp"
    found = told(
        tmp_path, {"a/": f'<img alt="" src="/{name}">', "b/": f'<img alt="" src="/{name}">'}, {name: noise(41_000)}
    )
    [heavy] = [each for each in found if each.code == "heavy_picture"]
    assert (heavy.file, heavy.line, heavy.criterion) == ("content/pages/a.md", 4, "RGESN 5.1")
    assert heavy.values == {"picture": "Photo du quai.jpg", "size": "41 Ko", "limit": "40 Ko"}


def test_many_files_and_many_elements(tmp_path: Path) -> None:
    scripts = "".join(f'<script src="/{at}.js"></script>' for at in range(3))
    files = {f"{at}.js": b"" for at in range(3)}
    assert codes(told(tmp_path, {"a/": scripts, "contact/": scripts}, files)) == [
        ("many_requests", "content/pages/a.md"),
        ("many_requests", "output/contact/index.html"),
    ]
    found = told(tmp_path, {"a/": "<i></i>" * 200, "": "<i></i>" * 200, "plan-du-site/": "<i></i>" * 999})
    assert codes(found) == [("many_elements", "content/pages/a.md")]
    assert told(tmp_path, {"a/": f"<svg>{'<path/>' * 400}</svg>"}) == []


def test_what_a_feature_adds_to_a_text_with_a_script_makes_it_a_page_of_its_kind(tmp_path: Path) -> None:
    shared = '<script src="/share.js"></script>' + "<i></i>" * 250
    files = {"share.js": noise(900)}
    assert told(tmp_path, {"a/": shared, "actualites/b/": shared, "agenda/fete/": shared}, files) == []
    assert codes(told(tmp_path, {"a/": "<i></i>" * 250})) == [("many_elements", "content/pages/a.md")]


def test_a_listing_of_ten_texts_is_not_told_of_since_nobody_can_shorten_it(tmp_path: Path) -> None:
    assert told(tmp_path, {"actualites/": "<i></i>" * 240}) == []
    assert codes(told(tmp_path, {"actualites/": "<i></i>" * 280})) == [
        ("many_elements", "output/actualites/index.html")
    ]


def test_a_low_ecoindex_is_told_where_nothing_else_is(tmp_path: Path) -> None:
    shown = "<i></i>" * 190 + "".join(f'<img alt="" src="/images/{at}.jpg">' for at in range(4))
    found = told(tmp_path, {"a/": shown}, {f"images/{at}.jpg": noise(20_000) for at in range(4)})
    assert codes(found) == [("low_ecoindex", "content/pages/a.md")]


def test_of_several_sizes_the_one_that_a_browser_takes() -> None:
    source = '<source type="image/webp" srcset="/a-480.webp 480w, /a-640.webp 640w, /a-1200.webp 1200w" sizes="92vw">'
    dark = '<source media="(prefers-color-scheme: dark)" srcset="/dark.webp">'
    assert pictures(f'<picture>{dark}{source}<img src="/a.jpg" alt=""></picture><img src="/b.png">') == [
        "/a-640.webp",
        "/b.png",
    ]
    assert pictures('<picture><source srcset="/a-900.webp 900w"><img src="/a.jpg"></picture>') == ["/a-900.webp"]
    assert pictures('<picture><source srcset="/a.avif"><img src="/a.jpg"></picture>') == ["/a.avif"]
    assert pictures('<picture><img src="/a.jpg"></picture>') == ["/a.jpg"]


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [(0, "1 Ko", "1 kB"), (240_400, "240 Ko", "240 kB"), (1_240_000, "1,2 Mo", "1.2 MB"), (3_000_000, "3 Mo", "3 MB")],
)
def test_a_weight_as_people_say_it(size: int, french: str, english: str) -> None:
    assert (weight(size, "fr"), weight(size, "en")) == (french, english)
