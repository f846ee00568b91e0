"""The code that builds, as one digest: what is kept of a build is of no use to other code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

CODE = Path(__file__).resolve().parents[1]
ROOMS = "pelicasso_plugins"
LIBRARY = ".dist-info"


@cache
def code_digest() -> bytes:
    """A digest of our code and that of the rooms by what is written, of libraries and Python by their versions."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    for name in sorted(_libraries()):
        digest.update(name.encode())
    rooms = find_spec(ROOMS)
    for folder in (CODE, *map(Path, (rooms and rooms.submodule_search_locations) or ())):
        for file in _modules(folder):
            digest.update(file.read_bytes())
    return digest.digest()


def _modules(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, each) for each in sorted(names) if each.endswith(".py"))


def _libraries() -> set[str]:
    """« markdown-3.11 »: as installers name the folder of a library."""
    return {each.name for folder in map(Path, sys.path) if folder.is_dir() for each in folder.glob(f"*{LIBRARY}")}
