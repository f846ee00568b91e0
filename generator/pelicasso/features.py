"""Finds the installed features by name; the only importer of rooms."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pelicasso.schema import SiteError, error

if TYPE_CHECKING:
    from pelicasso.kit.command import Command
    from pelicasso.kit.feature import AnyFeature

PACKAGE = "pelicasso_plugins"


@cache
def installed() -> tuple[AnyFeature, ...]:
    """Every feature of the namespace, by name; one that can't be imported is an error, never skipped."""
    try:
        package = import_module(PACKAGE)
    except ModuleNotFoundError:
        return ()
    names = sorted(each.name for each in pkgutil.iter_modules(package.__path__))
    return tuple(_feature(name) for name in names)


def locales() -> list[Path]:
    """Where the features keep their words; none of them is imported."""
    package = find_spec(PACKAGE)
    folders = package.submodule_search_locations if package else None
    return sorted(each for folder in folders or () for each in Path(folder).glob("*/locale"))


def commands_of(name: str) -> tuple[Command, ...]:
    """The commands of a room, none when there is no such room."""
    if not any(each.name == name for each in installed()):
        return ()
    module = f"{PACKAGE}.{name}.commands"
    return tuple(import_module(module).commands) if find_spec(module) else ()


def _feature(name: str) -> AnyFeature:
    from pelicasso.kit.feature import Feature

    try:
        feature = import_module(f"{PACKAGE}.{name}").feature
    except Exception as problem:
        raise SiteError(error("broken_feature", name=name, problem=repr(problem)), exit_code=3) from problem
    if not isinstance(feature, Feature) or feature.name != name:
        raise SiteError(error("broken_feature", name=name, problem="feature.name"), exit_code=3)
    return feature
