"""The anatomy of a room: every part where it is looked for, in both languages, and nothing that reaches outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from pelicasso.features import installed
from pelicasso.kit import Feature
from pelicasso.schema.section import Section
from pelicasso.site import yaml
from pelicasso.site.catalogue import Catalogue
from pelicasso.site.validation import validate

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(
    each.name for each in (ROOT / "plugins/pelicasso_plugins").glob("*/") if (each / "__init__.py").is_file()
)
SECTIONS = ("README.md", "__init__.py", "examples.yaml", "locale/fr.yaml", "locale/en.yaml")
PARTS = {"__init__.py", "README.md", "examples.yaml", "locale", "templates", "static", "tests", "providers"}
ROOMS = [pytest.param(each, id=each.name) for each in installed()]


def own(feature: Feature[Any], language: str) -> dict[str, Any]:
    text = (feature.folder / f"locale/{language}.yaml").read_text("utf-8")
    return dict(yaml.compose_mapping(text, f"{language}.yaml"))


def inner(annotation: object) -> Iterator[type[Section]]:
    """The sections in the type of a field."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for each in getattr(annotation, "__args__", ()):
        yield from inner(each)


def documented(section: type[Section], path: str) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in section.model_fields.items():
        yield f"{path}.{name}", field
        for each in inner(field.annotation):
            yield from documented(each, f"{path}.{name}")


def test_each_folder_is_a_feature_of_its_name() -> None:
    assert [each.name for each in installed()] == NAMES
    for name in NAMES:
        module = import_module(f"pelicasso_plugins.{name}")
        assert module.register == module.feature.register


@pytest.mark.parametrize("feature", ROOMS)
def test_a_room_holds_the_parts_of_the_anatomy(feature: Feature[Any]) -> None:
    assert feature.folder.parent == ROOT / "plugins/pelicasso_plugins"
    assert [each for each in SECTIONS if not (feature.folder / each).is_file()] == []
    assert list((feature.folder / "tests").glob("test_*.py"))
    folders = {each.name for each in feature.folder.glob("*/")} - {"__pycache__"}
    assert folders <= PARTS


@pytest.mark.parametrize("feature", ROOMS)
def test_each_key_of_the_section_is_explained_in_both_languages(feature: Feature[Any]) -> None:
    assert feature.section.__doc__
    for path, field in documented(feature.section, feature.name):
        extra = field.json_schema_extra
        assert field.description, path
        assert isinstance(extra, dict), path
        assert extra["description_fr"] not in ("", field.description), path


@pytest.mark.parametrize("feature", ROOMS)
def test_both_languages_are_complete_and_below_the_name_of_the_room(feature: Feature[Any]) -> None:
    french, english = (Catalogue(each, [feature.folder / "locale"]) for each in ("fr", "en"))
    for group in ("words", "messages"):
        below = f"{group}.{feature.name}"
        assert french.group(below).keys() == english.group(below).keys()
        assert set(own(feature, "fr").get(group, ())) <= {feature.name}
    assert own(feature, "fr")["addresses"].keys() == own(feature, "en")["addresses"].keys()


@pytest.mark.parametrize("feature", ROOMS)
def test_words_of_volunteers_lead_to_keys_that_exist(feature: Feature[Any]) -> None:
    known = {path.rpartition(".")[2] for path, _ in documented(feature.section, feature.name)}
    for language in ("fr", "en"):
        assert set(own(feature, language).get("keys", {}).values()) <= known


@pytest.mark.parametrize("feature", ROOMS)
def test_each_example_is_named_in_both_languages_and_is_accepted(feature: Feature[Any]) -> None:
    file = feature.folder / "examples.yaml"
    examples = yaml.compose_mapping(file.read_text("utf-8"), file.name)
    assert examples
    for name, example in examples.items():
        assert isinstance(example, yaml.Mapping)
        assert set(example) - {"content"} == {"fr", "en", feature.name}, name
        section = example[feature.name]
        assert isinstance(section, yaml.Mapping)
        _, findings = validate(feature.section, section, file.name, (name, feature.name), examples)
        assert findings == [], name


@pytest.mark.parametrize("feature", ROOMS)
def test_styles_touch_the_classes_of_the_room_alone(feature: Feature[Any]) -> None:
    for file in (feature.folder / "static").rglob("*.css"):
        style = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.S)
        assert feature.name in (file.stem, file.parent.name)
        assert "@layer" not in style
        assert "@import" not in style
        assert "url(" not in style.replace("url(data:", "")
        selectors = re.findall(r"(?:^|[{};])\s*([^{};@]+)\{", style)
        assert selectors
        for each in re.split(r",(?![^(]*\))", ",".join(selectors)):
            assert re.match(rf"\.{feature.name}(__[a-z-]+|--[a-z-]+)*(?![\w-])", each.strip()), each


@pytest.mark.parametrize("feature", ROOMS)
def test_templates_use_classes_that_somebody_styles(feature: Feature[Any]) -> None:
    """A class of the room is in its own style; every other one is the theme's."""
    themes = "".join(each.read_text("utf-8") for each in (ROOT / "themes/base/static").glob("*.css"))
    styles = themes + "".join(each.read_text("utf-8") for each in (feature.folder / "static").rglob("*.css"))
    for file in (feature.folder / "templates").rglob("*.html"):
        used = " ".join(re.findall(r'class="([^"{]+)"', file.read_text("utf-8"))).split()
        assert [each for each in used if not re.search(rf"\.{re.escape(each)}(?![\w-])", styles)] == [], file


@pytest.mark.parametrize("feature", ROOMS)
def test_scripts_are_small_and_bring_nothing_in(feature: Feature[Any]) -> None:
    for file in (feature.folder / "static").glob("*.js"):
        script = file.read_text("utf-8")
        assert file.stem == feature.name
        assert len(script) < 4000
        assert not re.search(r"\bimport\b|https?://|\beval\b|innerHTML|document\.write", script)
