"""How much one build may ask of the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory and output in MiB, time in seconds; `output` and `files` hold for `content` as for what is made of it."""

    memory: int = 1024
    seconds: int = 300
    output: int = 1024
    files: int = 20_000

    @property
    def output_bytes(self) -> int:
        return self.output * 2**20
