"""One build at a time: a lock that the system itself lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pelicasso.schema import SiteError, error

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _release(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

    _BUSY: type[OSError] = OSError
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

    _BUSY = BlockingIOError

_PAUSE = 0.05


@contextmanager
def locked(file: Path, wait: float) -> Iterator[None]:
    """Hold the lock of `file`; where another holds it for longer than `wait` seconds, refuse."""
    descriptor = _acquire(file, int(wait / _PAUSE))
    try:
        yield
    finally:
        # Said aloud: a forked worker that outlives us shares the descriptor, and would keep the lock.
        _release(descriptor)
        os.close(descriptor)


def _acquire(file: Path, pauses: int) -> int:
    for _ in range(pauses):
        if (descriptor := _try(file)) is not None:
            return descriptor
        time.sleep(_PAUSE)
    if (descriptor := _try(file)) is not None:
        return descriptor
    raise SiteError(error("output_busy"), exit_code=3)


def _try(file: Path) -> int | None:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(descriptor)
        if os.path.samestat(os.fstat(descriptor), file.stat()):
            return descriptor
    except (_BUSY, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None
