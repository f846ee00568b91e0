"""The kernel's Landlock: from here on, this process opens only what it is given.

Numbers and structures are those of `linux/landlock.h`; the calls have the same number on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from pelicasso.build.confinement.system import call

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG = 1
BENEATH = 1
NEEDED_VERSION = 2
"""From version 2 on (Linux 5.19), files may be linked and exchanged between two folders that are both allowed."""

READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
READ = READ_FILE | READ_FOLDER
_SPECIAL = 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11
_EXECUTE = 1
_HANDLED = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}


def version() -> int:
    """The version that the kernel knows, 0 or less for none."""
    return call(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION_FLAG, fails=False)


def restrict(readable: Iterable[Path], writable: Path | None) -> None:
    """Refuse every file that is not below these; nothing may be run, no device or socket made, even there."""
    handled = _HANDLED[min(version(), max(_HANDLED))]
    attributes = struct.pack("=Q", handled)
    ruleset = call(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    try:
        for each in readable:
            _allow(ruleset, each, READ)
        if writable is not None:
            _allow(ruleset, writable, handled & ~(_SPECIAL | _EXECUTE))
        call(RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    if not path.exists():
        return
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights if path.is_dir() else rights & READ_FILE, place)
        call(ADD_RULE, ruleset, BENEATH, rule, 0)
    finally:
        os.close(place)
