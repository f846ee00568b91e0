"""The gallery: every state of every part, its files and its knobs, whole without a site and true to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from pelicasso.features import installed
from pelicasso.gallery.examples import of_room, of_theme
from pelicasso.gallery.gallery import render_gallery
from pelicasso.gallery.styles import Knob, worn
from pelicasso.kit.links import file_name
from pelicasso.kit.testing import write_site
from pelicasso.schema import SiteError

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = of_theme([ROOT / "themes/base"])
LINK = re.compile(r'\s(?:href|src)="(/[^"#]*)')


def rendered(folder: Path) -> dict[str, bytes]:
    files = render_gallery(folder, day="2026-11-24").files
    return {name: each if isinstance(each, bytes) else each.read_bytes() for name, each in files.items()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The gallery where there is no site."""
    return rendered(tmp_path_factory.mktemp("nowhere"))


def text(files: Mapping[str, bytes], address: str) -> str:
    return files[file_name(address)].decode()


def test_every_part_and_every_room_is_in_the_index(files: Mapping[str, bytes]) -> None:
    index = text(files, "/")
    for path in EXAMPLES:
        folder, _, name = path.rpartition("/")
        assert f'href="/{folder or "templates"}/{name.removesuffix(".html")}/"' in index, path
    for each in installed():
        assert f'href="/rooms/{each.name}/"' in index


def test_no_link_of_the_gallery_leads_nowhere(files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".html"):
            linked = {file_name(unquote(each)) for each in LINK.findall(content.decode())}
            assert linked - files.keys() == set(), name


@pytest.mark.parametrize("path", EXAMPLES)
def test_every_state_of_a_part_is_shown(files: Mapping[str, bytes], path: str) -> None:
    folder, _, name = path.rpartition("/")
    address = f"/{folder or 'templates'}/{name.removesuffix('.html')}/"
    page = text(files, address)
    assert f"pelicasso eject {path}" in page
    assert f"templates/{path}" in page
    for each in EXAMPLES[path]:
        assert each.title("fr") in page.replace("\u202f", " ").replace("\u00a0", " ")
        if f'href="{address}{each.name}/"' in page:
            assert file_name(f"{address}{each.name}/") in files


def test_a_room_is_shown_as_the_site_that_it_makes(files: Mapping[str, bytes]) -> None:
    for feature in installed():
        for each in of_room(feature.folder):
            assert f"rooms/{feature.name}/{each.name}/index.html" in files


def test_every_page_is_html_that_a_parser_has_nothing_against(files: Mapping[str, bytes]) -> None:
    parser = html5lib.HTMLParser(strict=True)
    for name, content in files.items():
        if name.endswith(".html"):
            parser.parse(content.decode())
            ids = re.findall(r'\sid="([^"]+)"', content.decode())
            assert len(ids) == len(set(ids)), name


def test_the_palette_says_every_contrast(files: Mapping[str, bytes]) -> None:
    page = text(files, "/palette/")
    for pair in ("--ink</code> / <code>--paper", "--on-accent</code> / <code>--accent", "--edge</code> / <code>--deep"):
        assert pair in page
    assert "#1f5c46" in page
    options = text(files, "/options/")
    assert "#1f5c46" in options
    assert "density" in options


def test_a_site_is_shown_in_its_colour_its_look_and_with_its_overrides(tmp_path: Path) -> None:
    site = 'organisation: {name: Le Lavoir}\ntheme: {name: fanfare, colour: "#0055aa"}\n'
    own = {
        "/overrides/templates/components/tags.html": "{% macro tags(links) %}<p>Nos mots</p>{% endmacro %}",
        "/overrides/static/site.css": ".ours { color: red }",
    }
    files = rendered(write_site(tmp_path, own, site))
    assert "#0055aa" in text(files, "/palette/")
    assert "--pop" in text(files, "/palette/")
    assert "Le Lavoir" in text(files, "/")
    assert "<p>Nos mots</p>" in text(files, "/components/tags/")
    assert any(b".ours" in each for name, each in files.items() if name.endswith(".css"))
    assert any(b".ours" in each for name, each in files.items() if name.startswith("rooms/contact/complete/assets/"))


def test_a_site_with_a_mistake_is_refused_as_by_a_build(tmp_path: Path) -> None:
    with pytest.raises(SiteError):
        render_gallery(write_site(tmp_path, {}, "organisation: {name: A}\ntheme: {colour: vert}\n"))


def test_an_option_of_one_state_changes_that_state_alone(files: Mapping[str, bytes]) -> None:
    style = re.compile(r'rel="stylesheet" href="([^"]+)"')
    beside, wide = (style.findall(text(files, f"/partials/hero/{each}/")) for each in ("beside", "wide"))
    assert beside != wide


def test_a_state_from_right_to_left_says_so(files: Mapping[str, bytes]) -> None:
    assert '<html lang="ar" dir="rtl">' in text(files, "/templates/home/right_to_left/")


def test_what_is_worn_is_named_with_its_knobs(tmp_path: Path) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    near.mkdir()
    far.mkdir()
    (near / "a.css").write_text("/* .card { gap: var(--no, 1px) } */ .card { gap: var(--gutter, var(--space-m)) }")
    (far / "a.css").write_text(".card { gap: var(--hidden, 1px) }")
    (far / "b.css").write_text(
        "@media (width > 1px) { p > .card:hover { top: var(--top, calc(1px + 2px)) } }\n.cards { }"
    )
    found = worn('<p class="x card">', [near, far])
    assert found.files == ["static/a.css", "static/b.css"]
    assert found.knobs == [Knob("--gutter", "var(--space-m)"), Knob("--top", "calc(1px + 2px)")]
