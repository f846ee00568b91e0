"""What was made of each picture, kept between builds beside the output and never in it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import Protocol

from pelicasso.kit.pictures.made import Traits

NOTE = "made.json"


class Cache(Protocol):
    """Files by a key, which stands for the content of a picture and all that decides what is made of it."""

    def traits(self, key: str) -> Traits | None:
        """What was learnt about the picture when it was first made."""

    def keep_traits(self, key: str, traits: Traits) -> None: ...

    def size(self, key: str, name: str) -> int:
        """Bytes of a file, 0 where it is missing."""

    def body(self, key: str, name: str) -> bytes | Path:
        """A file, as the output takes it."""

    def keep(self, key: str, name: str, content: bytes) -> None: ...

    def prune(self, used: Iterable[str]) -> None:
        """Forget every picture but these."""


class Memory:
    """A cache for this build alone, where nothing may be written or nothing that is there be believed."""

    def __init__(self) -> None:
        self._traits: dict[str, Traits] = {}
        self._files: dict[tuple[str, str], bytes] = {}

    def traits(self, key: str) -> Traits | None:
        return self._traits.get(key)

    def keep_traits(self, key: str, traits: Traits) -> None:
        self._traits[key] = traits

    def size(self, key: str, name: str) -> int:
        return len(self._files.get((key, name), b""))

    def body(self, key: str, name: str) -> bytes | Path:
        return self._files[key, name]

    def keep(self, key: str, name: str, content: bytes) -> None:
        self._files[key, name] = content

    def prune(self, used: Iterable[str]) -> None:
        """Nothing outlives the build."""


class Folder:
    """A cache on the disk: a folder for each key.

    Several builds may write at once: the same key gives the same bytes, and a file appears whole or not at all.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def traits(self, key: str) -> Traits | None:
        try:
            return Traits.of(json.loads((self.folder / key / NOTE).read_bytes()))
        except (OSError, ValueError):
            return None

    def keep_traits(self, key: str, traits: Traits) -> None:
        self.keep(key, NOTE, json.dumps(traits.note(), sort_keys=True).encode())

    def size(self, key: str, name: str) -> int:
        try:
            return (self.folder / key / name).stat().st_size
        except OSError:
            return 0

    def body(self, key: str, name: str) -> bytes | Path:
        return self.folder / key / name

    def keep(self, key: str, name: str, content: bytes) -> None:
        """Write a file in one step, safe from a power cut once it is there."""
        try:
            self._write(key, name, content)
        except FileNotFoundError:
            # Another build has just cleared the folder away as unused.
            self._write(key, name, content)

    def prune(self, used: Iterable[str]) -> None:
        wanted = set(used)
        with suppress(OSError):
            for each in list(self.folder.iterdir()):
                if each.is_dir() and each.name not in wanted:
                    shutil.rmtree(each, ignore_errors=True)
            for each in self.folder.glob("*/.*"):
                each.unlink(missing_ok=True)

    def _write(self, key: str, name: str, content: bytes) -> None:
        self._open(key)
        beside = self.folder / key / f".{name}.{os.getpid()}-{get_ident()}"
        try:
            with open(beside, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.folder / key / name)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def _open(self, key: str) -> None:
        (self.folder / key).mkdir(parents=True, exist_ok=True)
        ignored = self.folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
