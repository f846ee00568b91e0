"""A theme: named in both languages, plain CSS in the layers of the house, nothing from elsewhere."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest

from pelicasso.build.theme import OPTIONS, TYPEFACE, scheme
from pelicasso.gallery.examples import of_theme
from pelicasso.kit.assets import LAYERS, PAGES, Assets
from pelicasso.kit.blocks import FOLDER, STYLE
from pelicasso.kit.frames import STYLE as FRAMES
from pelicasso.kit.palette import GROUNDS, Scheme, pairs, palette
from pelicasso.site import yaml
from pelicasso.site.catalogue import Catalogue
from pelicasso.site.model import Theme

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "themes/base"
LARGEST = 5_000
"""Bytes of a stylesheet, compressed."""
UNSEEN = {"redirect.html", "partials/head.html", "components/casing.html"}
"""Templates that nobody sees by themselves."""
THEMES = sorted(each.parent for each in ROOT.glob("themes/*/theme.yaml"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_a_theme_says_its_name_and_its_spirit_in_both_languages(theme: Path) -> None:
    said = yaml.compose_mapping((theme / "theme.yaml").read_text("utf-8"), "theme.yaml")
    for key in ("title", "description"):
        value = said[key]
        assert isinstance(value, yaml.Mapping)
        assert {"fr", "en"} <= {language for language, text in value.items() if text}


@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_a_style_is_plain_css_in_a_layer_of_the_house(theme: Path) -> None:
    layers = {*LAYERS, *PAGES, FRAMES} - {"features"}
    styles = list((theme / "static").glob("*.css"))
    assert {each.stem for each in styles} <= layers
    for each in styles:
        assert not re.search(r"@layer|@import|https?://", each.read_text("utf-8")), each.name


@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_templates_bring_nothing_in_from_elsewhere(theme: Path) -> None:
    for file in (theme / "templates").rglob("*.html"):
        assert not re.search(r"https?://|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", file.read_text("utf-8")), (
            file.name
        )


@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_a_theme_speaks_both_languages(theme: Path) -> None:
    french, english = (Catalogue(each, [theme / "locale"]).group("words").keys() for each in ("fr", "en"))
    assert french == english


@pytest.mark.parametrize("theme", [each for each in THEMES if each != BASE], ids=lambda each: each.name)
def test_a_theme_holds_only_what_differs(theme: Path) -> None:
    files = [each.relative_to(theme) for each in theme.rglob("*") if each.is_file()]
    same = [
        each for each in files if (BASE / each).is_file() and (BASE / each).read_bytes() == (theme / each).read_bytes()
    ]
    assert same == []


def test_every_theme_is_named_where_one_is_chosen() -> None:
    field = Theme.model_fields["name"]
    for theme in THEMES:
        assert theme.name in str(field.description)
        assert theme.name in str(field.json_schema_extra)


CHOICES = {
    name: [value for kind in (annotation, *get_args(annotation)) for value in get_args(kind) if isinstance(value, str)]
    for name, annotation in ((name, Theme.model_fields[name].annotation) for name in OPTIONS)
}


def choices(name: str) -> list[str]:
    return [f"{name}-{value}" for value in CHOICES[name] if value != Theme.model_fields[name].default]


def look(theme: Path, options: Sequence[str] = ()) -> Assets:
    folders = [theme / "static", BASE / "static", TYPEFACE, FOLDER / "static"]
    rooms = [each / "static" for each in sorted((ROOT / "plugins/pelicasso_plugins").glob("*/"))]
    return Assets([*folders, *rooms], palette("#1f5c46", scheme(theme)).css(), options)


def style(assets: Assets, page: str, features: Sequence[str] = ()) -> str:
    return assets.files[assets.stylesheet(page, features)].decode()


@pytest.mark.parametrize("option", [each for name in OPTIONS for each in choices(name)])
@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_an_option_changes_every_look(theme: Path, option: str) -> None:
    """It is a style whose tokens and classes the look itself uses."""
    plain, chosen = style(look(theme), "home"), style(look(theme, [option]), "home")
    assert plain != chosen
    tokens = re.findall(r"(?<![\w-])(--[\w-]+):", chosen.rpartition("@layer theme{")[2])
    own = style(look(theme), "home") + style(look(theme), "text")
    assert [each for each in tokens if f"{each}:" in own and f"var({each})" not in own] == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_a_style_stays_small_with_any_option_and_any_feature(theme: Path, page: str) -> None:
    def size(*options: str, feature: str = STYLE) -> int:
        asked = [feature.partition("/")[0], *([feature] if "/" in feature else [])]
        return len(gzip.compress(style(look(theme, options), page, asked).encode(), 9, mtime=0))

    # A typeface of its own replaces `type`.
    largest = [max(choices(name), key=size) for name in OPTIONS if name != "type"]
    files = (ROOT / "plugins/pelicasso_plugins").glob("*/static/**/*.css")
    rooms = [each.stem if each.parent.name == "static" else f"{each.parent.name}/{each.stem}" for each in files]
    assert {
        each: size(*largest, feature=each) for each in (STYLE, *rooms) if size(*largest, feature=each) > LARGEST
    } == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_every_template_has_examples_for_the_gallery(theme: Path) -> None:
    examples = of_theme([theme, BASE])
    for file in (theme / "templates").rglob("*.html"):
        path = file.relative_to(theme / "templates").as_posix()
        assert path in examples or path.startswith("layouts/") or path in UNSEEN, path
    paths = {
        path for path in examples if (BASE / "templates" / path).is_file() or (theme / "templates" / path).is_file()
    }
    assert paths == examples.keys()


STYLES = sorted([*ROOT.glob("themes/*/static/*.css"), *ROOT.glob("plugins/pelicasso_plugins/*/static/**/*.css")])
STYLES += sorted(FOLDER.rglob("*.css"))
MET = {(each.name, each.ground) for each in pairs(palette("#1f5c46", Scheme(pop="#ffd23f")))}
"""The pairs of colours whose contrast is solved and tested for every brand colour."""
OUTLINES = {"edge", "ink", "brand", "pen", "line"}
"""What lines are drawn in: `line` only decorates, the others can be seen on every ground."""


def rules(style: str) -> list[str]:
    return re.findall(r"\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", style, flags=re.S))


@pytest.mark.parametrize("file", STYLES, ids=lambda each: str(each.relative_to(ROOT)))
def test_no_style_pairs_colours_whose_contrast_nobody_solved(file: Path) -> None:
    for rule in rules(file.read_text("utf-8")):
        colour = re.search(r"(?<![-\w])color:\s*(?:light-dark\()?var\(--([\w-]+)", rule)
        ground = re.search(r"background(?:-color)?:\s*var\(--([\w-]+)\)", rule)
        if colour and ground:
            assert (colour[1], ground[1]) in MET, rule
        elif colour:
            assert {(colour[1], each) for each in GROUNDS} <= MET, rule
        elif ground and ground[1] == "pop":
            assert "--brand: var(--ink)" in rule, rule
            assert "--muted: var(--ink)" in rule, rule
        elif ground:
            assert ground[1] in (*GROUNDS, "deep", "ground"), rule


@pytest.mark.parametrize("file", STYLES, ids=lambda each: str(each.relative_to(ROOT)))
def test_lines_are_drawn_in_colours_that_can_be_seen(file: Path) -> None:
    for rule in rules(file.read_text("utf-8")):
        for colour in re.findall(r"(?:border|outline)[\w-]*:[^;]*?var\(--([\w-]+)\)", rule):
            assert colour in OUTLINES | {"rule", "radius", "pill", "space-m"}, rule
