"""Every brand colour gives a readable site, in every look."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelicasso.build.theme import scheme
from pelicasso.kit.palette import (
    COMPONENT,
    GROUNDS,
    TEXT,
    TEXTS,
    Oklch,
    Palette,
    Scheme,
    contrast,
    pairs,
    palette,
    to_hex,
    to_oklch,
)

ROOT = Path(__file__).resolve().parents[3]
LOOKS = {each.parent.name: scheme(each.parent) for each in sorted(ROOT.glob("themes/*/theme.yaml"))}
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
CORNERS = ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff", "#808080", "#fdfdf0"]
schemes = st.builds(
    Scheme,
    paper_hue=st.floats(0, 360),
    paper_chroma=st.floats(0, 0.03),
    pen=colours,
    pop=st.one_of(st.none(), st.just("#ffd23f")),
)


def assert_readable(made: Palette) -> None:
    weak = [each for each in pairs(made) if not each.holds]
    assert weak == []


@pytest.mark.parametrize("look", LOOKS)
@settings(deadline=None)
@given(brand=colours)
def test_any_brand_colour_is_readable(look: str, brand: str) -> None:
    assert_readable(palette(brand, LOOKS[look]))


@pytest.mark.parametrize("brand", CORNERS)
@pytest.mark.parametrize("look", LOOKS)
def test_the_corners_of_the_colour_cube_are_readable(look: str, brand: str) -> None:
    assert_readable(palette(brand, LOOKS[look]))


@settings(deadline=None)
@given(colours, schemes)
def test_a_look_chooses_its_paper_and_its_second_ink_freely(brand: str, look: Scheme) -> None:
    assert_readable(palette(brand, look))


@pytest.mark.parametrize("look", LOOKS)
def test_light_and_dark_name_the_same_colours(look: str) -> None:
    made = palette("#1f5c46", LOOKS[look])
    assert made.light.keys() == made.dark.keys()
    assert ("pop" in made.light) == bool(LOOKS[look].pop)


@pytest.mark.parametrize(("brand", "field"), [("#ffdd00", "#ffdd00"), ("#1f5c46", "#ffd23f"), ("#ffffff", "#ffd23f")])
def test_the_coloured_field_is_the_brand_where_that_is_bright_and_full(brand: str, field: str) -> None:
    made = palette(brand, LOOKS["fanfare"])
    assert made.light["pop"] == field
    assert made.light["accent"] != field


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_every_colour_finds_one_in_srgb(lightness: float, chroma: float, hue: float) -> None:
    assert re.fullmatch("#[0-9a-f]{6}", to_hex(Oklch(lightness, chroma, hue)))


@settings(deadline=None)
@given(st.floats(0.2, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_what_srgb_cannot_show_loses_chroma_and_no_more(lightness: float, chroma: float, hue: float) -> None:
    shown = to_oklch(to_hex(Oklch(lightness, chroma, hue)))
    assert shown.lightness == pytest.approx(lightness, abs=0.01)
    assert shown.chroma <= chroma + 0.01
    if shown.chroma > 0.05:
        assert abs((shown.hue - hue + 180) % 360 - 180) < 4


@settings(deadline=None)
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


def test_the_pairs_are_every_text_and_edge_on_every_ground_in_both_surroundings() -> None:
    """What `assert_readable` looks at; the contracts of themes hold styles to the same pairs."""
    made = palette("#1f5c46", LOOKS["fanfare"])
    listed = {(each.name, each.ground): each for each in pairs(made)}
    for ground in GROUNDS:
        for text in TEXTS:
            pair = listed[text, ground]
            assert pair.asked == TEXT == 4.5
            assert pair.light == contrast(made.light[text], made.light[ground])
            assert pair.dark == contrast(made.dark[text], made.dark[ground])
        assert listed["edge", ground].asked == COMPONENT == 3
    assert {"ink", "muted", "brand", "pen", "edge"} == {name for name, ground in listed if ground == "deep"}
    assert {("on-accent", "accent"), ("paper", "ink"), ("ink", "pop"), ("pen", "pop")} <= listed.keys()
    assert all(each.light is not None or each.ground in ("deep", "pop") for each in listed.values())


def test_a_weak_pair_does_not_hold() -> None:
    made = palette("#1f5c46")
    weak = replace(made, light={**made.light, "muted": made.light["line"]})
    assert [each.name for each in pairs(weak) if not each.holds] == ["muted", "muted"]


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
