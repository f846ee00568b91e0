"""YAML to types: every mistake of a mapping told at once, with its line and the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pelicasso.schema import Finding, error
from pelicasso.site import yaml
from pelicasso.site.catalogue import Catalogue

Model = TypeVar("Model", bound=BaseModel)

CODES = {
    "missing": "missing_key",
    "string_type": "needs_text",
    "int_parsing": "needs_number",
    "int_type": "needs_number",
    "int_from_float": "needs_number",
    "bool_parsing": "needs_yes_no",
    "bool_type": "needs_yes_no",
    "list_type": "needs_list",
    "tuple_type": "needs_list",
    "literal_error": "not_one_of",
    "greater_than_equal": "number_too_small",
    "less_than_equal": "number_too_large",
    "too_long": "list_too_long",
}
"""Pydantic's error types and our codes; the types of our own fields are codes already."""
NEED_KEYS = frozenset({"model_type", "model_attributes_type", "dict_type"})


def validate(
    model: type[Model],
    data: Mapping[str, object],
    file: str,
    at: Sequence[str] = (),
    source: object = None,
    context: Mapping[str, object] | None = None,
) -> tuple[Model | None, list[Finding]]:
    """The typed data, or None, with one finding for each mistake.

    `at` is where `data` stands in `source`, the whole YAML of `file`; `source` is `data` when left out.
    `context` is handed to the field types.
    """
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as mistakes:
        whole = data if source is None else source
        return None, [_finding(each, model, file, at, whole) for each in mistakes.errors(include_url=False)]


def nearest_key(key: str, known: Sequence[str], mistaken: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """The key that was meant: a volunteer's own word for it, or the one that is spelt nearly the same."""
    word = key.lower()
    meant = mistaken.get(word) or Catalogue("fr").text("keys", word)
    if meant in known:
        return meant
    near = get_close_matches(key.lower(), known, n=1, cutoff=0.6)
    return near[0] if near else None


def unknown_key(
    key: str,
    known: Sequence[str],
    file: str,
    line: int | None,
    mistaken: Mapping[str, str] = MappingProxyType({}),
) -> Finding:
    """A key that nothing reads, with the one that was meant or the list of those that exist."""
    if near := nearest_key(key, known, mistaken):
        return error("misspelt_key", file, line, key=key, nearest=near)
    return error("unknown_key", file, line, key=key, known=", ".join(known))


def needs_keys(key: str, model: type[BaseModel], file: str, line: int | None) -> Finding:
    """A text or a list where keys are wanted, with the first of them as the example."""
    return error("needs_keys", file, line, key=key, example=next(iter(_keys(model)), "name"))


def _finding(mistake: ErrorDetails, model: type[BaseModel], file: str, at: Sequence[str], source: object) -> Finding:
    path = tuple(mistake["loc"])
    line = yaml.line_of(source, (*at, *path)) if isinstance(source, (yaml.Mapping, yaml.Sequence)) else None
    key = str(path[-1]) if path else ""
    if mistake["type"] == "extra_forbidden":
        inner = model_at(model, path[:-1])
        return unknown_key(key, _keys(inner), file, line, getattr(inner, "mistaken", {}))
    if mistake["type"] in NEED_KEYS:
        return needs_keys(".".join(str(each) for each in (*at, *path)), model_at(model, path), file, line)
    code = CODES.get(mistake["type"], mistake["type"] if mistake.get("input") is not None else "empty_text")
    values = {**mistake.get("ctx", {}), "key": ".".join(str(each) for each in (*at, *path))}
    values.setdefault("value", _shown(mistake.get("input")))
    if code == "not_one_of":
        values["expected"] = ", ".join(re.findall(r"'([^']*)'", str(values["expected"]))) or values["expected"]
    return error(code, file, line, **values)


def model_at(model: type[BaseModel], path: Sequence[int | str]) -> type[BaseModel]:
    """The model that stands at a path of another."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _inner(model.model_fields[step].annotation) or model
    return model


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for each in getattr(annotation, "__args__", ()):
        if found := _inner(each):
            return found
    return _inner(annotation.__origin__) if hasattr(annotation, "__metadata__") else None  # type: ignore[attr-defined]


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}…"
