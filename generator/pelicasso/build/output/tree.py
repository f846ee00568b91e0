"""What a folder holds: its files with their status, and its folders, no link followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """Paths below a root, with slashes; `files` are all things that are no folder, links among them."""

    files: dict[str, os.stat_result]
    folders: set[str]


def scan(root: Path) -> Tree:
    """The tree below `root`, empty where `root` is missing."""
    tree = Tree({}, set())
    waiting = [(str(root), "")] if os.path.lexists(root) else []
    while waiting:
        folder, prefix = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                # Windows leaves inode numbers out of an entry's own status.
                status = os.lstat(entry.path) if os.name == "nt" else None
                if is_folder(status) if status else entry.is_dir(follow_symlinks=False):
                    tree.folders.add(path)
                    waiting.append((entry.path, path + "/"))
                else:
                    tree.files[path] = status or entry.stat(follow_symlinks=False)
    return tree


def is_folder(status: os.stat_result) -> bool:
    """Whether it is a folder itself, and no link or junction to one."""
    junction = getattr(status, "st_reparse_tag", 0) == 0xA0000003
    return stat.S_ISDIR(status.st_mode) and not junction


def parents(paths: Iterable[str]) -> set[str]:
    """All folders above the paths."""
    found: set[str] = set()
    for path in paths:
        while (cut := path.rfind("/")) > 0 and (path := path[:cut]) not in found:
            found.add(path)
    return found
