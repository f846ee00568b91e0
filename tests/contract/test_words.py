"""Words: what templates and code ask for is there, in both languages alike, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import NamedTuple

import pytest
from jinja2 import nodes

from pelicasso.kit.locale import Words
from pelicasso.site.catalogue import Catalogue

GROUPS = ("words", "command", "addresses")
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")
PREVIEW = "generator/pelicasso/serve/"
"""The page of an error during `serve`: its `t` says what the command line says, below `serve.page`."""


class Asked(NamedTuple):
    """A text that is asked for, and the values that it is given."""

    where: str
    group: str
    key: str
    values: frozenset[str]


def in_templates(trees: Mapping[str, nodes.Template]) -> Iterator[Asked]:
    for where, tree in trees.items():
        for call in tree.find_all(nodes.Call):
            if is_words(call.node):
                yield asked(where, *(("command", "serve.page.") if where.startswith(PREVIEW) else ("words", "")), call)
            elif isinstance(call.node, nodes.Getattr) and call.node.attr == "address" and is_words(call.node.node):
                yield asked(where, "addresses", "", call)


def is_words(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "t"


def asked(where: str, group: str, start: str, call: nodes.Call) -> Asked:
    assert isinstance(call.args[0], nodes.Const), f"{where}:{call.lineno}: a key is written, not computed"
    key = f"{start}{call.args[0].value}"
    return Asked(f"{where}:{call.lineno}", group, key, frozenset(each.key for each in call.kwargs))


def in_code(trees: Mapping[str, ast.Module]) -> Iterator[Asked]:
    for where, tree in trees.items():
        for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call) and each.args):
            group, key = group_of(call.func), call.args[0]
            if group and isinstance(key, ast.Constant):
                values = frozenset(each.arg for each in call.keywords if each.arg)
                yield Asked(f"{where}:{call.lineno}", group, key.value, values)


def computed(trees: Mapping[str, ast.Module]) -> re.Pattern[str]:
    """The keys that code puts together: « markdown.admonitions. » and a kind, a command's name and « .help »."""
    calls = (each for tree in trees.values() for each in ast.walk(tree) if isinstance(each, ast.Call) and each.args)
    keys = (each.args[0] for each in calls if group_of(each.func))
    return re.compile("|".join(pattern(each) for each in keys if isinstance(each, ast.JoinedStr)))


def pattern(text: ast.JoinedStr) -> str:
    return "".join(re.escape(each.value) if isinstance(each, ast.Constant) else r"[\w-]+" for each in text.values)


def group_of(function: ast.expr) -> str | None:
    said = ast.unparse(function)
    if re.search(r"\b_?words$", said):
        return "words"
    if re.search(r"\b_?words\.address$", said):
        return "addresses"
    return "command" if re.search(r"\.word$", said) else None


def placeholders(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name}


def texts(catalogue: Catalogue, group: str) -> dict[str, list[str]]:
    """The texts of a group by their key; the forms of a plural among the words stand together."""
    found: dict[str, list[str]] = {}
    for key, text in catalogue.group(group).items():
        found.setdefault(PLURAL.sub("", key) if group == "words" else key, []).append(text)
    return found


def test_what_is_asked_for_is_there_with_the_values_that_it_names(
    sources: Mapping[str, ast.Module], templates: Mapping[str, nodes.Template], catalogues: Mapping[str, Catalogue]
) -> None:
    every = [*in_templates(templates), *in_code(sources)]
    assert len(every) > 50
    wrong = []
    for language, catalogue in catalogues.items():
        known = {group: texts(catalogue, group) for group in GROUPS}
        for each in every:
            said = known[each.group].get(each.key, [])
            missing = set().union(*map(placeholders, said)) - each.values
            if not said or missing:
                wrong.append(f"{each.where}: {each.key} in {language}: {missing or 'missing'}")
    assert wrong == []


@pytest.mark.parametrize("group", GROUPS)
def test_both_languages_say_the_same_with_the_same_values(catalogues: Mapping[str, Catalogue], group: str) -> None:
    french, english = (
        {key: set().union(*map(placeholders, said)) for key, said in texts(each, group).items()}
        for each in catalogues.values()
    )
    assert french
    assert french == english


@pytest.mark.parametrize("group", GROUPS)
def test_no_text_is_left_unused(
    sources: Mapping[str, ast.Module], constants: frozenset[str], catalogues: Mapping[str, Catalogue], group: str
) -> None:
    together = computed(sources)
    assert [
        each for each in texts(catalogues["fr"], group) if each not in constants and not together.fullmatch(each)
    ] == []


def test_a_plural_has_the_forms_of_its_language(catalogues: Mapping[str, Catalogue]) -> None:
    for catalogue in catalogues.values():
        keys = set(catalogue.group("words"))
        for key in keys:
            if PLURAL.search(key):
                assert {PLURAL.sub(".one", key), PLURAL.sub(".other", key)} <= keys


def test_every_command_has_its_help(catalogues: Mapping[str, Catalogue]) -> None:
    from pelicasso.cli import pelicasso

    for catalogue in catalogues.values():
        assert all(catalogue.text("command", f"{each}.help") for each in ("pelicasso", *pelicasso.commands))


def test_words_of_a_language_that_nobody_wrote_are_english() -> None:
    assert Words("sv")("articles.title") == Words("en")("articles.title")
