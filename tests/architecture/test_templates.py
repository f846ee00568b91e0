"""Templates: layouts → partials → components; rooms meet the theme in its layouts, its components and the slots."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from pelicasso.features import installed
from pelicasso.kit.slots import ENDS, EVERYWHERE, HOME

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted([*ROOT.glob("themes/*/templates"), *ROOT.glob("plugins/pelicasso_plugins/*/templates")], key=str)
TEMPLATES = [
    pytest.param(folder, file, id=str(file.relative_to(ROOT)))
    for folder in FOLDERS
    for file in sorted(folder.rglob("*.html"))
]
ALL = [
    pytest.param(file, id=str(file.relative_to(ROOT)))
    for part in ("generator", "plugins", "themes")
    for file in sorted((ROOT / part).rglob("*.html"))
]
PAGE = r"[a-z_]+\.html"
RULES = {
    PAGE: {"extends": r"layouts/", "include": r"partials/", "import": r"components/"},
    r"layouts/": {"extends": r"layouts/", "include": r"partials/"},
    r"partials/": {"include": r"partials/", "import": r"components/"},
    r"components/": {"import": r"components/"},
    r"blocks/": {"import": r"components/|[a-z_]+/"},
    r"slots/[a-z_]+/(?P<room>[a-z_]+)\.html": {"import": r"components/|{room}/"},
    r"(?P<room>[a-z_]+)/": {"extends": r"layouts/", "import": r"components/|{room}/"},
}
"""What each kind of template may use of which other; the first pattern that its path fits is its kind."""
VERBS = {nodes.Extends: "extends", nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "import"}


def parse(file: Path) -> nodes.Template:
    return Environment().parse(file.read_text("utf-8"))


def uses(file: Path) -> Iterator[tuple[str, str]]:
    for kind, verb in VERBS.items():
        for node in parse(file).find_all(kind):
            yield verb, node.template.as_const()


def rule(path: str) -> tuple[dict[str, str], str]:
    for pattern, allowed in RULES.items():
        if found := re.match(pattern, path):
            return allowed, found.groupdict().get("room", "")
    raise AssertionError(f"{path} stands in no known folder")


@pytest.mark.parametrize(("folder", "file"), TEMPLATES)
def test_a_template_uses_only_what_stands_below_it(folder: Path, file: Path) -> None:
    allowed, room = rule(file.relative_to(folder).as_posix())
    for verb, used in uses(file):
        assert re.match(allowed.get(verb, "(?!)").format(room=room), used), f"{verb} {used}"


@pytest.mark.parametrize(("folder", "file"), TEMPLATES)
def test_a_macro_is_alone_in_its_file_and_gives_it_its_name(folder: Path, file: Path) -> None:
    path = file.relative_to(folder).as_posix()
    macros = [each.name for each in parse(file).find_all(nodes.Macro)]
    pages = re.fullmatch(rf"{PAGE}|(layouts|partials|slots|blocks)/.*", path) or any(
        parse(file).find_all(nodes.Extends)
    )
    assert macros == ([] if pages else [file.stem])


@pytest.mark.parametrize(("folder", "file"), TEMPLATES)
def test_a_room_has_templates_of_its_own_and_in_slots_alone(folder: Path, file: Path) -> None:
    name, path = folder.parent.name, file.relative_to(folder).as_posix()
    if folder.parents[1].name == "pelicasso_plugins":
        slots = [f"slots/{slot}/{name}.html" for slot in (*EVERYWHERE, *ENDS, HOME)]
        blocks = [each.template for feature in installed() if feature.name == name for each in feature.blocks]
        assert path.startswith(f"{name}/") or path in (*slots, *blocks)
    else:
        assert not path.startswith("slots/")


@pytest.mark.parametrize("file", ALL)
def test_no_template_makes_markup_or_asks_the_clock(file: Path) -> None:
    tree = parse(file)
    assert [each.name for each in tree.find_all(nodes.Filter) if each.name in {"safe", "forceescape"}] == []
    assert not list(tree.find_all((nodes.ScopedEvalContextModifier, nodes.MarkSafe)))
    called = {each.node.name for each in tree.find_all(nodes.Call) if isinstance(each.node, nodes.Name)}
    assert called & {"now", "today", "Markup"} == set()


@pytest.mark.parametrize(
    "folder", [each for each in FOLDERS if "themes" in each.parts], ids=lambda each: each.parent.name
)
def test_a_theme_names_no_room(folder: Path) -> None:
    rooms = [each.name for each in (ROOT / "plugins/pelicasso_plugins").glob("*/")]
    for file in (each for kind in ("*.html", "*.css", "*.js") for each in folder.parent.rglob(kind)):
        named = [
            each
            for each in rooms
            if re.search(rf"\.{each}(?![a-z-])|[\"/ ]{each}(/|__|--|\.)", file.read_text("utf-8"))
        ]
        assert named == [], file


SOURCES = [
    pytest.param(file, id=str(file.relative_to(ROOT)))
    for folder in ("generator/pelicasso", "plugins/pelicasso_plugins")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "tests" not in file.parts
]
CLOCKS = re.compile(
    r"(datetime|date)(\.\w+)?\.(now|today|utcnow)|time\.(time|time_ns|localtime|gmtime|ctime|asctime|strftime)|"
    r"(now|utcnow|localtime|gmtime)"
)


def calls(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {ast.unparse(each.func) for each in ast.walk(tree) if isinstance(each, ast.Call)}


@pytest.mark.parametrize("file", SOURCES)
def test_markup_is_made_in_one_place(file: Path) -> None:
    made = {each for each in calls(file) if each.rpartition(".")[2] in {"Markup", "unescape_markup"}}
    assert not made or file == ROOT / "generator/pelicasso/kit/markup.py"


@pytest.mark.parametrize("file", SOURCES)
def test_the_clock_is_asked_in_one_place(file: Path) -> None:
    asked = {each for each in calls(file) if CLOCKS.fullmatch(each)}
    assert not asked or file == ROOT / "generator/pelicasso/site/day.py"


def test_no_template_of_pelican_is_needed() -> None:
    """What templates extend, include and import exists, in the theme `base` or in the room itself."""
    base = ROOT / "themes/base/templates"
    for folder, file in (each.values for each in TEMPLATES):
        for _, used in uses(file):
            assert (folder / used).is_file() or (base / used).is_file(), f"{file}: {used}"
