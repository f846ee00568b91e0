"""A new text: its title, date and identity, and every other key as a comment that says what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from pelicasso.features import installed
from pelicasso.kit.collection import ARTICLES, PAGES, Collection, FrontMatter, TextData
from pelicasso.kit.links import slug
from pelicasso.new.site_file import scalar
from pelicasso.schema import SiteError, error
from pelicasso.schema.section import meaning
from pelicasso.site.catalogue import Catalogue
from pelicasso.site.validation import model_at

WRITTEN = ("title", "date", "id")
USUAL = ("summary", "picture", "category", "tags", "author", "draft")
"""What is most often filled in stands first."""


def kinds() -> dict[str, Collection]:
    """The collections by what one text of them is called: article, page, and what the rooms add."""
    rooms = (each for feature in installed() for each in feature.collections)
    return {each.kind: each for each in (ARTICLES, PAGES, *rooms)}


def collection_of(kind: str) -> Collection:
    known = kinds()
    if kind not in known:
        raise SiteError(error("new_unknown_kind", value=kind, known=", ".join(known)), exit_code=2)
    return known[kind]


def create_text(site: Path, collection: Collection, title: str, day: date, language: str) -> Path:
    """Write a text into the folder of its kind; one that is there already is never touched."""
    name = "-".join(filter(None, (f"{day}" if collection.dated else "", slug(title) or collection.kind)))
    file = site / "content" / collection.folder / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text_of(collection, title, day, language))
    except FileExistsError:
        raise SiteError(error("new_text_exists", str(file.relative_to(site))), exit_code=2) from None
    return file


def text_of(collection: Collection, title: str, day: date, language: str) -> str:
    """What stands in a new text."""
    catalogue = Catalogue(language)
    head = (
        f"title: {scalar(title)}",
        f"date: {day}",
        f"id: {day:%Y%m%d}-{token_hex(3)}  # {catalogue.text('command', 'new.text.id')}",
        f"# {catalogue.text('command', 'new.text.keys')}",
        *(line for key in _offered(collection.data) for line in _key(key, collection.data, day, language)),
    )
    body = catalogue.text("command", "new.text.body")
    return "\n".join(("---", *head, "---", "", f"{body}", ""))


def _offered(data: type[FrontMatter]) -> list[str]:
    """The keys that are not written yet: the collection's own, the usual, then the others."""
    # What Pelican calls `status`, a page or an article says by `draft` and `hidden`.
    model = FrontMatter if data is TextData else data
    own = (each for each in model.model_fields if each not in FrontMatter.model_fields)
    ordered = dict.fromkeys((*own, *USUAL, *model.model_fields))
    return [each for each in ordered if each not in WRITTEN]


def _key(key: str, model: type[BaseModel], day: date, language: str) -> Iterator[str]:
    """The line of a key; one that must be given is no comment. Below it, the keys that it holds.

    No space follows the #, so that a line stands right once it is taken away.
    """
    field = model.model_fields[key]
    mark, value = ("", _needed(field, day)) if field.is_required() else ("#", _default(field, language))
    yield f"{mark}{key}:{value}  # {meaning(field, language)}"
    inner = model_at(model, (key,))
    if inner is not model:
        start = "- " if _is_list(field.annotation) else ""
        for at, (name, each) in enumerate(inner.model_fields.items()):
            yield f"{mark}  {start if at == 0 else ' ' * len(start)}{name}:  # {meaning(each, language)}"


def _needed(field: FieldInfo, day: date) -> str:
    """What a key that must be given begins with: a day in a week where it takes a day and no free text."""
    day += timedelta(weeks=1)
    return f" {day}" if _takes(field, f"{day}") and not _takes(field, "…") else ""


def _takes(field: FieldInfo, value: str) -> bool:
    try:
        TypeAdapter(field.rebuild_annotation()).validate_python(value)
    except ValidationError:
        return False
    return True


def _default(field: FieldInfo, language: str) -> str:
    if isinstance(field.default, bool):
        words = ("oui", "non") if language.startswith("fr") else ("yes", "no")
        return f" {words[0 if field.default else 1]}"
    return f" {field.default}" if isinstance(field.default, str | int) else ""


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) in (tuple, list) or any(map(_is_list, get_args(annotation)))
