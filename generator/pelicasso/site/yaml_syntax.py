"""What a YAML parser stumbles on, told as the mistake that a person made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import DocumentEndEvent, ScalarEvent, SequenceEndEvent

_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY = re.compile(r"(\s*(?:- +)*)([^\W\d][\w -]*):")
_GLUED_KEY = re.compile(r"\s*(?:- +)*([^\W\d][\w-]*):(?!//)[^\s:]")
_DASH = re.compile(r"(\s*(?:- +)+)\S")
_WRONG_BLANK = re.compile(
    r"[ \t]*[\xa0\u202f]|[ \t]*(?:- +)*(?:[\w-]+ ?:|-)[\xa0\u202f]|[ \t]*[\w-]+[\xa0\u202f]:(?: |$)"
)
_NOT_A_COMMENT = re.compile(r"\s*[^\s#]")
_TYPOGRAPHIC = re.compile(r":\s+[“”„‟‘‚]")


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake and its row (from 0), and the text with that mistake out of the way when one can read on."""

    code: str
    row: int
    values: dict[str, object] = field(default_factory=dict)
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where and why the parser stopped, and the event that it gave just before."""

    problem: str
    context: str
    row: int
    column: int
    start_row: int
    start_column: int
    lines: list[str]
    before: Any

    @property
    def line(self) -> str:
        return self.lines[self.row]

    @property
    def character(self) -> str:
        return self.line[self.column : self.column + 1]

    @property
    def start_character(self) -> str:
        return self.lines[self.start_row][self.start_column : self.start_column + 1]

    @property
    def row_above(self) -> int | None:
        """The last row above that is neither empty nor a comment."""
        above = range(self.row - 1, -1, -1)
        return next((row for row in above if _NOT_A_COMMENT.match(self.lines[row])), None)


_Rule = Callable[[_Failure], Fault | None]


def explain(failure: YAMLError | UnicodeEncodeError, text: str, parser: Callable[[str], Any]) -> Fault:
    """The mistake behind a parser's error."""
    if not isinstance(failure, MarkedYAMLError) or failure.problem_mark is None:
        return _unreadable(text)
    seen = _seen(failure, text, parser)
    fault = next(filter(None, (rule(seen) for rule in _RULES)), None) or Fault("yaml_syntax", seen.row)
    return Fault(fault.code, fault.row, fault.values, _mended(fault, seen.lines))


def explain_lone_text(text: str) -> Fault:
    """The mistake in a text that holds no key at all, though YAML can read it."""
    lines = _LINE_ENDS.split(text)
    row = next((row for row, line in enumerate(lines) if line.strip() and line.strip()[0] not in "#%-"), 0)
    if _WRONG_BLANK.match(lines[row]):
        return Fault("yaml_no_break_space", row)
    if found := _GLUED_KEY.match(lines[row]):
        return Fault("yaml_missing_space", row, {"key": found[1]})
    return Fault("yaml_not_keys", row)


def _unreadable(text: str) -> Fault:
    found = _UNREADABLE.search(text)
    before = text[: found.start()] if found else ""
    return Fault("yaml_control_character", len(_LINE_ENDS.findall(before)))


def _seen(failure: MarkedYAMLError, text: str, parser: Callable[[str], Any]) -> _Failure:
    lines = _LINE_ENDS.split(text)
    last = max((row for row, line in enumerate(lines) if line.strip()), default=0)
    problem = failure.problem_mark
    start = failure.context_mark or problem
    assert problem is not None
    assert start is not None
    return _Failure(
        failure.problem or "",
        failure.context or "",
        min(problem.line, last),
        problem.column if problem.line <= last else len(lines[last]),
        min(start.line, last),
        start.column,
        lines,
        _event_before(text, parser),
    )


def _event_before(text: str, parser: Callable[[str], Any]) -> Any:
    """The last event that the parser gives before it fails."""
    event = None
    try:
        source = parser(text)
        while (following := source.get_event()) is not None:
            event = following
    except YAMLError:
        pass
    return event


def _tab(seen: _Failure) -> Fault | None:
    indent = seen.line[: len(seen.line) - len(seen.line.lstrip())]
    if " tab " in seen.problem or seen.character == "\t" or "\t" in indent:
        return Fault("yaml_tab", seen.row)
    return None


def _no_break_space(seen: _Failure) -> Fault | None:
    rows = (seen.start_row, seen.row_above, seen.row)
    found = next((row for row in rows if row is not None and _WRONG_BLANK.match(seen.lines[row])), None)
    return None if found is None else Fault("yaml_no_break_space", found)


def _unclosed_quote(seen: _Failure) -> Fault | None:
    if seen.context == "while scanning a quoted scalar":
        return Fault("yaml_unclosed_quote", seen.start_row, {"quote": seen.start_character})
    if _is_quoted(seen.before) and seen.before.start_mark.line < seen.before.end_mark.line == seen.row:
        return Fault("yaml_unclosed_quote", seen.before.start_mark.line, {"quote": seen.before.style})
    return None


def _is_quoted(event: object) -> bool:
    return isinstance(event, ScalarEvent) and event.style in ("'", '"')


