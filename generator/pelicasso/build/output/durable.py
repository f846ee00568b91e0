"""Puts files and folders on the disk for good, so that a power cut can't undo what an exchange relies on."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

_MANY = 40
_MODE = os.O_RDWR if os.name == "nt" else os.O_RDONLY
_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


def flush(files: Collection[Path], folders: Collection[Path], root: Path) -> None:
    """Wait until the files and the entries of the folders, all below `root`, are on the disk."""
    if len(files) + len(folders) > _MANY and _flush_file_system(root):
        return
    for file in files:
        _with(file, os.fsync)
    flush_folders(folders)
    if sys.platform == "darwin":
        _with(root, _empty_drive_cache)


def flush_folders(folders: Iterable[Path]) -> None:
    """Wait until the entries of the folders are on the disk; Windows has no such call and needs none."""
    if os.name != "nt":
        for folder in folders:
            _with(folder, os.fsync)


def _with(path: Path, call: Any) -> Any:
    descriptor = os.open(path, _MODE)
    try:
        return call(descriptor)
    except OSError as cause:
        # Network shares refuse to flush a folder: there is nothing more to ask of them.
        if cause.errno not in _UNSUPPORTED:
            raise OSError(cause.errno, cause.strerror, str(path)) from cause
    finally:
        os.close(descriptor)


def _flush_file_system(root: Path) -> bool:
    """One call instead of thousands, where the system has it."""
    library = _library()
    return library is not None and _with(root, library.syncfs) == 0


@cache
def _library() -> Any:
    if sys.platform != "linux":
        return None
    import ctypes

    library = ctypes.CDLL(None)
    return library if hasattr(library, "syncfs") else None


if sys.platform == "darwin":

    def _empty_drive_cache(descriptor: int) -> None:
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
