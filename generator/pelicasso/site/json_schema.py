"""The JSON Schema of `site.yaml`, for editors: it accepts what the reader accepts, and explains each key."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from inspect import cleandoc
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError

from pelicasso.schema.section import Section
from pelicasso.site.model import SiteFile

DIALECT = "http://json-schema.org/draft-07/schema#"
FEATURE = "x-feature"
"""Marks the section of a feature, by its name."""
YES_OR_NO = ("oui", "non", "vrai", "faux", "yes", "no", "true", "false", "on", "off", "y", "n", "t", "f", "1", "0")
TEXT = ["string", "number", "boolean"]
OFF = [False, "false", "non", "no"]


def site_schema(sections: Mapping[str, type[Section]]) -> dict[str, Any]:
    """The schema of `site.yaml` with the sections of these features, by their names."""
    schema = _of(SiteFile)
    schema["properties"] |= {name: _feature(name, section) for name, section in sections.items()}
    return {"$schema": DIALECT, "title": "site.yaml", **schema}


def schema_text(sections: Mapping[str, type[Section]]) -> str:
    """The schema as it stands in a file beside `site.yaml`."""
    return json.dumps(site_schema(sections), ensure_ascii=False, indent=1) + "\n"


def _feature(name: str, section: type[Section]) -> dict[str, Any]:
    schema = _of(section)
    said = schema.pop("description", cleandoc(section.__doc__ or name))
    return {"description": said, FEATURE: name, "anyOf": [schema, {"type": "null"}, {"enum": OFF}]}


def _of(section: type[Section]) -> dict[str, Any]:
    schema = section.model_json_schema(schema_generator=_ForEditors)
    told: dict[str, Any] = _told(schema, schema.pop("$defs", {}))
    return told


def _told(node: Any, definitions: Mapping[str, Any]) -> Any:
    """The schema without references and defaults that say nothing, described in French, then in English."""
    if isinstance(node, list):
        return [_told(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        model = definitions[node["$ref"].rpartition("/")[2]]
        node = {**model, **{key: each for key, each in node.items() if key != "$ref"}}
    told = {key: _told(each, definitions) for key, each in node.items() if not _says_nothing(key, each)}
    if isinstance(french := told.pop("description_fr", None), str):
        told["description"] = f"{french}\n\n{told['description']}"
    return told


def _says_nothing(key: str, value: object) -> bool:
    return key == "default" and (value is None or isinstance(value, dict | list))


class _ForEditors(GenerateJsonSchema):
    """The reader takes every scalar as text, where an editor has already made `2009` a number and `false` a boolean."""

    def field_title_should_be_set(self, _schema: Any) -> bool:
        return False

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """What a section says of itself is for programmers, unless it says it in French too."""
        made = super().model_schema(schema)
        hidden = {"title"} if "description_fr" in made else {"title", "description"}
        return {key: each for key, each in made.items() if key not in hidden}

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().nullable_schema(schema)
        first, *others = made.get("anyOf", [made])
        return {"type": [*TEXT, "null"]} if first == {"type": TEXT} and len(others) == 1 else made

    def str_schema(self, schema: Any) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": TEXT}

    def date_schema(self, _schema: Any) -> JsonSchemaValue:
        return {"type": TEXT}

    def int_schema(self, schema: Any) -> JsonSchemaValue:
        return {"anyOf": [super().int_schema(schema), {"type": "string", "pattern": r"^\s*[+-]?\d+\s*$"}]}

    def bool_schema(self, _schema: Any) -> JsonSchemaValue:
        any_case = ("".join(f"[{sign}{sign.upper()}]" for sign in word) for word in YES_OR_NO)
        pattern = rf"^\s*({'|'.join(any_case)})\s*$"
        return {"anyOf": [{"enum": [True, False, "oui", "non", 1, 0]}, {"type": "string", "pattern": pattern}]}

    def literal_schema(self, schema: Any) -> JsonSchemaValue:
        allowed = schema["expected"]
        return {"enum": [*allowed, *(str(each) for each in allowed if isinstance(each, int))]}

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        """A text is accepted where it is made into keys or a list before it is checked."""
        made = super().function_before_schema(schema)
        if "json_schema_input_schema" in schema or schema["function"]["type"] != "no-info":
            return made
        return {"anyOf": [made, {"type": TEXT}]} if _takes_a_text(schema["function"]["function"]) else made


def _takes_a_text(make: Callable[[object], object]) -> bool:
    """Whether any text is made into keys or a list; one that has to be an address is refused."""
    try:
        return isinstance(make("text"), dict | list)
    except PydanticCustomError:
        return False
