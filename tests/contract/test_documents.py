"""What is made from the code says what the code says: `python3 tests/regenerate.py` writes it again."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from pelicasso.features import installed

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "starter_site/site.schema.json"
SPEC = importlib.util.spec_from_file_location("documents", ROOT / "tests/documents.py")
assert SPEC is not None
assert SPEC.loader is not None
documents = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(documents)
TEXTS: dict[Path, str] = documents.documents()


def schema() -> Any:
    return json.loads(SCHEMA.read_text("utf-8"))


@pytest.mark.parametrize("file", [each for each in TEXTS if each != SCHEMA], ids=lambda each: each.name)
def test_the_reference_says_what_the_code_says(file: Path) -> None:
    assert file.read_text("utf-8") == TEXTS[file], "run: python3 tests/regenerate.py"


def test_nothing_that_was_made_from_the_code_is_left_behind() -> None:
    pages = [each for part in ("generator", "plugins") for each in (ROOT / part).rglob("*.md")]
    assert {each for each in pages if documents.MADE in each.read_text("utf-8")} <= TEXTS.keys()


def test_the_schema_of_the_starter_is_that_of_the_model() -> None:
    """The section of a room that was deleted may stay in it: a room is deleted without a tool."""
    found, rooms = schema(), {None, *(each.name for each in installed())}
    found["properties"] = {key: each for key, each in found["properties"].items() if each.get("x-feature") in rooms}
    assert found == json.loads(TEXTS[SCHEMA]), "run: python3 tests/regenerate.py"


class Editor(yaml.SafeLoader):
    """Reads YAML 1.2, as editors do: a day is a text there."""


Editor.yaml_implicit_resolvers = {
    sign: [each for each in resolvers if not each[0].endswith(":timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_starter_is_right_in_an_editor() -> None:
    site = yaml.load((ROOT / "starter_site/site.yaml").read_text("utf-8"), Editor)
    assert [each.message for each in Draft7Validator(schema()).iter_errors(site)] == []


def test_the_starter_names_its_schema() -> None:
    first = (ROOT / "starter_site/site.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA.name}"
