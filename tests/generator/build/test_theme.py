"""The look of a site: what its theme.yaml says, and the options of site.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.build.theme import scheme
from pelicasso.kit.palette import Scheme
from pelicasso.kit.testing import MINIMAL, Rendered, render, write_site
from pelicasso.schema import SiteError

HERO = "home:\n  - hero: {title: Bonjour, picture: {file: a.png, alt: Un lavoir}}\n"


def stylesheets(site: Rendered) -> list[str]:
    return [name for name in site.files if name.startswith("assets/style-")]


def styles(site: Rendered) -> str:
    return "".join(site.text(each) for each in stylesheets(site))


def with_theme(folder: Path, theme: str, more: str = "") -> Rendered:
    return render(write_site(folder, {}, f"{MINIMAL}theme: {{{theme}}}\n{more}"))


def test_a_theme_without_a_palette_has_that_of_base(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("title: {fr: X, en: X}\n", "utf-8")
    assert scheme(tmp_path) == Scheme()


def test_a_mistake_in_a_theme_s_palette_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("title: {fr: X, en: X}\npalette:\n  pen: rouge\n  papper_hue: 3\n", "utf-8")
    with pytest.raises(SiteError) as told:
        scheme(tmp_path)
    assert [(each.code, each.line) for each in told.value.findings] == [("bad_colour", 3), ("misspelt_key", 4)]


def test_the_colours_are_those_of_the_look(tmp_path: Path) -> None:
    plain, poster = (with_theme(tmp_path / each, f"name: {each}") for each in ("base", "fanfare"))
    assert "--pop:light-dark" in styles(poster)
    assert "--pop:light-dark" not in styles(plain)


def test_an_option_is_a_style_of_its_own_and_needs_no_further_request(tmp_path: Path) -> None:
    plain, square = with_theme(tmp_path / "a", "name: base"), with_theme(tmp_path / "b", "corners: square")
    assert "--pill:9rem" in styles(plain)
    assert "--pill:0" in styles(square)
    assert "--pill:9rem" not in styles(square)
    assert len(stylesheets(plain)) == len(stylesheets(square)) == 2


def test_a_typeface_is_published_only_when_it_was_chosen(tmp_path: Path) -> None:
    def fonts(site: Rendered) -> list[str]:
        return [name for name in site.files if name.endswith(".woff2")]

    (font,) = fonts(with_theme(tmp_path / "a", "font: atkinson"))
    assert Path(font).name in styles(with_theme(tmp_path / "a", "font: atkinson"))
    assert fonts(with_theme(tmp_path / "b", "name: base")) == []


@pytest.mark.parametrize(("hero", "shown"), [("beside", True), ("wide", True), ("plain", False)])
def test_a_plain_hero_sends_no_picture(tmp_path: Path, hero: str, shown: bool) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h9v9z"/></svg>'
    site = render(
        write_site(tmp_path, {"a.svg": drawing}, f"{MINIMAL}theme: {{hero: {hero}}}\n{HERO.replace('png', 'svg')}")
    )
    assert ("Un lavoir" in site.text("index.html")) == shown
    assert ("hero--plain" in site.text("index.html")) != shown


def test_an_unknown_value_is_told_with_the_known_ones(tmp_path: Path) -> None:
    (finding,) = (each for each in with_theme(tmp_path, "corners: ronds").findings if each.severity == "error")
    assert (finding.code, finding.line) == ("not_one_of", 3)
