"""The one loader for YAML: libyaml's events composed by our own rules, with the line of every key.

Every scalar stays the text that was written; aliases, tags, duplicate keys, a second document, deep or huge
texts are refused, all that can be found in one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Protocol, TypeAlias

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from pelicasso.schema import Finding, SiteError, error
from pelicasso.site.yaml_syntax import Fault, explain, explain_lone_text

MAX_CHARACTERS = 2**20
MAX_DEPTH = 20
MAX_INDENT = 200
MAX_NODES = 100_000
MAX_FINDINGS = 100
MAX_FAULTS = 20
MAX_MENDED = 2**16
"""In a text of more characters, the first syntax error is the last one looked for."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BLANKS = ("\xa0", "\u202f")
_INDENTS = (*_BLANKS, *(f"-{each}" for each in _BLANKS))
_SUSPECTS = (
    ("!", re.compile(r"!(?<![^\s\[{,:?-]!)(?<![^\s\[{,:?-] !)\s")),
    ("#", re.compile(r"#(?<=[ \t]#)[^\s#]")),
    *((each, re.compile(f"{each}(?<![^\\s-]{each})")) for each in _BLANKS),
)
"""Signs that a parser reads in its own way, and where alone they can be at the edge of a value."""

_SWALLOWED = re.compile(r"[ \t]+(#[^\s#]\S*)")


class Mapping(dict[str, "Value"]):
    """Keys and values, the line of the first key, and the line of each key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 1) -> None:
        self.line = line
        self.lines: dict[str, int] = {}


class Sequence(list["Value"]):
    """A list, the line where it starts, and the line of each item."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 1) -> None:
        self.line = line
        self.lines: list[int] = []


Value: TypeAlias = Mapping | Sequence | str | None


_Event: TypeAlias = Any
"""One of PyYAML's events; its stubs doubt that an event has marks, a parser's always do."""


class _Events(Protocol):
    def get_event(self) -> _Event: ...


