"""Commands of rooms: `pelicasso missions kit`, declared as `commands` in the `commands.py` of a room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Command:
    """One verb of a room.

    `run` is given the room, the words behind the verb and its `options` by their names (`--month` is `month`, None when
    it is not asked), and yields the lines to say; what is wrong is a `SiteError`.
    The room comes with every address planned and every text converted, and no error left; of one that is not
    `planned` only the texts were read, so that the command works on a site that is still to be mended.
    """

    name: str
    run: Callable[..., Iterable[str]]
    planned: bool = True
    options: tuple[str, ...] = ()


def write(file: Path, content: bytes) -> None:
    """Write a file that people keep: the old one stays whole until the new one is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)
