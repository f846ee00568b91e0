"""Runs a command to its end: seconds, seconds of processor, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BYTES = 1024 if sys.platform == "linux" else 1
"""What `ru_maxrss` counts in."""
LOOK = 0.03
"""So many seconds lie between two looks at the memory."""


@dataclass(frozen=True)
class Run:
    """One process with its children: seconds, seconds of processor, bytes of all processes at the worst moment."""

    wall: float
    cpu: float
    peak: float


class Peak:
    """The most memory that a process and its children had at a time; what they share is counted once, on Linux."""

    def __init__(self, number: int) -> None:
        self.bytes = 0
        self._number = number
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> int:
        self._over.set()
        self._thread.join()
        return self.bytes

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            self.bytes = max(self.bytes, sum(map(memory, family(self._number))))


def family(number: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield number
    with suppress(OSError):
        for each in Path(f"/proc/{number}/task").iterdir():
            for child in (each / "children").read_text().split():
                yield from family(int(child))


def memory(number: int) -> int:
    """The bytes of a process, with its part of those that it shares."""
    with suppress(OSError):
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return 1024 * int(line.split()[1])
    return 0


def run(name: str, command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder; one that fails ends all."""
    begin = time.perf_counter()
    # Beside the folder: a file in it would be a change.
    with open(folder.with_suffix(".log"), "wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        peak = Peak(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    most = max(peak.end(), usage.ru_maxrss * BYTES)
    if process.returncode:
        sys.exit(f"{name} failed:\n{Path(log.name).read_text('utf-8', 'replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, most)
