"""What was made of a picture: its files, the format of each, and what the picture said about itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pelicasso.kit.pictures.kinds import Kind
from pelicasso.kit.pictures.probe import Probe


@dataclass(frozen=True, slots=True)
class Traits:
    """What is learnt when a picture is first made, and decides which files it gets.

    `kind` is the source's; `drawn` is written without loss; `clear` lets the ground show through; `avif` is the quality
    at which it is worth it, or 0; `durations` are the milliseconds that each frame is shown.
    """

    kind: Kind
    width: int
    height: int
    frames: int = 1
    credit: str | None = None
    drawn: bool = False
    clear: bool = False
    avif: int = 0
    durations: tuple[int, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def probe(self) -> Probe:
        return Probe(self.kind, self.width, self.height, self.frames, self.credit)

    def note(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, note: Any) -> Traits | None:
        """From a note; None where it is none of ours."""
        try:
            return cls(**{**note, "kind": Kind(note["kind"]), "durations": tuple(note["durations"])})
        except (KeyError, TypeError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file made of a picture; `role` tells what a page uses it for."""

    name: str
    mime: str
    width: int
    height: int
    role: str = "source"


@dataclass(frozen=True, slots=True)
class Made:
    """A picture as it can be published: its files in the cache, small to large, format by format.

    Roles: `source` (a modern format, by width), `fallback` (the `img`), `still` (in place of what moves).
    """

    key: str
    traits: Traits
    files: tuple[Derivative, ...]

    @property
    def fallback(self) -> Derivative:
        return next(each for each in self.files if each.role == "fallback")
