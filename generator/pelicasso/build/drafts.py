"""The drafts of a site's texts: kept from one build to the next, and made by several processes at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from types import TracebackType
from typing import Self

from pelicasso.build.code import code_digest
from pelicasso.build.markdown import Draft, MarkdownConverter
from pelicasso.build.pictures import is_writable
from pelicasso.build.processes import processes, shared_out
from pelicasso.build.store import Store
from pelicasso.kit.collection import Entry
from pelicasso.site.model import Site

FILE = ".pelicasso/cache/texts/drafts.sqlite"
SHARE = 30
"""Texts from which on one more process is worth its start."""


class Drafts:
    """Gives the draft of each text: the one that is kept, else a new one.

    Of a stranger's site nothing is kept, as it could hold what cleaning takes out; nor is another process started.
    """

    def __init__(self, site: Site, converter: MarkdownConverter) -> None:
        self._trusted = site.trusted
        self._converter = converter
        self._store = Store(site.folder / FILE if site.trusted and is_writable(site.folder) else None)
        self._basis = blake2b(code_digest() + converter.digest(), digest_size=16)
        self._keys: dict[str, str] = {}
        self._shared: deque[str] = deque()
        self._lines: Iterator[str] = iter(())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _problem: object, _trace: TracebackType | None) -> None:
        self._store.close(None if kind else self._keys.values())

    def prepare(self, entries: Sequence[Entry]) -> None:
        """Expect to be asked for all of these, in this order."""
        self._keys = {each.file: self._key(each) for each in entries}
        missing = [each for each in entries if self._keys[each.file] not in self._store]
        count = min(processes(), len(missing) // SHARE) if self._trusted else 1
        if count > 1:
            self._shared.extend(each.file for each in missing)
            self._lines = shared_out(missing, lambda each: self._new(each).said(), count)

    def of(self, entry: Entry) -> Draft:
        """The draft of a text; raises SiteError for one that is refused."""
        key = self._keys[entry.file]
        if (kept := _read(self._store.get(key))) is not None:
            return kept
        said = self._next(entry)
        draft = _read(said) or self._new(entry)
        with suppress(ValueError):
            self._store.keep(key, said or draft.said())
        return draft

    def _next(self, entry: Entry) -> str:
        """What another process made of a text; empty when there is nothing."""
        if not self._shared or self._shared[0] != entry.file:
            return ""
        self._shared.popleft()
        return next(self._lines)

    def _new(self, entry: Entry) -> Draft:
        return self._converter.draft(entry.body, entry.path, entry.body_line)

    def _key(self, entry: Entry) -> str:
        digest = self._basis.copy()
        digest.update(f"{entry.path}\n{entry.body_line}\n{entry.body}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _read(said: str) -> Draft | None:
    try:
        return Draft.read(said) if said else None
    except ValueError:
        return None
