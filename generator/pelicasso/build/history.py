"""The day of the last commit of each file, when the full history is there."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
SECONDS = 20


def last_commits(folder: Path, timezone: ZoneInfo) -> dict[str, date]:
    """The day of the last commit by file, relative to `folder`; empty without git, or when the history is cut."""
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return {}
    log = _git(folder, "log", "--format=%x01%ct", "--name-only", "--no-renames", "--relative", "-z", "--", ".")
    days: dict[str, date] = {}
    for commit in log.split(b"\x01")[1:]:
        stamp, _, names = commit.partition(b"\0")
        day = datetime.fromtimestamp(int(stamp.split()[0]), UTC).astimezone(timezone).date()
        for name in names.split(b"\0"):
            days.setdefault(name.strip(b"\n").decode("utf-8", "replace"), day)
    return days


def moved(folder: Path) -> tuple[int, int] | None:
    """A mark that changes when something is committed or checked out; None without a history."""
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            with suppress(OSError):
                status = (each / ".git/logs/HEAD").stat()
                return status.st_mtime_ns, status.st_size
            return None
    return None


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            [*GIT, "-C", str(folder), *arguments],
            capture_output=True,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
