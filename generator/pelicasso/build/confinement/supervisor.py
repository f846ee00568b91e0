"""Starts the child that builds a stranger's site, watches it, and says in words how it ended."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from pelicasso.build.confinement.boundary import require
from pelicasso.build.confinement.job import Job
from pelicasso.build.confinement.limits import Limits
from pelicasso.build.confinement.outcome import Outcome
from pelicasso.schema import SiteError, error

CHILD = ("-P", "-E", "-X", "utf8", "-m", "pelicasso.build.confinement.child")
KEPT = ("LD_LIBRARY_PATH", "SOURCE_DATE_EPOCH")
"""Of the environment the child gets the day, and where Python finds its own libraries: no secret, no name."""
GIVEN = {"MALLOC_ARENA_MAX": "2"}
"""The C library would reserve 64 MiB of address space for each thread, and the limit counts address space."""
LONGEST = 8 * 2**20
"""Bytes that a child may tell."""
CRASHES = frozenset({"SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE"})


def confined(job: Job) -> Outcome:
    """What came of a job; raises SiteError for what is wrong with the site, the limits it went over among it."""
    require()
    _refuse_code_in(job.folder)
    child = _started(job)
    try:
        told = _heard(child, job.limits)
    finally:
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()
    outcome = _understood(told, child.returncode, job.limits)
    outcome.raise_errors()
    return outcome


def _refuse_code_in(folder: Path) -> None:
    """Python imports from folders: none of them may be the stranger's."""
    site = Path(os.path.realpath(folder))
    if any(Path(os.path.realpath(each or os.curdir)).is_relative_to(site) for each in (*sys.path, sys.prefix)):
        raise SiteError(error("untrusted_python"), exit_code=2)


def _started(job: Job) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        (sys.executable, *CHILD, job.to_text()),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=None if job.debug else subprocess.DEVNULL,
        env={**GIVEN, **{name: os.environ[name] for name in KEPT if name in os.environ}},
        cwd="/",
        start_new_session=True,
    )


def _heard(child: subprocess.Popen[bytes], limits: Limits) -> bytes:
    """All that the child tells until it ends, in time and in bounds."""
    assert child.stdout is not None
    end = time.monotonic() + limits.seconds
    told = bytearray()
    while select.select([child.stdout], [], [], max(0, end - time.monotonic()))[0]:
        piece = os.read(child.stdout.fileno(), 2**16)
        told += piece
        if not piece:
            _wait(child, end, limits)
            return bytes(told)
        if len(told) > LONGEST:
            raise SiteError(error("confined_crashed", reason=f"{len(told)} B"))
    raise SiteError(error("confined_time", limit=limits.seconds))


def _wait(child: subprocess.Popen[bytes], end: float, limits: Limits) -> None:
    try:
        child.wait(max(0.1, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise SiteError(error("confined_time", limit=limits.seconds)) from None


def _understood(told: bytes, code: int, limits: Limits) -> Outcome:
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        return Outcome.of_bytes(told)
    reason = {each.value: each.name for each in signal.Signals}.get(-code, str(code))
    if reason == "SIGXCPU":
        raise SiteError(error("confined_time", limit=limits.seconds))
    if reason == "SIGABRT":
        # What is not written in Python aborts where it gets no memory.
        raise SiteError(error("confined_memory", limit=limits.memory))
    if reason in CRASHES:
        raise SiteError(error("confined_crashed", reason=reason))
    raise SiteError(error("confined_stopped", reason=reason), exit_code=3)
