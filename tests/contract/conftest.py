"""What the contracts are held against: the parsed sources, the templates, and the catalogues of both languages."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from pelicasso.site.catalogue import Catalogue

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("generator", "plugins", "themes")


def ours(pattern: str) -> list[Path]:
    found = [each for part in PARTS for each in sorted((ROOT / part).rglob(pattern))]
    return [each for each in found if "tests" not in each.relative_to(ROOT).parts]


@pytest.fixture(scope="session")
def sources() -> Mapping[str, ast.Module]:
    """Our Python, parsed, by its path."""
    return {str(each.relative_to(ROOT)): ast.parse(each.read_text("utf-8")) for each in ours("*.py")}


@pytest.fixture(scope="session")
def templates() -> Mapping[str, nodes.Template]:
    """Our templates, parsed, by their path."""
    made = Environment()
    return {str(each.relative_to(ROOT)): made.parse(each.read_text("utf-8")) for each in ours("*.html")}


@pytest.fixture(scope="session")
def constants(sources: Mapping[str, ast.Module], templates: Mapping[str, nodes.Template]) -> frozenset[str]:
    """Every text that stands in quotes in our Python and our templates."""
    python = {
        node.value
        for tree in sources.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return frozenset(
        python.union(*({each.value for each in tree.find_all(nodes.Const)} for tree in templates.values()))
    )


@pytest.fixture(scope="session")
def catalogues() -> Mapping[str, Catalogue]:
    """The texts of each language, of the generator, the themes and the rooms together."""
    folders = sorted([*ROOT.glob("themes/*/locale"), *ROOT.glob("plugins/pelicasso_plugins/*/locale")])
    return {language: Catalogue(language, folders) for language in ("fr", "en")}
