"""Texts kept by their keys in one file, from one build to the next."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection, DatabaseError

TABLE = "CREATE TABLE IF NOT EXISTS texts (key TEXT PRIMARY KEY, said TEXT NOT NULL)"

OF_THE_MACHINE = ("BUSY", "CANTOPEN", "FULL", "IOERR", "LOCKED", "NOMEM", "PERM", "PROTOCOL", "READONLY")


class Store:
    """A file that can't be used, as another build holds it or nobody may write there, is let be: nothing is kept then.

    One that is broken is thrown away and made anew. Without a file, or without SQLite in this Python, it is empty.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._base: Connection | None = None
        self._known: set[str] = set()
        if file is not None and not self._open(file):
            self._throw_away()
            self._open(file)

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def get(self, key: str) -> str:
        """What is kept at a key; empty when nothing is."""
        if key not in self._known:
            return ""
        found = self._run("SELECT said FROM texts WHERE key = ?", key)
        return str(found[0][0]) if found else ""

    def keep(self, key: str, said: str) -> None:
        self._run("INSERT OR REPLACE INTO texts VALUES (?, ?)", key, said)

    def close(self, used: Iterable[str] | None = None) -> None:
        """Write what was kept; what is not among those that were `used` is forgotten."""
        for each in () if used is None else self._known.difference(used):
            self._run("DELETE FROM texts WHERE key = ?", each)
        self._run("COMMIT")
        self._leave()

    def _open(self, file: Path) -> bool:
        """Whether the file is sound, or must be let be."""
        try:
            import sqlite3
        except ImportError:
            return True
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            self._base = sqlite3.connect(file, timeout=0, isolation_level=None)
            self._base.execute("BEGIN IMMEDIATE")
            self._base.execute(TABLE)
            self._known = {key for (key,) in self._base.execute("SELECT key FROM texts")}
        except OSError:
            self._leave()
        except sqlite3.DatabaseError as problem:
            self._leave()
            return _is_of_the_machine(problem)
        return True

    def _run(self, command: str, *values: str) -> list[tuple[str, ...]]:
        if self._base is None:
            return []
        import sqlite3

        try:
            return self._base.execute(command, values).fetchall()
        except sqlite3.DatabaseError as problem:
            self._leave()
            if not _is_of_the_machine(problem):
                self._throw_away()
        return []

    def _leave(self) -> None:
        if self._base is not None:
            self._base.close()
        self._base, self._known = None, set()

    def _throw_away(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                for each in (self._file, self._file.with_name(f"{self._file.name}-journal")):
                    each.unlink(missing_ok=True)


def _is_of_the_machine(problem: DatabaseError) -> bool:
    """Whether the file may be sound, but is held, full, or not for us."""
    import sqlite3

    codes = {getattr(sqlite3, f"SQLITE_{name}") for name in OF_THE_MACHINE}
    return getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in codes
