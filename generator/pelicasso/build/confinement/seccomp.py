"""The kernel's seccomp: from here on, this process starts no other, speaks to nobody and touches no other process.

Numbers are those of `asm/unistd.h` and `linux/audit.h`, the program is classic BPF (`linux/filter.h`).
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator

from pelicasso.build.confinement.system import (
    PR_GET_SECCOMP,
    PR_SET_SECCOMP,
    control,
    machine,
)

MODE_FILTER = 2
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, REFUSE, UNKNOWN, KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
"""REFUSE answers EPERM; UNKNOWN answers ENOSYS, as a kernel does that has no such call yet."""
NUMBER_AT, ARCHITECTURE_AT, FIRST_ARGUMENT_AT = 0, 4, 16
CLONE_THREAD = 0x10000
X32 = 0x40000000
"""Above it stand the same calls under other numbers, on x86_64 only."""

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CLONE, CLONE3 = (56, 220), 435
"""A thread is one's own and may be made; as clone3 hides what it makes, the C library is sent to clone."""
CALLS = {
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "memfd_create": (319, 279),
    "io_uring_setup": (425, 425),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "bpf": (321, 280),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_by_handle_at": (304, 265),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
}
"""What is refused, with its number on x86_64 and on aarch64."""


def available() -> bool:
    return machine() in ARCHITECTURES and control(PR_GET_SECCOMP, fails=False) >= 0


def restrict() -> None:
    """Refuse these calls to this process for good; it can gain no privileges any more (`PR_SET_NO_NEW_PRIVS`)."""
    program = b"".join(_program(machine()))
    held = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(held))
    control(PR_SET_SECCOMP, MODE_FILTER, header)


ENDS = {
    "allow": ((RETURN, ALLOW, 0),),
    "clone": ((LOAD, FIRST_ARGUMENT_AT, 0), (ANY_BIT, CLONE_THREAD, 1)),
    "refuse": ((RETURN, REFUSE, 0), (RETURN, ALLOW, 0)),
    "unknown": ((RETURN, UNKNOWN, 0),),
}
"""What the tests of a call's number lead to, one after the other."""


def _program(processor: str) -> Iterator[bytes]:
    yield _step(LOAD, ARCHITECTURE_AT)
    yield _step(EQUAL, ARCHITECTURES[processor], 1)
    yield _step(RETURN, KILL)
    yield _step(LOAD, NUMBER_AT)
    tests = list(_tests(list(ARCHITECTURES).index(processor)))
    for left, (code, value, end) in zip(reversed(range(len(tests))), tests, strict=True):
        yield _step(code, value, left + _distance(end))
    for steps in ENDS.values():
        yield from (_step(*each) for each in steps)


def _tests(at: int) -> Iterator[tuple[int, int, str]]:
    yield AT_LEAST, X32, "refuse"
    yield EQUAL, CLONE3, "unknown"
    yield EQUAL, CLONE[at], "clone"
    yield from ((EQUAL, number, "refuse") for each in CALLS.values() if (number := each[at]) is not None)


def _distance(end: str) -> int:
    """How many steps stand between the last test and an end."""
    before = list(ENDS).index(end)
    return sum(len(each) for each in list(ENDS.values())[:before])


def _step(code: int, value: int, yes: int = 0) -> bytes:
    """One step; a test leads `yes` steps further where it holds, else to the next."""
    return struct.pack("HBBI", code, yes, 0, value)
