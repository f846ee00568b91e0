"""Calls to the Linux kernel that Python has no function for."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from functools import cache
from typing import Any

PR_SET_PDEATHSIG, PR_GET_SECCOMP, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 21, 22, 38


def machine() -> str:
    """The processor, as the kernel names it; empty where this is no 64-bit Linux."""
    return platform.machine() if sys.platform == "linux" and sys.maxsize > 2**32 else ""


def call(number: int, *arguments: object, fails: bool = True) -> int:
    """Do a system call; raises OSError where it fails, else its result may be negative."""
    return _checked(_library().syscall(number, *arguments), fails)


def control(option: int, *arguments: object, fails: bool = True) -> int:
    """`prctl(2)`: change something of this process for good."""
    padded = [*arguments, *[0] * (4 - len(arguments))]
    return _checked(_library().prctl(option, *padded), fails)


def _checked(result: int, fails: bool) -> int:
    if fails and result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


@cache
def _library() -> Any:
    return ctypes.CDLL(None, use_errno=True)