class PurePython(Reader, Scanner, Parser):
    """PyYAML's own parser, for a Python without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


_parser: Callable[[str], _Events] = PurePython
with suppress(ImportError):
    from yaml._yaml import CParser

    _parser = CParser


def compose(text: str, file: str, first_line: int = 1, *, fold_keys: bool = False) -> Value:
    """The text's one document; `first_line` is the line of the file on which the text starts.

    With `fold_keys`, keys are lower-cased, and two that differ by case alone are duplicates.
    """
    if len(text) > MAX_CHARACTERS:
        raise SiteError(error("yaml_too_large", file, limit=MAX_CHARACTERS // 2**20))
    try:
        composer = _Composer(text, file, first_line, fold_keys)
        value = composer.document()
    except (YAMLError, UnicodeEncodeError):
        raise SiteError(*_all_findings(text, file, first_line, fold_keys)) from None
    if composer.findings:
        raise SiteError(*composer.findings)
    return value


def compose_mapping(text: str, file: str, first_line: int = 1, *, fold_keys: bool = False) -> Mapping:
    """The same for a text that must hold keys; one without any is an empty mapping."""
    value = compose(text, file, first_line, fold_keys=fold_keys)
    if isinstance(value, Mapping):
        return value
    if value is None:
        return Mapping(first_line)
    if isinstance(value, Sequence):
        raise SiteError(error("yaml_not_keys", file, value.line))
    raise SiteError(_placed(explain_lone_text(text), file, first_line))


def line_of(value: Any, path: Iterable[str | int]) -> int | None:
    """The line of what stands at a path, or of the nearest thing that holds it.

    A step that is no key and no index (a name that pydantic adds) is passed over.
    """
    line = value.line if isinstance(value, Mapping | Sequence) else None
    for step in path:
        if _holds(value, step):
            line, value = value.lines[step], value[step]
    return line


def _holds(value: object, step: str | int) -> bool:
    if isinstance(value, Mapping):
        return step in value.lines
    return isinstance(value, Sequence) and isinstance(step, int) and 0 <= step < len(value)


class _Composer:
    """Events to values; notes what our rules refuse, and goes on."""

    def __init__(self, text: str, file: str, first_line: int, fold_keys: bool) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._file = file
        self._first_line = first_line
        self._fold_keys = fold_keys
        self._nodes = 0
        self._tabs = "\t" in text
        self._odd = self._tabs or any(sign in text and found.search(text) for sign, found in _SUSPECTS)
        self._next = _parser(text).get_event

    def document(self) -> Value:
        self._next()
        if type(self._next()) is not DocumentStartEvent:
            return None
        value = self._node(self._next(), 0)
        self._next()
        if type(event := self._next()) is DocumentStartEvent:
            self._note("yaml_documents", event)
        return value

    def _node(self, event: _Event, depth: int) -> Value:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop("yaml_too_many", event, limit=MAX_NODES)
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:
            self._note("yaml_alias", event, name=f"*{event.anchor}")
            return None
        if depth == MAX_DEPTH:
            self._stop("too_deep", event, limit=MAX_DEPTH)
        self._inspect(event)
        if kind is MappingStartEvent:
            return self._mapping(event, depth + 1)
        return self._sequence(event, depth + 1)

    def _scalar(self, event: _Event) -> str | None:
        if self._odd or event.anchor or event.tag:
            self._inspect(event)
            self._inspect_scalar(event)
        value: str = event.value
        return None if value in _NULLS and event.implicit[0] else value

    def _sequence(self, start: _Event, depth: int) -> Sequence:
        items = Sequence(start.start_mark.line + self._first_line)
        while type(event := self._next()) is not SequenceEndEvent:
            items.lines.append(event.start_mark.line + self._first_line)
            items.append(self._node(event, depth))
        return items

    def _mapping(self, start: _Event, depth: int) -> Mapping:
        mapping = Mapping(start.start_mark.line + self._first_line)
        lines = mapping.lines
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event, depth)
            value = self._node(self._next(), depth)
            if key is None:
                continue
            if key in lines:
                self._note("duplicate_key", event, key=key, first=lines[key])
                continue
            mapping[key] = value
            lines[key] = event.start_mark.line + self._first_line
        return mapping

    def _key(self, event: _Event, depth: int) -> str | None:
        key = self._node(event, depth)
        if isinstance(key, str):
            return key.lower() if self._fold_keys else key
        if type(event) is not AliasEvent:
            self._note("yaml_key_not_text", event)
        return None

    def _inspect(self, event: _Event) -> None:
        if event.anchor:
            self._note("yaml_alias", event, name=f"&{event.anchor}")
        if event.tag:
            self._note("yaml_tag", event, tag=self._written_tag(event))
        if self._tabs and "\t" in (before := self._before(event)) and not before.strip(" \t-"):
            self._note("yaml_tab", event)

    def _inspect_scalar(self, event: _Event) -> None:
        """See to what libyaml lets pass: a lone `!`, text lost after a `#`, a no-break space for a space."""
        if not event.implicit[0] or event.tag or event.anchor:
            return
        if self._text.startswith("!", event.start_mark.index):
            self._note("yaml_tag", event, tag="!")
        if lost := _SWALLOWED.match(self._text, event.end_mark.index):
            self._note("yaml_hash", event, text=lost[1][:40])
        if event.value.startswith(_INDENTS) and not self._before(event).strip():
            self._note("yaml_no_break_space", event)

    def _written_tag(self, event: _Event) -> str:
        return self._text[event.start_mark.index :].split(maxsplit=1)[0][:40]

    def _before(self, event: _Event) -> str:
        end = event.start_mark.index
        return self._text[end - min(event.start_mark.column, MAX_INDENT) : end]

    def _note(self, code: str, event: _Event, **values: object) -> None:
        self.findings.append(error(code, self._file, event.start_mark.line + self._first_line, **values))
        if len(self.findings) == MAX_FINDINGS:
            raise SiteError(*self.findings)

    def _stop(self, code: str, event: _Event, **values: object) -> None:
        self._note(code, event, **values)
        raise SiteError(*self.findings)


def _all_findings(text: str, file: str, first_line: int, fold_keys: bool) -> list[Finding]:
    """Explain a syntax error, mend its line in a copy, and read on for the next one."""
    faults: dict[int, Finding] = {}
    refused: list[Finding] = []
    mended: str | None = text
    while mended is not None and len(faults) < MAX_FAULTS:
        refused, fault = _attempt(mended, file, first_line, fold_keys)
        if fault is None or fault.row in faults:
            break
        faults[fault.row] = _placed(fault, file, first_line)
        mended = fault.mended if len(text) <= MAX_MENDED else None
    return sorted([*faults.values(), *refused], key=lambda each: each.place)


def _attempt(text: str, file: str, first_line: int, fold_keys: bool) -> tuple[list[Finding], Fault | None]:
    """What our rules refuse in a text, and the mistake at which its reading stops."""
    refused: list[Finding] = []
    try:
        composer = _Composer(text, file, first_line, fold_keys)
        refused = composer.findings
        composer.document()
    except SiteError:
        return refused, None
    except (YAMLError, UnicodeEncodeError) as failure:
        return refused, explain(failure, text, _parser)
    return refused, None


def _placed(fault: Fault, file: str, first_line: int) -> Finding:
    return error(fault.code, file, fault.row + first_line, **fault.values)