def _backslash(seen: _Failure) -> Fault | None:
    is_escape = "escape" in seen.problem or "hexdecimal" in seen.problem or "hexadecimal" in seen.problem
    return Fault("yaml_backslash", seen.row) if is_escape else None


def _bracket(seen: _Failure) -> Fault | None:
    if "flow" not in seen.context:
        return None
    closing = {"[": "]", "{": "}"}.get(seen.start_character, "")
    if seen.row == seen.start_row and closing in seen.line[seen.column :] and seen.column < len(seen.line):
        return Fault("yaml_missing_comma", seen.row, {"character": seen.character})
    return Fault("yaml_unclosed_bracket", seen.start_row, {"bracket": seen.start_character})


def _after_quote(seen: _Failure) -> Fault | None:
    if _is_quoted(seen.before) and seen.before.end_mark.line == seen.row and seen.character not in ("", ":"):
        return Fault("yaml_text_after_quote", seen.row, {"quote": seen.before.style})
    return None


def _after_bracket(seen: _Failure) -> Fault | None:
    is_closed = type(seen.before) is SequenceEndEvent and "]" in seen.line[: seen.column]
    return Fault("yaml_stray_character", seen.row, {"character": "["}) if is_closed else None


def _tag(seen: _Failure) -> Fault | None:
    if "tag" in seen.context.split() or "tag handle" in seen.problem:
        return Fault("yaml_tag", seen.start_row, {"tag": "!"})
    return None


def _marker(seen: _Failure) -> Fault | None:
    """A Markdown `*`, an `&`, a `%` or a `>` that YAML takes for a sign of its own."""
    found = re.search(r"scanning an? (alias|anchor|directive|block)", seen.context)
    if not found:
        return None
    character = {"alias": "*", "anchor": "&", "directive": "%"}.get(found[1], seen.start_character)
    return Fault("yaml_stray_character", seen.start_row, {"character": character})


def _stray_character(seen: _Failure) -> Fault | None:
    starts = ("cannot start any token", "node content", "entries are not allowed", "keys are not allowed")
    if seen.character and any(each in seen.problem for each in starts):
        return Fault("yaml_stray_character", seen.row, {"character": seen.character})
    return None


def _typographic_quotes(seen: _Failure) -> Fault | None:
    return Fault("yaml_typographic_quotes", seen.row) if _TYPOGRAPHIC.search(seen.line) else None


def _line_without_colon(seen: _Failure) -> Fault | None:
    return _no_colon(seen, seen.start_row) if "simple key" in seen.context else None


def _no_colon(seen: _Failure, row: int) -> Fault:
    if found := _GLUED_KEY.match(seen.lines[row]):
        return Fault("yaml_missing_space", row, {"key": found[1]})
    return Fault("yaml_missing_colon", row)


def _second_colon(seen: _Failure) -> Fault | None:
    if "unexpected ':'" in seen.problem:
        return Fault("yaml_colon_in_value", seen.row)
    if "mapping values are not allowed" not in seen.problem:
        return None
    if re.search(r":\s", seen.line[: seen.column]):
        return Fault("yaml_colon_in_value", seen.row)
    above = seen.row_above
    if above is None or re.search(r":(?:\s|$)", seen.lines[above]):
        return Fault("yaml_indentation", seen.row)
    return _no_colon(seen, above)


def _documents(seen: _Failure) -> Fault | None:
    if isinstance(seen.before, DocumentEndEvent) and seen.before.explicit:
        return Fault("yaml_documents", seen.row)
    return None


def _indentation(seen: _Failure) -> Fault | None:
    if "block" not in seen.context and "document start" not in seen.problem:
        return None
    if seen.character == ":":
        return Fault("yaml_stray_character", seen.row, {"character": ":"})
    return Fault("yaml_indentation", seen.row)


_RULES: tuple[_Rule, ...] = (
    _tab,
    _no_break_space,
    _unclosed_quote,
    _backslash,
    _bracket,
    _after_quote,
    _after_bracket,
    _tag,
    _marker,
    _stray_character,
    _typographic_quotes,
    _line_without_colon,
    _second_colon,
    _documents,
    _indentation,
)

_WITHOUT_VALUE = frozenset(
    (
        "yaml_backslash",
        "yaml_colon_in_value",
        "yaml_missing_comma",
        "yaml_missing_space",
        "yaml_stray_character",
        "yaml_text_after_quote",
        "yaml_typographic_quotes",
    )
)


def _mended(fault: Fault, lines: list[str]) -> str | None:
    line = lines[fault.row]
    if fault.code == "yaml_no_break_space":
        mended = line.replace("\xa0", " ").replace("\u202f", " ")
    elif fault.code == "yaml_missing_colon":
        mended = f"{line.rstrip()}:"
    elif fault.code in _WITHOUT_VALUE and (key := _KEY.match(line)):
        mended = f"{key[1]}{key[2]}:"
    elif fault.code in _WITHOUT_VALUE and (dash := _DASH.match(line)):
        mended = f"{dash[1]}x"
    else:
        return None
    return "\n".join([*lines[: fault.row], mended, *lines[fault.row + 1 :]])
