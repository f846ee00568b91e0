"""Closes this process in, for good: limits of the system, the kernel's refusals, and Python's own on top."""

from __future__ import annotations

import os
import signal
import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

from pelicasso.build.confinement import landlock, seccomp
from pelicasso.build.confinement.limits import Limits
from pelicasso.build.confinement.system import PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG, control, machine
from pelicasso.schema import SiteError, error
from pelicasso.site.data import data_folder

OPEN_FILES = 256
SHARED = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom")
"""What Python itself opens while it runs, beside its own folders: libraries, and nothing of anybody's."""
REFUSED = ("_posixsubprocess", "os.exec", "os.fork", "os.kill", "os.posix_spawn", "os.spawn", "os.system")
REFUSED_FAMILIES = ("ftplib.", "http.client.", "imaplib.", "poplib.", "pty.", "smtplib.", "socket.", "subprocess.")


def require() -> None:
    """Raises SiteError where the system can't close a process in."""
    if not (machine() and seccomp.available() and landlock.version() >= landlock.NEEDED_VERSION):
        raise SiteError(error("confinement_unavailable"), exit_code=3)


def close_in(folder: Path, limits: Limits, *, writes: bool) -> None:
    """From here on this process reads this folder and Pelicasso's own, writes at most this folder, and nothing else."""
    require()
    _limit(limits)
    control(PR_SET_PDEATHSIG, signal.SIGKILL)
    # Without this only root may restrict itself.
    control(PR_SET_NO_NEW_PRIVS, 1)
    real = Path(os.path.realpath(folder))
    landlock.restrict([*_own_folders(), real], real if writes else None)
    seccomp.restrict()
    sys.addaudithook(_refuse)


def _own_folders() -> Iterator[Path]:
    named = (*sys.path, sys.prefix, f"{sys.base_prefix}/lib", *zoneinfo.TZPATH, *SHARED)
    places = [*map(Path, named), data_folder("themes")]
    yield from (each for each in places if each.is_absolute())


def _limit(limits: Limits) -> None:
    """Set what the system counts; what is over it ends in MemoryError, an OSError or a signal."""
    import resource

    memory = limits.memory * 2**20
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, limits.seconds * (os.cpu_count() or 1)),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """What the kernel refuses too, refused where Python still knows what it was; a library is no longer loaded."""
    loads = event == "ctypes.dlopen" and arguments[0] is not None
    if loads or event.startswith(REFUSED) or event.startswith(REFUSED_FAMILIES):
        raise PermissionError(f"{event} is refused to a confined build")
