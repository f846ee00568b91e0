"""Answers go into `site.yaml` whatever they hold, and nothing around them changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelicasso.new.questions import questions
from pelicasso.new.site_file import filled_in, scalar
from pelicasso.site import yaml
from pelicasso.site.data import data_folder

STARTER = (data_folder("starter_site") / "site.yaml").read_text("utf-8")
HOSTILE = [
    "Les Amis du Lavoir",
    'L\'Amicale: du "Lavoir" # 1',
    "01000",
    "oui",
    "null",
    "# tout",
    "- un",
    "{a: b}",
    "a\\b",
    "&x *y",
    "@moi",
    "!oui",
    "fin :",
    "« Été » — à l’eau",
    "[x](y)",
    "?",
    "%x",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_an_answer_is_read_back_as_it_was_given(answer: str) -> None:
    answers = {("organisation", "name"): answer, ("organisation", "address", "city"): answer}
    read = yaml.compose_mapping(filled_in(STARTER, answers, ["organisation"]), "site.yaml")
    organisation = read["organisation"]
    assert isinstance(organisation, yaml.Mapping)
    assert organisation == {"name": answer, "address": {"city": answer}}


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1).filter(str.strip))
def test_any_text_becomes_a_scalar(text: str) -> None:
    wanted = " ".join(text.split())
    assert yaml.compose(f"key: {scalar(text)}  # comment\n", "site.yaml") == {"key": wanted}


def test_comments_and_all_other_lines_stay() -> None:
    made = filled_in(STARTER, {("organisation", "name"): "Nous", ("theme", "colour"): "#123456"}, [])
    before, after = STARTER.splitlines(), made.splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new.strip().partition("  # ")[0] for _, new in changed] == ["name: Nous", 'colour: "#123456"']
    assert all(old.partition("  # ")[2] == new.partition("  # ")[2] for old, new in changed)


def test_what_was_not_answered_becomes_a_comment() -> None:
    made = filled_in(STARTER, {("contact", "email"): "a@b.fr"}, ["organisation", "contact"])
    read = yaml.compose_mapping(made, "site.yaml")
    assert read["organisation"] is None
    assert read["contact"] == {"email": "a@b.fr"}
    assert read["menu"] == yaml.compose_mapping(STARTER, "site.yaml")["menu"]
    uncommented = "\n".join(
        line.replace("#", "", 1) if re.match(r" +#\S", line) else line for line in made.splitlines()
    )
    assert "profiles:" in uncommented


@pytest.mark.parametrize(
    ("text", "path", "then"),
    [
        ("a:\n  b: 1\n", ("a", "c"), "a:\n  c: x\n  b: 1\n"),
        ("a:\n", ("a", "c", "d"), "a:\n  c:\n    d: x\n"),
        ("b: 1\n", ("a", "c"), "b: 1\na:\n  c: x\n"),
        ("b:\n", ("b",), "b: x\n"),
        ('b: "y"  # z\n', ("b",), "b: x  # z\n"),
        ("b: y # z # w\n", ("b",), "b: x # z # w\n"),
    ],
)
def test_a_key_that_is_missing_is_added(text: str, path: tuple[str, ...], then: str) -> None:
    assert filled_in(text, {path: "x"}, []) == then


def test_the_starter_has_a_line_for_each_key_that_is_asked() -> None:
    source = yaml.compose_mapping(STARTER, "site.yaml")
    for each in questions():
        found: object = source
        for step in each.path:
            assert isinstance(found, yaml.Mapping), each.key
            found = found[step]
