"""The kit never becomes a drawer: each of its parts has two users outside it, or waits for one that is named."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT / "generator/pelicasso/kit"
WAITING: dict[str, str] = {}
"""A part that has fewer than two users today, and the feature that will use it."""


def imported(file: Path) -> set[str]:
    """The parts of the kit that a file imports, by their names; « kit » itself for what its door re-exports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {str(node.module), *(f"{node.module}.{each.name}" for each in node.names)}
    return {".".join(each.split(".")[1:3]) for each in names if each.startswith("pelicasso.kit")}


def users() -> Iterator[set[str]]:
    """What each user of the kit imports of it: a module of a floor above, or a room with its tests as one."""
    for file in (ROOT / "generator/pelicasso").rglob("*.py"):
        if KIT not in file.parents:
            yield imported(file)
    for room in (ROOT / "plugins/pelicasso_plugins").glob("*/"):
        yield {name for file in room.rglob("*.py") for name in imported(file)}


def parts() -> dict[str, set[str]]:
    """Each module, or package, of the kit, and what it imports of the others."""
    found: dict[str, set[str]] = {"kit": imported(KIT / "__init__.py")}
    for file in (each for each in KIT.rglob("*.py") if each != KIT / "__init__.py"):
        found.setdefault(f"kit.{file.relative_to(KIT).parts[0].removesuffix('.py')}", set()).update(imported(file))
    return found


def behind(names: set[str], inside: dict[str, set[str]]) -> set[str]:
    """The parts that these names reach, through the kit's own imports too."""
    reached, left = set[str](), names & inside.keys()
    while left:
        reached |= left
        left = {other for each in left for other in inside[each] & inside.keys()} - reached
    return reached


def test_each_part_of_the_kit_has_two_users() -> None:
    inside = parts()
    reached = [behind(names, inside) for names in users()]
    few = {each for each in inside if sum(each in names for names in reached) < 2} - {"kit"}
    assert few == WAITING.keys(), "a part of the kit has fewer than two users, or no longer waits for them"
