"""Reads `examples.yaml` of the theme and of the rooms: what each of their parts looks like in each of its states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelicasso.site import yaml

FILE = "examples.yaml"
REPEAT = "repeat"


@dataclass(frozen=True)
class Example:
    """A part in one state: `values` are the arguments of a component, the context of a template, a room's section."""

    name: str
    titles: Mapping[str, str]
    values: Mapping[str, Any]

    def title(self, language: str) -> str:
        """What the state is called, in English where there is no other name."""
        return self.titles.get(language.partition("-")[0], self.titles["en"])


def of_theme(folders: Iterable[Path]) -> dict[str, list[Example]]:
    """The examples of templates by their path; those of the nearest folder that has any for a path."""
    found: dict[str, list[Example]] = {}
    for folder in folders:
        for path, states in _read(folder / FILE).items():
            found.setdefault(path, [_example(*each) for each in states.items()])
    return found


def of_room(folder: Path) -> list[Example]:
    """The examples of a room."""
    return [_example(*each) for each in _read(folder / FILE).items()]


def spread(value: Any, said: Callable[[str], str]) -> Any:
    """The value with what it repeats written out, and each of its texts as `said` says it."""
    if isinstance(value, Mapping):
        if REPEAT in value:
            first = int(value.get("from", 1))
            return [_numbered(spread(value["of"], said), first + each) for each in range(int(value[REPEAT]))]
        return {key: spread(each, said) for key, each in value.items()}
    if isinstance(value, list):
        return [each for one in value for each in _listed(spread(one, said), one)]
    return said(value) if isinstance(value, str) else value


def _listed(made: Any, written: Any) -> Iterator[Any]:
    """What is repeated within a list stands in that list."""
    if isinstance(written, Mapping) and REPEAT in written:
        yield from made
    else:
        yield made


def _numbered(value: Any, number: int) -> Any:
    if isinstance(value, Mapping):
        return {key: _numbered(each, number) for key, each in value.items()}
    return value.replace("{n}", str(number)) if isinstance(value, str) else value


def _read(file: Path) -> Mapping[str, Any]:
    return yaml.compose_mapping(file.read_text("utf-8"), file.name) if file.is_file() else {}


def _example(name: str, values: Mapping[str, Any]) -> Example:
    titles = {key: values[key] for key in ("fr", "en")}
    return Example(name, titles, {key: each for key, each in values.items() if key not in titles})
