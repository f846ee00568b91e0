"""Exchange two folders in one step where the system can, else by renames that `heal` finishes or undoes."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_HERE = -100
_SWAP = 2


def exchange(spare: Path, output: Path, aside: Path) -> None:
    """Let `spare` and `output` trade places; `aside` names the old output for as long as renames take."""
    if _exchange_at_once(spare, output):
        return
    _rename(output, aside)
    try:
        _rename(spare, output)
    except OSError:
        _rename(aside, output)
        raise
    _rename(aside, spare)


def heal(spare: Path, output: Path, aside: Path) -> None:
    """Put back what a command killed between two renames of `exchange` left aside."""
    if not aside.exists():
        return
    if not os.path.lexists(output):
        _rename(aside, output)
    elif not spare.exists():
        _rename(aside, spare)
    else:
        shutil.rmtree(aside)


def _exchange_at_once(spare: Path, output: Path) -> bool:
    call = _system_call()
    if call is None:
        return False
    code = call(os.fsencode(spare), os.fsencode(output))
    if code and code not in _UNSUPPORTED:
        raise OSError(code, os.strerror(code), str(output))
    return not code


@cache
def _system_call() -> Callable[[bytes, bytes], int] | None:
    """A function that exchanges two paths and returns an error number, 0 when done."""
    if sys.platform not in ("linux", "darwin"):
        return None
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return lambda one, other: library.renamex_np(one, other, _SWAP) and ctypes.get_errno()
    if not hasattr(library, "renameat2"):
        return None
    return lambda one, other: library.renameat2(_HERE, one, _HERE, other, _SWAP) and ctypes.get_errno()


def _rename(source: Path, target: Path) -> None:
    """Rename; on Windows patiently, as a virus scanner holds fresh files for a moment."""
    for _ in range(20 if os.name == "nt" else 0):
        try:
            source.rename(target)
        except PermissionError:
            time.sleep(0.1)
        else:
            return
    source.rename(target)
