"""Messages: each code that can be raised is said in both languages, as a person would say it, and no other is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from string import Formatter
from typing import NamedTuple

import pytest

from pelicasso.site.catalogue import Catalogue
from pelicasso.site.validation import CODES

TAKERS = ("error", "warning", "refuse", "Finding", "Fault")
"""What takes a code first; functions that hand a code of their own caller on are found by themselves."""
ANY = frozenset({"*"})
OF_FIELDS = frozenset({"key", "value"})
"""What a refused field of `site.yaml` or of a front matter always says."""
OF_PYDANTIC = {
    "not_one_of": frozenset({"expected"}),
    "number_too_small": frozenset({"ge"}),
    "number_too_large": frozenset({"le"}),
    "list_too_long": frozenset({"max_length"}),
}
NAMES = re.compile(r"[A-Z][A-Z_]+\b|Pelicasso|Markdown|Pelican|Windows|Python|JeVeuxAider")
"""What may begin a sentence with a capital: acronyms and names."""


class Raised(NamedTuple):
    """A code where it is raised, and the names of its values; ANY when they are not all written there."""

    where: str
    code: re.Pattern[str]
    values: frozenset[str]


class Module:
    """One file: its functions, and its tables, to follow a code to where it is written."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
        self.by_name = {each.name: each for each in self.functions}
        self.tables = list(assigned(tree.body))

    def texts(self, node: ast.expr, function: ast.FunctionDef | None) -> Iterator[str]:
        """The patterns of the texts that an expression can be, as far as the file tells."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(self._piece(each, function) for each in node.values)
        else:
            for part, inside in self._parts(node, function):
                yield from self.texts(part, inside)

    def _piece(self, node: ast.expr, function: ast.FunctionDef | None) -> str:
        value = node.value if isinstance(node, ast.FormattedValue) else node
        return f"(?:{'|'.join(self.texts(value, function)) or r'[a-z_]+'})"

    def _parts(
        self, node: ast.expr, function: ast.FunctionDef | None
    ) -> Iterator[tuple[ast.expr, ast.FunctionDef | None]]:
        """The expressions that one can come down to, and the function that each stands in."""
        match node:
            case ast.IfExp():
                yield from ((each, function) for each in (node.body, node.orelse))
            case ast.Dict(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
                yield from ((each, function) for each in parts)
            case ast.Subscript(value=table) | ast.Call(func=ast.Attribute(value=table, attr="get")):
                yield table, function
            case ast.Call(func=ast.Name(id=name)) if name in self.by_name:
                called = self.by_name[name]
                yield from ((e.value, called) for e in ast.walk(called) if isinstance(e, ast.Return) and e.value)
            case ast.Name(id=name):
                own = list(assigned(ast.walk(function))) if function else []
                yield from ((value, None) for each, value in [*own, *self.tables] if each == name)


def assigned(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    for node in nodes:
        match node:
            case ast.Assign(targets=[target], value=value) | ast.For(target=target, iter=value):
                yield from ((each.id, value) for each in ast.walk(target) if isinstance(each, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.NamedExpr(target=ast.Name(id=name), value=value):
                yield name, value


def parameters(function: ast.FunctionDef) -> list[str]:
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(tree) if isinstance(each, ast.Call))


class Takers:
    """The functions that take a code: where it stands in a call, and the values that they add by themselves.

    A private one is known in its own file alone.
    """

    def __init__(self, modules: Mapping[str, Module]) -> None:
        self._known = {("", name): (0, frozenset[str]()) for name in TAKERS} | {("", "refuse"): (0, OF_FIELDS)}
        before = 0
        while before < (before := len(self._known)):
            for where, module in modules.items():
                for function in module.functions:
                    self._learn(where, function)

    def _learn(self, where: str, function: ast.FunctionDef) -> None:
        """Note a function that hands a code of its own caller on."""
        names = parameters(function)
        for call in calls(function):
            code = self.code(where, call)
            if isinstance(code, ast.Name) and code.id in names:
                added = self.values(where, call, on=frozenset())
                self._known.setdefault(named(where, function.name), (names.index(code.id), added))

    def _of(self, where: str, call: ast.Call) -> tuple[int, frozenset[str]] | None:
        return self._known.get(named(where, ast.unparse(call.func).rpartition(".")[2]))

    def code(self, where: str, call: ast.Call) -> ast.expr | None:
        taker = self._of(where, call)
        return call.args[taker[0]] if taker and len(call.args) > taker[0] else None

    def values(self, where: str, call: ast.Call, on: frozenset[str] = ANY) -> frozenset[str]:
        """The names of the values of a finding; `on` stands for those that are handed on."""
        taker = self._of(where, call)
        assert taker is not None
        names = {each.arg for each in call.keywords if each.arg}
        keys = (each.keys for each in call.args if isinstance(each, ast.Dict))
        names |= {str(each.value) for each in chain(*keys) if isinstance(each, ast.Constant)}
        handed = on if any(each.arg is None for each in call.keywords) else frozenset()
        return frozenset(names) | taker[1] | handed


def named(where: str, name: str) -> tuple[str, str]:
    return (where if name.startswith("_") else "", name)


def raised(sources: Mapping[str, ast.Module]) -> Iterator[Raised]:
    modules = {where: Module(tree) for where, tree in sources.items()}
    takers = Takers(modules)
    for where, module in modules.items():
        inside = {call: function for function in module.functions for call in calls(function)}
        for call in calls(module.tree):
            if (code := takers.code(where, call)) is not None:
                for text in module.texts(code, inside.get(call)):
                    yield Raised(f"{where}:{call.lineno}", re.compile(text), takers.values(where, call))
    for code in (each for kind, each in CODES.items() if kind != "extra_forbidden"):
        yield Raised("site/validation.py", re.compile(code), OF_FIELDS | OF_PYDANTIC.get(code, frozenset()))


def messages(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """The sentence and the hint of each code."""
    found: dict[str, dict[str, str]] = {}
    for key, text in catalogue.group("messages").items():
        code, _, part = key.rpartition(".")
        found.setdefault(code, {})[part] = text
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture(scope="session")
def every(sources: Mapping[str, ast.Module]) -> list[Raised]:
    return list(raised(sources))


def test_each_code_that_can_be_raised_is_said(every: list[Raised], catalogues: Mapping[str, Catalogue]) -> None:
    assert len(every) > 100
    for language, catalogue in catalogues.items():
        known = messages(catalogue)
        silent = {
            f"{each.where}: {each.code.pattern} in {language}"
            for each in every
            if not any(map(each.code.fullmatch, known))
        }
        assert sorted(silent) == []


def test_what_a_message_names_is_among_the_values_given(
    every: list[Raised], catalogues: Mapping[str, Catalogue]
) -> None:
    wrong = set()
    for language, catalogue in catalogues.items():
        for code, said in messages(catalogue).items():
            named = placeholders("".join(said.values()))
            wrong |= {
                f"{each.where}: {code} in {language} names {sorted(named - each.values)}"
                for each in every
                if each.code.fullmatch(code) and not each.values >= ANY and named - each.values
            }
    assert sorted(wrong) == []


def test_no_message_is_left_unused(every: list[Raised], catalogues: Mapping[str, Catalogue]) -> None:
    known = {code for each in catalogues.values() for code in messages(each)}
    assert sorted(code for code in known if not any(each.code.fullmatch(code) for each in every)) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_message_is_one_sentence_that_goes_on_from_the_line(
    catalogues: Mapping[str, Catalogue], language: str
) -> None:
    wrong = []
    for code, said in messages(catalogues[language]).items():
        assert said.keys() == {"sentence", "hint"}, code
        for text in said.values():
            begins = text[:1].isupper() and not NAMES.match(text)
            if begins or text.rstrip().endswith(".") or re.search(r"\. [A-ZÀ-Ý]", text) or "\n" in text:
                wrong.append(f"{code}: {text}")
    assert wrong == []


def test_both_languages_say_the_same_codes(catalogues: Mapping[str, Catalogue]) -> None:
    french, english = (set(messages(each)) for each in catalogues.values())
    assert french == english
