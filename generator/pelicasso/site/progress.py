"""A bar at the terminal for what takes long; nothing is shown of what is done within a second."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

PATIENCE = 1.0
"""Seconds that nobody minds."""


class Progress:
    """Call it with how many of how many are done; it shows a bar where there is a terminal, and `rich` to draw it."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._begin: float | None = None
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        self._begin = self._begin or now
        if self._bar is None and now - self._begin > PATIENCE and sys.stderr.isatty():
            self._open(total)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)

    def _open(self, total: int) -> None:
        with suppress(ImportError):
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.add_task(self._title, total=total)
            self._bar.start()
