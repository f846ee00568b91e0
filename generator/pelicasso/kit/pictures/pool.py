"""Many pictures at once: decoders and encoders let go of the interpreter's lock, so threads are enough."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager

MOST = 8

Told = Callable[[int, int], None]
"""Told how many of how many are done."""


def untold(_done: int, _total: int) -> None:
    """Nobody listens."""


def in_parallel(tasks: Sequence[Callable[[], None]], told: Told) -> None:
    """Do all of them, in any order; the first error that a task lets through ends it."""
    pool = ThreadPoolExecutor(min(MOST, len(tasks), os.cpu_count() or 1))
    try:
        for done, future in enumerate(as_completed([pool.submit(each) for each in tasks]), 1):
            future.result()
            told(done, len(tasks))
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def quiet() -> Iterator[None]:
    """Pillow warns of oddities in files, which are no news to anyone; for the whole process, so never in a thread."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
