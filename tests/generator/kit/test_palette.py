"""Every brand colour gives a readable site."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelicasso.kit.palette import GROUNDS, TEXTS, Oklch, Palette, contrast, palette, to_hex, to_oklch

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
CORNERS = ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff", "#808080"]


def surroundings(made: Palette) -> list[tuple[dict[str, str], tuple[str, ...]]]:
    return [(dict(made.light), GROUNDS), (dict(made.dark), (*GROUNDS, "deep"))]


def assert_readable(made: Palette) -> None:
    for colour, grounds in surroundings(made):
        for ground in grounds:
            for text in TEXTS:
                assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)
            for component in ("edge", "brand", "ink"):
                assert contrast(colour[component], colour[ground]) >= 3, (component, ground)
        assert contrast(colour["on-accent"], colour["accent"]) >= 4.5


@given(colours)
def test_any_brand_colour_is_readable(brand: str) -> None:
    assert_readable(palette(brand))


@pytest.mark.parametrize("brand", CORNERS)
def test_the_corners_of_the_colour_cube_are_readable(brand: str) -> None:
    assert_readable(palette(brand))


@given(st.floats(0, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_every_colour_finds_one_in_srgb(lightness: float, chroma: float, hue: float) -> None:
    assert re.fullmatch("#[0-9a-f]{6}", to_hex(Oklch(lightness, chroma, hue)))


@given(st.floats(0.2, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_what_srgb_cannot_show_loses_chroma_and_no_more(lightness: float, chroma: float, hue: float) -> None:
    shown = to_oklch(to_hex(Oklch(lightness, chroma, hue)))
    assert shown.lightness == pytest.approx(lightness, abs=0.01)
    assert shown.chroma <= chroma + 0.01
    if shown.chroma > 0.05:
        assert abs((shown.hue - hue + 180) % 360 - 180) < 4


@given(colours)
def test_a_colour_of_srgb_comes_back_unchanged(colour: str) -> None:
    assert to_hex(to_oklch(colour)) == colour


def test_a_dark_brand_is_kept_as_it_is() -> None:
    made = palette("#1f5c46")
    assert made.light["brand"] == made.light["accent"] == "#1f5c46"


def test_a_bright_brand_stays_bright_on_buttons_and_darkens_as_text() -> None:
    made = palette("#fd0")
    assert made.light["accent"] == "#ffdd00"
    assert contrast(made.light["brand"], made.light["paper"]) > 5


def test_grey_stays_grey() -> None:
    made = palette("#777777")
    for name in ("brand", "pen", "deep"):
        assert to_oklch(made.light[name]).chroma < 0.02


@pytest.mark.parametrize(("brand", "is_own"), [("#1f5c46", False), ("#ffdd00", False), ("#c2185b", True)])
def test_the_second_ink_is_terracotta_beside_a_cool_or_yellow_brand(brand: str, is_own: bool) -> None:
    hue = to_oklch(palette(brand).light["pen"]).hue
    assert hue == pytest.approx(to_oklch(brand).hue if is_own else 35, abs=8)


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("dark", "scheme"), [("auto", "light dark"), ("light", "light"), ("dark", "dark")])
def test_css_follows_the_site_s_wish_for_dark(dark: str, scheme: str) -> None:
    made = palette("#1f5c46")
    style = made.css(dark)
    assert f"color-scheme:{scheme};" in style
    assert f"--brand:light-dark({made.light['brand']},{made.dark['brand']});" in style
    assert style.index(f"--brand:{made.light['brand']};") < style.index("@supports")
    assert made.theme_colours == (made.light["paper"], made.dark["paper"])
