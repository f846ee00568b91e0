"""Which styles a piece of HTML wears: the files that hold rules for its classes, and the knobs that those read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CLASSES = re.compile(r'\sclass="([^"]+)"')
COMMENT = re.compile(r"/\*.*?\*/", re.S)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
KNOB = re.compile(r"var\((--[\w-]+),\s*((?:[^()]|\([^()]*\))+)\)")


@dataclass(frozen=True, order=True)
class Knob:
    """A custom property that a style reads, and what stands in for it where it is not set."""

    name: str
    fallback: str


@dataclass(frozen=True)
class Worn:
    """What a piece of HTML wears; the files are named as they are looked up."""

    files: Sequence[str]
    knobs: Sequence[Knob]


def worn(html: str, folders: Iterable[Path]) -> Worn:
    """The styles of the classes of some HTML, in the `static` folders, the nearest first."""
    names = {name for each in CLASSES.findall(html) for name in each.split()}
    rules = [(file, block) for file, selector, block in _rules(folders) if names & set(_named(selector))]
    knobs = {Knob(*each) for _, block in rules for each in KNOB.findall(block)}
    return Worn(list(dict.fromkeys(file for file, _ in rules)), sorted(knobs))


def _rules(folders: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    for file in _files(folders):
        for selector, block in RULE.findall(COMMENT.sub("", file.read_text("utf-8"))):
            yield f"static/{file.name}", selector, block


def _files(folders: Iterable[Path]) -> list[Path]:
    """Each stylesheet once, where it is nearest."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.css")):
            found.setdefault(file.name, file)
    return list(found.values())


def _named(selector: str) -> list[str]:
    return re.findall(r"\.(-?[A-Za-z_][\w-]*)", selector)
