"""Content hashes of files, remembered so that a file that nobody touched is not read twice."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

_SETTLED = 3_000_000_000

_Entry = tuple[int, int, int, str]


class Digests:
    """SHA-256 by name, good as long as inode, time and size of the file stay the same."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._known = _load(store)
        self._seen: dict[str, _Entry] = {}

    def of(self, name: str, path: str | Path, status: os.stat_result) -> str:
        """The hash of the file at `path`, which is known as `name`."""
        known = self._known.get(name)
        if known and known[:3] == _identity(status):
            digest = known[3]
        else:
            with open(path, "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        return self.note(name, status, digest)

    def note(self, name: str, status: os.stat_result, digest: str) -> str:
        """Remember a hash that is known from elsewhere."""
        self._seen[name] = (*_identity(status), digest)
        return digest

    def save(self) -> None:
        """Keep what was seen in this run, save files so fresh that a next write could bear the same time."""
        if self._seen == self._known:
            return
        beside = self._store.with_suffix(".new")
        try:
            beside.touch()
            settled = beside.stat().st_mtime_ns - _SETTLED
            beside.write_text(json.dumps({name: e for name, e in self._seen.items() if e[1] < settled}))
            beside.replace(self._store)
        except OSError:
            beside.unlink(missing_ok=True)
            raise


def _identity(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _load(store: Path) -> dict[str, _Entry]:
    try:
        return {
            name: (ino, time, size, digest)
            for name, (ino, time, size, digest) in json.loads(store.read_bytes()).items()
        }
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}
