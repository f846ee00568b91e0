"""What rooms learn from files, kept by content so that a file that nobody touched is not read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, BinaryIO

from pelicasso.build.output.digests import Digests
from pelicasso.build.output.machine import machine_error
from pelicasso.build.pictures import is_writable
from pelicasso.site.model import Site
from pelicasso.site.paths import Found, SafeFolder

CACHE = ".pelicasso/cache/learnt"
NOTES = "learnt.json"

Read = Callable[[BinaryIO], Any]


class Learnt:
    """Values that JSON can hold, by what was read and the hash of the file; of a stranger's site nothing is kept."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._folder = site.folder / CACHE
        self._keeps = site.trusted and is_writable(site.folder)
        self._files = SafeFolder(site.folder)
        self._digests = Digests(self._folder / "digests.json")
        self._known: dict[str, Any] = self._load()
        self._used: dict[str, Any] = {}

    def of(self, found: Found, what: str, read: Read) -> Any:
        """What is known of a file; it is read when nothing is."""
        if not self._keeps:
            return self._read(found, read)
        key = f"{what} {self._digests.of(found.path, found.absolute, found.absolute.stat())}"
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else self._read(found, read)
        return self._used[key]

    def save(self) -> None:
        """Keep what this build used, and forget the rest."""
        if not self._used:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._digests.save()
            if self._used != self._known:
                (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
                beside = self._folder / f".{NOTES}"
                beside.write_text(json.dumps(self._used, sort_keys=True), encoding="utf-8")
                beside.replace(self._folder / NOTES)
        except OSError as cause:
            raise machine_error(self._site.folder, cause) from cause

    def _read(self, found: Found, read: Read) -> Any:
        with self._files.open(found.path) as file:
            return read(file)

    def _load(self) -> dict[str, Any]:
        try:
            known = json.loads((self._folder / NOTES).read_bytes()) if self._keeps else {}
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}
