"""What each part of a site reads of its texts' bodies: so the preview knows what an edit of one changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typing_extensions import override

from pelicasso.kit.collection import Entry
from pelicasso.kit.feature import Review
from pelicasso.kit.renderer import Kept
from pelicasso.kit.room import AnyRoom
from pelicasso.schema import Finding, Report

WRITTEN = ("body", "html", "summary", "headings", "words", "styles", "to_fill")
"""What an entry has of its body."""
TOLD = ("has_text", "minutes")
"""What it says of those; who asks for one of these sees nothing of other changes."""

TEXTS, PLAN, BODIES = "texts", "plan", "bodies"
"""The parts of a build before the first page, whose own name is its address."""

Output = Mapping[str, bytes | Path]
Read = tuple[str, str]
"""A file, and what was asked of its entry."""


@dataclass
class Part:
    """What was read and what was found meanwhile; of a review the files that it asked for, None for all."""

    reads: set[Read] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    files: set[str] | None = field(default_factory=set)


class Seen(Mapping[str, bytes | Path]):
    """The files of an output, of which only those in `shown` are listed, and which of them somebody asked for."""

    def __init__(self, files: Output, shown: Iterable[str]) -> None:
        self._files = files
        self._shown = shown
        self._asked: set[str] = set()
        self._is_listed = False

    @property
    def asked(self) -> set[str] | None:
        return None if self._is_listed else self._asked

    def __getitem__(self, name: str) -> bytes | Path:
        self._asked.add(name)
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        self._is_listed = True
        return iter(self._shown)

    def __len__(self) -> int:
        return len(self._files)


class Unnoted(Kept):
    """Notes nothing: a build goes through the site once."""

    def part(self, _name: Hashable, _report: Report) -> AbstractContextManager[None]:
        """What happens meanwhile belongs to a part of the site."""
        return nullcontext()

    def watch(self, entries: Iterable[Entry]) -> None:
        """Note from now on what is read of these."""

    def review(
        self, look: Review, room: AnyRoom, files: Output, _report: Report, _shown: Iterable[str] | None = None
    ) -> Iterable[Finding]:
        """What a feature says of the rendered site."""
        return look(room, files)


class Reads(Unnoted):
    """Notes what each part reads and finds; what is made once is read by each part that asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[Hashable, Part] = {}
        self._open: list[set[Read]] = []
        self._behind: dict[Hashable, set[Read]] = {}
        self._near: dict[str, set[Hashable]] = {}

    def note(self, read: Read) -> None:
        if self._open:
            self._open[-1].add(read)

    @override
    @contextmanager
    def part(self, name: Hashable, report: Report) -> Iterator[None]:
        made = self.parts.setdefault(name, Part())
        length = report.count
        with self.reading() as reads:
            yield
        made.reads |= reads
        for file, _ in reads:
            self._near.setdefault(file, set()).add(name)
        made.findings += report.after(length)

    @override
    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        if key not in self._behind:
            with self.reading() as reads:
                made = super().once(key, make)
            self._behind[key] = reads
        else:
            made = super().once(key, make)
        if self._open:
            self._open[-1].update(self._behind[key])
        return made

    @override
    def watch(self, entries: Iterable[Entry]) -> None:
        for each in entries:
            each.__class__ = WatchedEntry
            each.__dict__["reads"] = self

    @override
    def review(
        self, look: Review, room: AnyRoom, files: Output, report: Report, shown: Iterable[str] | None = None
    ) -> tuple[Finding, ...]:
        seen = Seen(files, files if shown is None else shown)
        length = report.count
        with self.part(look, report):
            report.add(*look(room, seen))
        self.parts[look].files = seen.asked
        found = report.after(length)
        report.cut(length)
        return found

    def renew(self, changed: Set[Read]) -> None:
        """Forget what was made once and read what changed."""
        for key in [key for key, reads in self._behind.items() if not reads.isdisjoint(changed)]:
            del self._behind[key]
            self.forget(key)

    def readers(self, changed: Set[Read]) -> list[Hashable]:
        """The parts that read what changed."""
        near = {name for file, _ in changed for name in self._near.get(file, ())}
        return [name for name in near if not self.parts[name].reads.isdisjoint(changed)]

    @contextmanager
    def reading(self) -> Iterator[set[Read]]:
        """What is read meanwhile, told to nobody else."""
        reads: set[Read] = set()
        self._open.append(reads)
        try:
            yield reads
        finally:
            self._open.pop()


class WatchedEntry(Entry):
    """An entry that tells what is read of it."""

    reads: Reads


def _noted(name: str) -> property:
    def get(self: WatchedEntry) -> Any:
        self.reads.note((self.file, name))
        return self.__dict__[name]

    def put(self: WatchedEntry, value: Any) -> None:
        self.__dict__[name] = value

    return property(get, put)


def _told(name: str) -> property:
    tell = getattr(Entry, name).fget

    def get(self: WatchedEntry) -> Any:
        self.reads.note((self.file, name))
        with self.reads.reading():
            return tell(self)

    return property(get)


for each in WRITTEN:
    setattr(WatchedEntry, each, _noted(each))
for each in TOLD:
    setattr(WatchedEntry, each, _told(each))
