"""Fills in a `site.yaml` line by line: whatever is not answered, and every comment, stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from pelicasso.schema import SiteError
from pelicasso.site import yaml
from pelicasso.site.reader import FILE

VALUE = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s#](?:(?! #).)*?"
LINE = re.compile(rf"(?P<key>\s*[\w-]+:)(?: +(?:{VALUE}))?(?P<comment>\s+#.*)?")
Path = tuple[str, ...]


def filled_in(text: str, answers: Mapping[Path, str], own: Iterable[str]) -> str:
    """The text with these answers; in the sections `own`, what was not answered becomes a comment."""
    for path, answer in answers.items():
        text = _answered(text, path, answer)
    source = yaml.compose_mapping(text, FILE)
    lines = text.splitlines()
    for name in own:
        for path in _unanswered(source.get(name), (name,), answers):
            _comment_out(lines, yaml.line_of(source, path) or 1)
    return _joined(lines)


def scalar(text: str) -> str:
    """A text as YAML: bare where it is read back as it is, else between quotes."""
    text = " ".join(text.split())
    try:
        is_bare = '"' not in text and yaml.compose(f"key: {text}  # comment", FILE) == {"key": text}
    except SiteError:
        is_bare = False
    return text if is_bare and not text[:1].isdigit() else json.dumps(text, ensure_ascii=False)


def _answered(text: str, path: Path, answer: str) -> str:
    source = yaml.compose_mapping(text, FILE)
    lines = text.splitlines()
    known = _known(source, path)
    line = yaml.line_of(source, path[:known]) if known else len(lines)
    assert line is not None
    if known == len(path):
        found = LINE.fullmatch(lines[line - 1])
        assert found, f"{FILE}:{line}: a key and its value do not stand alone on this line"
        lines[line - 1] = f"{found['key']} {scalar(answer)}{found['comment'] or ''}"
    else:
        lines[line:line] = [f"{'  ' * at}{path[at]}:" for at in range(known, len(path))]
        lines[line + len(path) - known - 1] += f" {scalar(answer)}"
    return _joined(lines)


def _known(source: object, path: Path) -> int:
    """How many steps of a path are there."""
    for count, step in enumerate(path):
        if not isinstance(source, yaml.Mapping) or step not in source:
            return count
        source = source[step]
    return len(path)


def _unanswered(section: object, at: Path, answers: Mapping[Path, str]) -> Iterator[Path]:
    """The keys below a section that no answer is for, the outermost of them."""
    for key, value in section.items() if isinstance(section, yaml.Mapping) else ():
        path = (*at, key)
        if not any(each[: len(path)] == path for each in answers):
            yield path
        elif path not in answers:
            yield from _unanswered(value, path, answers)


def _comment_out(lines: list[str], line: int) -> None:
    """The key on a line, and what stands deeper below it."""
    indent = _indent(lines[line - 1])
    for at in range(line - 1, len(lines)):
        if at > line - 1 and (not lines[at].strip() or _indent(lines[at]) <= indent):
            return
        lines[at] = f"{' ' * indent}#{lines[at][indent:]}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
