"""Where a new site may stand, and how it gets there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pelicasso.schema import SiteError, error

ALLOWED = {".git"}
"""What may already be in the folder: a repository that was made for the site."""
NAMED = 3


def check_place(folder: Path) -> None:
    """Refuse a folder that holds files, and what is no folder."""
    if folder.exists() and not folder.is_dir():
        raise SiteError(error("new_not_a_folder", value=folder.name), exit_code=2)
    found = sorted({each.name for each in folder.iterdir()} - ALLOWED) if folder.exists() else []
    if found:
        names = ", ".join(found[:NAMED]) + (", …" if len(found) > NAMED else "")
        raise SiteError(error("new_folder_holds_files", folder=str(folder), names=names), exit_code=2)


@contextmanager
def written_beside(folder: Path) -> Iterator[Path]:
    """A folder beside to write in; at a good end it becomes `folder`, else nothing is left of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as made:
        beside = Path(made) / folder.name
        beside.mkdir()
        yield beside
        check_place(folder)
        folder.mkdir(exist_ok=True)
        for each in sorted(beside.iterdir()):
            shutil.move(each, folder / each.name)
