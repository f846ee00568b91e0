"""The schema for editors: what the reader accepts, the editor accepts; a wrong key is underlined."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from pelicasso.schema.section import Section, Text, YesNo, required, titled
from pelicasso.site.json_schema import site_schema
from pelicasso.site.model import Address
from pelicasso.site.reader import read_site

NAME = "organisation: {name: Les Amis}\n"


class Tea(Section):
    """How tea is made."""

    leaves: Text = required(en="Which leaves.", fr="Quelles feuilles.")
    milk: YesNo = titled(False, en="With milk.", fr="Avec du lait.")
    minutes: int | None = titled(en="How long.", fr="Combien de temps.", ge=1, le=9)
    place: Address | None = titled(en="Where.", fr="Où.")


def schema() -> dict[str, Any]:
    return site_schema({"tea": Tea})


def in_editor(text: str) -> list[str]:
    """What an editor underlines: it types the scalars of YAML before it looks at the schema."""
    validator = Draft7Validator(schema())
    return [each.message for each in validator.iter_errors(yaml.safe_load(text))]


def test_it_is_a_schema_that_editors_know() -> None:
    Draft7Validator.check_schema(schema())
    assert "$ref" not in str(schema())


@pytest.mark.parametrize(
    "text",
    [
        "organisation: {name: 1901}",
        "organisation: {name: true}",
        "organisation: {name: Les Amis, founded: 1998}",
        'organisation: {name: Les Amis, founded: "1998"}',
        "organisation: {name: Les Amis, address: {postal_code: 75019}}",
        "organisation: {name: Les Amis, address: {postal_code: 01000}}",
        "organisation: {name: Les Amis, tagline: }",
        NAME + "version: 1",
        NAME + 'version: "1"',
        NAME + "theme: {dark: light}",
        NAME + "menu: [/, qui-sommes-nous, {title: Nous, items: [don, {link: /a/, title: A}]}]",
        NAME + "menu:",
        NAME + "home: [{hero: {title: Bonjour}}, {text: pages/a.md}, {figures: [{value: 12, label: mois}]}, news]",
        NAME + "tea: {leaves: menthe, milk: oui, minutes: 3}",
        NAME + "tea: {leaves: menthe, milk: NON, place: {city: Nantes}}",
        NAME + "tea: {leaves: menthe, milk: true}",
        NAME + "tea: false",
        NAME + "tea: non",
    ],
)
def test_what_the_reader_accepts_the_editor_accepts(tmp_path: Path, text: str) -> None:
    (tmp_path / "site.yaml").write_text(text, encoding="utf-8")
    read_site(tmp_path, {"tea": Tea}, day="2026-11-24")
    assert in_editor(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "organisation: {}",
        "organisation: Les Amis",
        "organisation: {name: [Les, Amis]}",
        NAME + "tee: {leaves: menthe}",
        NAME + "theme: {coulour: '#123456'}",
        NAME + "theme: {dark: dim}",
        NAME + "tea: {leaves: menthe, minutes: 30}",
        NAME + "tea: {leaves: menthe, milk: soja}",
        NAME + "tea: menthe",
        NAME + "menu: don",
        NAME + "menu: [{titre: Don}]",
    ],
)
def test_what_is_wrong_is_underlined(text: str) -> None:
    assert in_editor(text)


def test_each_key_is_explained_in_french_then_in_english() -> None:
    tea = schema()["properties"]["tea"]["anyOf"][0]["properties"]
    assert tea["milk"]["description"] == "Avec du lait.\n\nWith milk."
    assert tea["milk"]["default"] is False


def test_a_section_of_a_feature_is_marked_and_explained() -> None:
    tea = schema()["properties"]["tea"]
    assert (tea["x-feature"], tea["description"]) == ("tea", "How tea is made.")
