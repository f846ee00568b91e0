"""What stands in `output/` before a build: files as the new site wants them, edited ones, others'."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pelicasso.build.output.digests import Digests
from pelicasso.build.output.record import RECORD
from pelicasso.build.output.tree import Tree, parents, scan

_LEFTOVERS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Current:
    """Paths below `output/`: `foreign` files and folders were put there by someone else, and stay."""

    intact: Mapping[str, os.stat_result]
    edited: list[str]
    foreign: Mapping[str, os.stat_result]
    foreign_folders: set[str]

    def conflicts(self, wanted: Mapping[str, str]) -> list[str]:
        """Foreign files and folders that stand where the new site wants another."""
        blocked = parents(self.foreign) | self.foreign_folders | self.foreign.keys()
        return sorted(blocked & wanted.keys() | self.foreign.keys() & parents(wanted))


def examine(folder: Path, old: Mapping[str, str], wanted: Mapping[str, str], digests: Digests) -> Current:
    """Compare the files of `folder` with those that were published (`old`) and those that are to come."""
    tree = scan(folder)
    actual = _digests_of(tree, folder, {*old, *wanted}, digests)
    intact = {path: tree.files[path] for path in wanted.keys() & actual.keys() if actual[path] == wanted[path]}
    foreign = {path: status for path, status in tree.files.items() if path not in old and path not in intact}
    return Current(
        intact,
        sorted(path for path in old.keys() & tree.files.keys() - intact.keys() if actual.get(path) != old[path]),
        {path: status for path, status in foreign.items() if not _is_leftover(path)},
        tree.folders - parents(old),
    )


def is_untouched(folder: Path) -> bool:
    """Whether nobody has put anything there (what file managers drop by themselves aside)."""
    return all(_is_leftover(each.name) for each in folder.iterdir())


def _digests_of(tree: Tree, folder: Path, paths: set[str], digests: Digests) -> dict[str, str]:
    regular = {path: tree.files[path] for path in paths & tree.files.keys() if stat.S_ISREG(tree.files[path].st_mode)}
    base = f"{folder}{os.sep}"
    return {path: digests.of(f"{folder.name}/{path}", base + path, status) for path, status in regular.items()}


def _is_leftover(path: str) -> bool:
    return path == RECORD or path.rpartition("/")[2] in _LEFTOVERS
