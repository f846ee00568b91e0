"""What a wheel and an sdist hold beside the code: the themes and the starter, as git lists them.

A build hook of hatchling. A static list of folders would ship the `output/` of a starter that was built, and copy all
of it into an editable installation, which uses the checkout's own.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = ("themes", "starter_site")
PLACE = "pelicasso/_data"


class DataHook(BuildHookInterface[Any]):
    """Adds the files to what is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        if self.target_name == "wheel":
            packed = {each: f"{PLACE}/{each}" for each in listed(root) if each.split("/")[0] in DATA}
        else:
            packed = {each: each for each in listed(root) if each != "PKG-INFO"}
        build_data["force_include"].update({str(root / each): place for each, place in packed.items()})


def listed(root: Path) -> Iterator[str]:
    """The files of a checkout that git does not ignore; all files of an unpacked sdist, which has no git."""
    if (root / ".git").exists():
        asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(asked, cwd=root, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    else:
        names = [each.relative_to(root).as_posix() for each in root.rglob("*")]
    yield from (each for each in sorted(names) if each and (root / each).is_file())
