"""A theme: named in both languages, plain CSS in the layers of the house, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pelicasso.kit.assets import LAYERS
from pelicasso.site import yaml
from pelicasso.site.catalogue import Catalogue

ROOT = Path(__file__).resolve().parents[2]
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
    layers = set(LAYERS) - {"features"}
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
