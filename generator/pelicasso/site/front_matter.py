"""The head of a content file, in any of the ways that generators write it, parted from the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from pelicasso.schema import Finding, SiteError, error
from pelicasso.site.toml import read_toml
from pelicasso.site.yaml import MAX_FINDINGS, Mapping, compose_mapping

_OPENING = re.compile(r"(---|\+\+\+)[ \t]*(?:\n|\Z)")
_CLOSINGS = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.M),
}
_NEARLY_CLOSING = re.compile(r"^[ \t\xa0]*(?:[–—]|[-–—−]{2,}|\+{2,})[ \t\xa0]*$", re.M)
_NEARLY_OPENING = re.compile(r"(?:[–—]|[-–—−]{2,})[ \t\xa0]*\n\s*[^\W\d_][\w-]*[ \xa0]?:")
_HEADER_LINE = re.compile(r"([^\W\d_][\w-]*)[ \xa0\u202f]?:(?!//)(.*)")
_REST_FIELD = re.compile(
    r"(?:([^\w\s])\1{2,}[ \t]*\n)?(?:[^\n]+\n([^\w\s])\2{2,}[ \t]*\n\s*)?:(?P<key>[^\W\d_][\w-]*):\s"
)


class FrontMatterKind(StrEnum):
    """How the head of a file is written."""

    YAML = "yaml"
    TOML = "toml"
    PELICAN = "pelican"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys at the head of a file, lower-cased, and its body, which starts on `body_line` of the file."""

    kind: FrontMatterKind
    data: Mapping
    body: str
    body_line: int


def split_front_matter(text: str, file: str, known: frozenset[str]) -> FrontMatter:
    """Part a file's head from its body.

    `known` are the keys, in lower case, that tell Pelican's `Key: value` header and reST's fields from prose.
    """
    start = len(text) - len(text.lstrip())
    if opening := _OPENING.match(text, start):
        return _fenced(text, file, opening)
    if _NEARLY_OPENING.match(text, start):
        raise SiteError(error("front_matter_fence", file, _line_at(text, start), fence="---"))
    if (field := _REST_FIELD.match(text, start)) and field["key"].lower() in known:
        raise SiteError(error("rest_not_read", file, _line_at(text, field.start("key"))))
    return _header(text, start, file, known) or FrontMatter(FrontMatterKind.NONE, Mapping(), text, 1)


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _fenced(text: str, file: str, opening: re.Match[str]) -> FrontMatter:
    closing = _CLOSINGS[opening[1]].search(text, opening.end())
    if closing is None:
        raise SiteError(_unclosed(text, file, opening))
    head = text[opening.end() : closing.start()]
    line = _line_at(text, opening.end())
    if opening[1] == "---":
        kind, data = FrontMatterKind.YAML, compose_mapping(head, file, line, fold_keys=True)
    else:
        kind, data = FrontMatterKind.TOML, read_toml(head, file, line)
    return FrontMatter(kind, data, text[closing.end() :], line + head.count("\n") + 1)


def _unclosed(text: str, file: str, opening: re.Match[str]) -> Finding:
    if nearly := _NEARLY_CLOSING.search(text, opening.end()):
        return error("front_matter_fence", file, _line_at(text, nearly.start()), fence=opening[1])
    return error("front_matter_unclosed", file, _line_at(text, opening.start()), fence=opening[1])


def _header(text: str, start: int, file: str, known: frozenset[str]) -> FrontMatter | None:
    """Pelican's own header: lines of `Key: value` down to the first empty line."""
    if not _HEADER_LINE.match(text, start):
        return None
    lines = text[start:].split("\n")
    block = list(takewhile(_in_header, lines))
    if not _is_header(block, known):
        return None
    line = _line_at(text, start)
    body = "\n".join(lines[len(block) + 1 :])
    return FrontMatter(FrontMatterKind.PELICAN, _read_header(block, file, line), body, line + len(block) + 1)


def _in_header(line: str) -> bool:
    return line.strip() not in ("", "---", "...")


def _is_header(block: list[str], known: frozenset[str]) -> bool:
    """Say whether the first key is known; else, as it may be misspelt, whether a block of fields has a known one."""
    found = [_HEADER_LINE.match(line) for line in block if not line[0].isspace()]
    keys = [each[1].lower() in known for each in found if each]
    return keys[0] or (any(keys) and len(keys) == len(found))


def _read_header(block: list[str], file: str, first_line: int) -> Mapping:
    data = Mapping(first_line)
    values: dict[str, list[str]] = {}
    findings: list[Finding] = []
    key = ""
    for line, written in enumerate(block, first_line):
        if written[0].isspace():
            values[key].append(written.strip())
        elif not (found := _HEADER_LINE.match(written)):
            findings.append(error("header_line", file, line))
        elif (key := found[1].lower()) in values:
            findings.append(error("duplicate_key", file, line, key=key, first=data.lines[key]))
        else:
            values[key], data.lines[key] = [found[2].strip()], line
    if findings:
        raise SiteError(*findings[:MAX_FINDINGS])
    data.update((key, _value(parts)) for key, parts in values.items())
    return data


def _value(parts: list[str]) -> str | None:
    return " ".join(filter(None, parts)) or None
