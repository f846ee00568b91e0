"""A new site: the starter, with the association's own answers, and its days moved to today."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from pelicasso import __version__
from pelicasso.features import installed
from pelicasso.new.days import moved, weeks_since_written
from pelicasso.new.place import written_beside
from pelicasso.new.questions import own_sections
from pelicasso.new.site_file import filled_in
from pelicasso.site.data import data_folder
from pelicasso.site.json_schema import schema_text
from pelicasso.site.reader import FILE, read_site

MADE = {"output", ".pelicasso", ".venv", "__pycache__"}
"""What a build and `start.py` leave in the starter of a checkout."""
TEXTS = {".md", ".yaml", ".ics"}
GUIDES = {"README.md"}
"""Their days are examples of how a day is written."""


def create_site(folder: Path, answers: Mapping[tuple[str, ...], str], day: date) -> int:
    """Write a site into an empty folder; the number of its texts. Without answers it is the starter as it is."""
    by = weeks_since_written(day)
    sections = {each.name: each.section for each in installed()}
    with written_beside(folder) as made:
        for source in starter_files(data_folder("starter_site")):
            _write(source, made / moved(str(source.relative_to(data_folder("starter_site"))), by), by)
        if answers:
            text = (made / FILE).read_text("utf-8")
            filled = filled_in(text, answers, own_sections())
            (made / FILE).write_text(filled, "utf-8")
            _remove_unnamed(made / "content", text, filled)
        (made / "site.schema.json").write_text(schema_text(sections), "utf-8")
        _pin(made / "requirements.txt")
        read_site(made, sections)
        return sum(1 for _ in made.glob("content/**/*.md"))


def _remove_unnamed(content: Path, before: str, after: str) -> None:
    """The pictures that `site.yaml` no longer names, as the starter's logo: they are nobody else's."""
    alive = "\n".join(each for each in after.splitlines() if not each.lstrip().startswith("#"))
    for each in content.rglob("*"):
        name = each.relative_to(content).as_posix()
        if each.is_file() and name in before and name not in alive:
            each.unlink()


def starter_files(folder: Path) -> Iterator[Path]:
    for each in sorted(folder.iterdir()):
        if each.name in MADE:
            continue
        if each.is_dir():
            yield from starter_files(each)
        else:
            yield each


def _write(source: Path, target: Path, by: timedelta) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in TEXTS and source.name not in GUIDES:
        target.write_text(moved(source.read_text("utf-8"), by), "utf-8")
    else:
        shutil.copyfile(source, target)


def _pin(requirements: Path) -> None:
    text = requirements.read_text("utf-8")
    requirements.write_text(re.sub(r"(?m)^pelicasso\b.*", f"pelicasso == {__version__}", text), "utf-8")
