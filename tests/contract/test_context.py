"""The context of templates, both ways: they use nothing that is not in it, and all that is in it is used."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from pelicasso.features import installed
from pelicasso.kit import context
from pelicasso.kit.locale import Words
from pelicasso.kit.renderer import GLOBALS
from pelicasso.site.model import Address, Organisation, Site, Theme

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
    pytest.param(folder, file.relative_to(folder).as_posix(), context.FeatureContext, id=f"{name}/{file.stem}")
    for name, folder in ROOMS.items()
    for file in sorted(folder.rglob("*.html"))
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


@pytest.mark.parametrize(("folder", "name", "kind"), [*PAGES, *ROOM_TEMPLATES])
def test_a_template_uses_only_its_documented_context(folder: Path, name: str, kind: type) -> None:
    for used, tree in with_what_it_uses(name, (folder, BASE)):
        assert names(tree) <= fields(kind) | GLOBALS, used
        assert in_macros(tree) <= GLOBALS, f"{used}: a macro is given what it needs"


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
    of_sections = {name for each in installed() for name in reachable(each.section)}
    known = loop.union(
        dir(str), dir(date), dir(Words), *map(dir, (Site, Organisation, Address, Theme)), *map(fields, OWN)
    )
    known |= {name for each in (Organisation, Address, Theme) for name in each.model_fields}
    assert attributes() - known - of_sections == set()


def reachable(section: type) -> set[str]:
    """The names of a section, of the sections in it, and of what its module makes of them."""
    module = __import__(section.__module__, fromlist=["_"])
    kinds = [each for each in vars(module).values() if isinstance(each, type)]
    return {name for kind in kinds for name in (*dir(kind), *getattr(kind, "model_fields", ()))}


def test_every_class_of_the_context_says_what_it_is() -> None:
    assert [each.__name__ for each in OWN if not (each.__doc__ or "").strip()] == []
