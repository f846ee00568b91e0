"""Finds the installed features by name; the only importer of rooms."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from pelicasso.kit.feature import Feature
from pelicasso.schema import SiteError, error

PACKAGE = "pelicasso_plugins"


@cache
def installed() -> tuple[Feature, ...]:
    """Every feature of the namespace, by name; one that can't be imported is an error, never skipped."""
    try:
        package = import_module(PACKAGE)
    except ModuleNotFoundError:
        return ()
    names = sorted(each.name for each in pkgutil.iter_modules(package.__path__))
    return tuple(_feature(name) for name in names)


def _feature(name: str) -> Feature:
    try:
        feature = import_module(f"{PACKAGE}.{name}").feature
    except Exception as problem:
        raise SiteError(error("broken_feature", name=name, problem=repr(problem)), exit_code=3) from problem
    if not isinstance(feature, Feature) or feature.name != name:
        raise SiteError(error("broken_feature", name=name, problem="feature.name"), exit_code=3)
    return feature
