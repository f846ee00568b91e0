"""From the plain values of `examples.yaml` to what templates are given: the types of the documented context."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from pelicasso.kit.context import TEMPLATES, EntryView, Figure, FrameView, Heading, Link, Pagination, Picture
from pelicasso.kit.markup import markup
from pelicasso.site.model import Organisation

CONTEXT: Mapping[str, Any] = {name: kind for each in TEMPLATES.values() for name, kind in get_type_hints(each).items()}
ARGUMENTS: Mapping[str, Any] = {
    "date": date,
    "eager": bool,
    "entry": EntryView,
    "frame": FrameView,
    "headings": tuple[Heading, ...],
    "image": Picture,
    "item": Link,
    "items": tuple[Figure, ...],
    "level": int,
    "links": tuple[Link, ...],
    "organisation": Organisation,
    "place": Pagination,
}
"""What components are given, by the name of the argument, where that is no name of the context."""


def typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with their types, by their names; what no name is known for is text."""
    kinds = {**CONTEXT, **ARGUMENTS}
    return {name: _typed(kinds.get(name, str), each) for name, each in values.items()}


def _typed(kind: Any, value: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        inner = next(each for each in get_args(kind) if each is not types.NoneType)
        return None if value is None else _typed(inner, value)
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], each) for each in value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        unsaid = {each.name: None for each in fields(kind) if each.default is each.default_factory is MISSING}
        return kind(**unsaid | {name: _typed(hints[name], each) for name, each in value.items()})
    if kind is Organisation:
        return Organisation.model_validate(value)
    return _plain(kind, value)


def _plain(kind: Any, value: Any) -> Any:
    made: dict[Any, Callable[[Any], Any]] = {
        bool: lambda each: each == "true",
        date: date.fromisoformat,
        int: int,
        Markup: markup,
    }
    return made.get(kind, str)(value)
