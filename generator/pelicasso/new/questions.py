"""What `new` asks: the keys that the model of `site.yaml` and the installed rooms declare as `asked`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from pelicasso.features import installed
from pelicasso.schema import Finding, error
from pelicasso.schema.section import Section, meaning
from pelicasso.site.model import Organisation, Theme
from pelicasso.site.speaker import Speaker
from pelicasso.site.validation import CODES, model_at

RNA = re.compile(r"W[0-9A-Z]{9}")
"""W and nine digits; a letter occurs in old numbers and in those from overseas."""


@dataclass(frozen=True, eq=False)
class Question:
    """One key of `site.yaml` to fill in; `option` is what it is called on the command line."""

    path: tuple[str, ...]
    option: str
    field: FieldInfo

    @property
    def is_needed(self) -> bool:
        return self.field.is_required()

    @property
    def key(self) -> str:
        return ".".join(self.path)

    def said(self, speaker: Speaker) -> str:
        """The sentence of the catalogue, else the field's own description."""
        name = self.option.replace("-", "_")
        found = speaker.word(f"new.ask.{name}")
        return meaning(self.field, speaker.messages.language) if found == f"new.ask.{name}" else found

    def written(self, answer: str) -> str:
        """An answer as the file holds it: no quotes around it, and an RNA as the register writes it."""
        answer = answer.strip().strip('"«»\u00a0 ')
        return re.sub(r"\s", "", answer).upper() if self.path == ("organisation", "rna") else answer

    def mistake(self, answer: str) -> Finding | None:
        """What is wrong with an answer; an empty one leaves the key out."""
        answer = self.written(answer)
        if not answer:
            return error("missing_key", key=self.key) if self.is_needed else None
        if self.path == ("organisation", "rna") and not RNA.fullmatch(answer):
            return error("new_bad_rna", value=answer)
        try:
            TypeAdapter(self.field.rebuild_annotation()).validate_python(answer)
        except ValidationError as mistakes:
            first = mistakes.errors(include_url=False)[0]
            code = CODES.get(first["type"], first["type"])
            return error(code, **{"key": self.key, "value": answer, **first.get("ctx", {})})
        return None


def own_sections() -> dict[str, type[Section]]:
    """The sections that are true of one association alone: its own, and those of rooms that say so."""
    rooms = {each.name: each.section for each in installed() if each.section.own or each.section.asked}
    return {"organisation": Organisation, **rooms}


def questions() -> tuple[Question, ...]:
    """All of them: the association, the rooms, then the looks."""
    sections: dict[str, type[Section]] = {**own_sections(), "theme": Theme}
    found = [(name, key.split("."), each) for name, each in sections.items() for key in each.asked]
    last = [key[-1] for _, key, _ in found]
    return tuple(
        Question((name, *key), _option(name, key[-1], last), model_at(section, key[:-1]).model_fields[key[-1]])
        for name, key, section in found
    )


def _option(section: str, key: str, keys: list[str]) -> str:
    """The key alone where no other is called so."""
    return (key if keys.count(key) == 1 else f"{section}-{key}").replace("_", "-")
