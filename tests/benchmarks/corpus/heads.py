"""Front matter, in the ways that people write it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date

from corpus.prose import months
from corpus.texts import AUTHORS, Text

NEEDS_QUOTES = re.compile(r"[:#](?:\s|$)|\s#|^[\W_]|^(?:true|false|null|yes|no|oui|non)$", re.IGNORECASE)

Value = str | list[str]


class HeadWriter:
    """Writes the head of a text; `draw` decides between ways that mean the same."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def head(self, text: Text) -> str:
        if text.head == "none":
            return ""
        values = dict(self._values(text))
        if self.draw.random() < 0.04:
            values = {key.capitalize(): value for key, value in values.items()}
        return {"yaml": self._yaml, "toml": _toml, "header": _header}[text.head](values)

    def _values(self, text: Text) -> Iterator[tuple[str, Value]]:
        if not text.title_in_body:
            yield "title", text.title
        if text.day is not None and not text.day_in_name:
            yield "date", self._day(text.day)
        if text.category is not None:
            yield "category", text.category
        if text.tags:
            yield "tags", list(text.tags) if self.draw.random() < 0.7 else ", ".join(text.tags)
        if text.is_article and self.draw.random() < 0.8:
            yield "author", AUTHORS[text.author]
        yield from self._rarer(text)

    def _rarer(self, text: Text) -> Iterator[tuple[str, Value]]:
        if text.summary is not None:
            yield "summary", text.summary
        if text.updated is not None:
            yield "updated", text.updated.isoformat()
        if text.draft:
            yield self.draw.choice((("draft", "true"), ("draft", "oui"), ("status", "draft")))
        elif text.hidden:
            yield self.draw.choice((("hidden", "oui"), ("hidden", "true"), ("status", "hidden")))
        yield from text.own
        yield from _addressed(text)

    def _day(self, day: date) -> str:
        """A day as people write it; nearly always as they were told to."""
        ways = (
            f"{day.isoformat()}",
            f"{day.isoformat()} {self.draw.randint(8, 20)}:{self.draw.choice(('00', '15', '30'))}",
            f"{day.isoformat()}T18:30:00+01:00",
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d/%m/%Y}",
            f"{day.day if day.day > 1 else '1er'} {months()[day.month - 1]} {day.year}",
        )
        return self.draw.choices(ways, (72, 8, 4, 3, 6, 7))[0]

    def _yaml(self, values: dict[str, Value]) -> str:
        lines = [line for key, value in values.items() for line in self._pair(key, value)]
        return "\n".join(("---", *lines, "---", "", ""))

    def _pair(self, key: str, value: Value) -> list[str]:
        if isinstance(value, str):
            return [f"{key}: {self._scalar(value)}"]
        if key.lower() != "aliases" and self.draw.random() < 0.75:
            return [f"{key}: [{', '.join(map(self._scalar, value))}]"]
        return [f"{key}:", *(f"  - {self._scalar(each)}" for each in value)]

    def _scalar(self, value: str) -> str:
        if not NEEDS_QUOTES.search(value) and self.draw.random() < 0.96:
            return value
        if "'" not in value and self.draw.random() < 0.3:
            return f"'{value}'"
        return json.dumps(value, ensure_ascii=False)


def _addressed(text: Text) -> Iterator[tuple[str, Value]]:
    if text.noindex:
        yield "noindex", "oui"
    if text.slug is not None:
        yield "slug", text.slug
    if text.id is not None:
        yield "id", text.id
    if text.aliases:
        yield "aliases", list(text.aliases)


def _toml(values: dict[str, Value]) -> str:
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(("+++", *lines, "+++", "", ""))


def _header(values: dict[str, Value]) -> str:
    lines = [f"{key}: {value if isinstance(value, str) else ', '.join(value)}" for key, value in values.items()]
    return "\n".join((*lines, "", ""))
