"""The context of templates, both ways: they use nothing that is not in it, and all that is in it is used."""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, meta, nodes

from pelicasso.features import installed
from pelicasso.kit import Feature, context
from pelicasso.kit.locale import Words
from pelicasso.kit.renderer import GLOBALS
from pelicasso.site.model import Address, Label, Organisation, Site, Theme

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "themes/base/templates"
THEMES = sorted(each.parent for each in ROOT.glob("themes/*/theme.yaml"))
ROOMS = {each.name: each.folder / "templates" for each in installed()}
PAGES = [
    pytest.param(theme / "templates", name, kind, id=f"{theme.name}/{name}")
    for theme in THEMES
    for name, kind in context.TEMPLATES.items()
]
ROOM_TEMPLATES = [
    pytest.param(feature, file.relative_to(ROOMS[feature.name]).as_posix(), id=f"{feature.name}/{file.stem}")
    for feature in installed()
    for file in sorted(ROOMS[feature.name].rglob("*.html"))
]
GIVEN = {"loop", "super", "caller", "self"}
"""What Jinja itself gives."""
CLASSES = [each for each in vars(context).values() if dataclasses.is_dataclass(each) and isinstance(each, type)]
OWN = [each for each in CLASSES if each.__module__ == context.__name__]


def fields(kind: type) -> set[str]:
    return {each.name for each in dataclasses.fields(kind)} if dataclasses.is_dataclass(kind) else set()


def parse(file: Path) -> nodes.Template:
    return Environment().parse(file.read_text("utf-8"))


def with_what_it_uses(name: str, folders: tuple[Path, ...]) -> Iterator[tuple[str, nodes.Template]]:
    """A template, and all that it extends, includes and imports; the nearest folder wins."""
    left, seen = [name], set[str]()
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            tree = parse(next(each / name for each in folders if (each / name).is_file()))
            yield name, tree
            left += [each for each in meta.find_referenced_templates(tree) if each]


def names(tree: nodes.Node) -> set[str]:
    """The names that come from outside: what is read, and neither set nor imported here."""
    found = {"load": set(GIVEN), "store": set(GIVEN), "param": set(GIVEN)}
    for each in tree.find_all(nodes.Name):
        found[each.ctx].add(each.name)
    return found["load"] - found["store"] - found["param"] - imported(tree)


def imported(tree: nodes.Node) -> set[str]:
    found = [each for node in tree.find_all(nodes.FromImport) for each in node.names]
    macros = {each.name for each in tree.find_all(nodes.Macro)}
    return macros | {each[1] if isinstance(each, tuple) else each for each in found}


def in_macros(tree: nodes.Template) -> set[str]:
    """What the macros of a template use beside their arguments: they are imported without context."""
    return set[str]().union(*map(names, tree.find_all(nodes.Macro))) - imported(tree)


@pytest.mark.parametrize(("folder", "name", "kind"), PAGES)
def test_a_template_uses_only_its_documented_context(folder: Path, name: str, kind: type) -> None:
    for used, tree in with_what_it_uses(name, (folder, BASE)):
        assert names(tree) <= fields(kind) | GLOBALS, used
        assert in_macros(tree) <= GLOBALS, f"{used}: a macro is given what it needs"


@pytest.mark.parametrize(("feature", "name"), ROOM_TEMPLATES)
def test_a_template_of_a_room_uses_only_what_its_feature_says(feature: Feature[Any], name: str) -> None:
    given = {"site", "section"} if name.startswith("blocks/") else fields(context.FeatureContext)
    given |= fields(feature.contexts.get(name, object))
    for used, tree in with_what_it_uses(name, (ROOMS[feature.name], BASE)):
        assert names(tree) <= given | GLOBALS, used
        assert in_macros(tree) <= GLOBALS, f"{used}: a macro is given what it needs"


@pytest.mark.parametrize("feature", installed(), ids=lambda each: each.name)
def test_what_a_feature_gives_its_templates_is_used(feature: Feature[Any]) -> None:
    for name, kind in feature.contexts.items():
        used = set().union(*(names(tree) for _, tree in with_what_it_uses(name, (ROOMS[feature.name], BASE))))
        assert fields(kind) <= used, name


@pytest.mark.parametrize("theme", THEMES, ids=lambda each: each.name)
def test_the_pages_of_a_theme_are_those_of_the_context(theme: Path) -> None:
    pages = {each.name for each in (theme / "templates").glob("*.html")}
    assert pages <= context.TEMPLATES.keys()
    assert theme != BASE.parent or pages == context.TEMPLATES.keys()


def every_template() -> Iterator[nodes.Template]:
    for folder in (BASE, *ROOMS.values()):
        yield from map(parse, folder.rglob("*.html"))


def attributes() -> set[str]:
    return {each.attr for tree in every_template() for each in tree.find_all(nodes.Getattr)}


@pytest.mark.parametrize("kind", OWN, ids=lambda each: each.__name__)
def test_every_field_of_the_context_is_used(kind: type) -> None:
    used = set().union(*map(names, every_template()))
    if kind not in context.TEMPLATES.values() and not issubclass(kind, context.Context):
        used = attributes()
    elif kind is context.FeatureContext and not ROOMS:
        used |= {"section"}
    assert fields(kind) <= used


def test_templates_ask_for_no_attribute_that_nothing_has() -> None:
    loop = {"index", "index0", "first", "last", "length", "previtem", "nextitem"}
    of_rooms = {name for each in installed() for name in reachable(each)}
    known = loop.union(
        dir(str), dir(date), dir(Words), *map(dir, (Site, Organisation, Address, Theme)), *map(fields, OWN)
    )
    known |= {name for each in (Organisation, Address, Label, Theme) for name in each.model_fields}
    assert attributes() - known - of_rooms == set()


def reachable(feature: Feature[Any]) -> set[str]:
    """The names in every class of a room: its sections, its entries, and what it makes of them."""
    package = f"pelicasso_plugins.{feature.name}"
    modules = [each.name for each in pkgutil.walk_packages([str(feature.folder)], f"{package}.")]
    loaded = [import_module(each) for each in (package, *modules) if ".tests" not in each]
    kinds = [each for module in loaded for each in vars(module).values() if isinstance(each, type)]
    own = [each for each in kinds if each.__module__.startswith(package)]
    return {name for kind in own for name in (*dir(kind), *getattr(kind, "model_fields", ()), *annotations(kind))}


def annotations(kind: type) -> set[str]:
    return set(getattr(kind, "__annotations__", {}))


def test_every_class_of_the_context_says_what_it_is() -> None:
    assert [each.__name__ for each in OWN if not (each.__doc__ or "").strip()] == []
