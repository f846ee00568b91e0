"""Hugo's TOML front matter as the same mapping that YAML gives: text, with lines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time

from pelicasso.schema import Finding, SiteError, error
from pelicasso.site.yaml import MAX_DEPTH, Mapping, Sequence, Value

MAX_CHARACTERS = 2**16
MAX_DOTS = 200
"""Dots on one line: the time that tomllib takes grows with the cube of a dotted key's parts."""

_Path = tuple[str, ...]
_ERROR_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


def read_toml(text: str, file: str, first_line: int = 1) -> Mapping:
    """The text's keys, lower-cased, their values as text; dates in ISO 8601."""
    rows = text.split("\n")
    if len(text) > MAX_CHARACTERS:
        raise SiteError(error("toml_too_large", file, first_line, limit=MAX_CHARACTERS // 2**10))
    for line, written in enumerate(rows, first_line):
        if written.count(".") > MAX_DOTS:
            raise SiteError(_too_deep(file, line))
    reader = _Reader(file, _lines(rows, first_line))
    try:
        return reader.mapping(tomllib.loads(text, parse_float=str), (), first_line)
    except RecursionError:
        raise SiteError(_too_deep(file, first_line)) from None
    except ValueError as failure:
        found = _ERROR_LINE.search(str(failure))
        row = int(found[1]) if found else len(text.rstrip().split("\n"))
        raise SiteError(reader.mistake(row + first_line - 1)) from None


def _too_deep(file: str, line: int) -> Finding:
    return error("too_deep", file, line, limit=MAX_DEPTH)


def _lines(rows: list[str], first_line: int) -> dict[_Path, list[int]]:
    """The lines on which each key and each table is written, from a plain reading of the rows."""
    lines: dict[_Path, list[int]] = {}
    table: _Path = ()
    for line, row in enumerate(rows, first_line):
        name, equals, _ = row.partition("=")
        if row.lstrip().startswith("["):
            table = _path(row.strip().lstrip("[").partition("]")[0])
            lines.setdefault(table, []).append(line)
        elif equals:
            lines.setdefault((*table, *_path(name)), []).append(line)
    return lines


def _path(name: str) -> _Path:
    return tuple(part.strip(" \t\"'").lower() for part in name.split("."))


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    lines: dict[_Path, list[int]]

    def mapping(self, table: dict[str, object], path: _Path, line: int) -> Mapping:
        mapping = Mapping(line)
        for name, value in table.items():
            key = name.lower()
            own = self.lines.get((*path, key), [line])
            if key in mapping:
                raise SiteError(self._twice(key, own))
            mapping[key] = self._value(value, (*path, key), own[0])
            mapping.lines[key] = own[0]
        return mapping

    def _value(self, value: object, path: _Path, line: int) -> Value:
        if len(path) > MAX_DEPTH:
            raise SiteError(_too_deep(self.file, line))
        if isinstance(value, dict):
            return self.mapping(value, path, line)
        if isinstance(value, list):
            items = Sequence(line)
            items.extend(self._value(each, (*path, ""), line) for each in value)
            items.lines.extend(line for _ in value)
            return items
        return _text(value)

    def mistake(self, line: int) -> Finding:
        """What is wrong on a line that tomllib refuses."""
        for path, lines in self.lines.items():
            if line in lines[1:]:
                return self._twice(path[-1], lines)
        return error("toml_syntax", self.file, line)

    def _twice(self, key: str, lines: list[int]) -> Finding:
        return error("duplicate_key", self.file, lines[-1], key=key, first=lines[0])


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
