"""Looks over a stranger's `content` before it is read: no more files and bytes than allowed, no link to elsewhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pelicasso.build.confinement.limits import Limits
from pelicasso.schema import Finding, SiteError, error

OWN = ("site.yaml", "content", "output", ".pelicasso")
DEEPEST = 64


def survey(folder: Path, limits: Limits) -> list[Finding]:
    """The findings on the tree; raises SiteError at once where it is too much to go on."""
    findings = [error("untrusted_link", each) for each in OWN if (folder / each).is_symlink()]
    size = 0
    for count, (place, status) in enumerate(_tree(folder), 1):
        size += status.st_size
        if count > limits.files:
            raise SiteError(error("confined_files", "content", limit=limits.files))
        if size > limits.output_bytes:
            raise SiteError(error("confined_content", "content", limit=limits.output))
        if stat.S_ISREG(status.st_mode) and status.st_nlink > 1:
            findings.append(error("untrusted_hard_link", place))
    return findings


def _tree(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything below `content`, no link followed, without what the build passes over; `site.yaml` first."""
    if (folder / "site.yaml").is_file():
        yield "site.yaml", (folder / "site.yaml").lstat()
    waiting = ["content"] if (folder / "content").is_dir() else []
    while waiting:
        place = waiting.pop()
        if place.count("/") > DEEPEST:
            raise SiteError(error("confined_depth", place, limit=DEEPEST))
        with os.scandir(folder / place) as entries:
            for entry in entries:
                if entry.name.startswith(".") and entry.name != ".well-known":
                    continue
                path = f"{place}/{entry.name}"
                yield path, entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
