"""What may trouble a site: each a finding, that stops nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pelicasso.doctor.facts import codecs, foreign_plugins, twice_installed
from pelicasso.features import installed
from pelicasso.schema import Finding, warning
from pelicasso.site.json_schema import schema_text
from pelicasso.site.reader import FILE

SCHEMA = "site.schema.json"
LEAST_SPACE = 300
"""MiB: old site, new site and the pictures kept between builds."""
SYNCHRONISED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud": "iCloud",
    "kdrive": "kDrive",
    "pcloud": "pCloud",
    "mega": "MEGA",
    "syncthing": "Syncthing",
}
"""How the folders of programs that copy each change to a server are called."""
MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".sync": "Resilio Sync",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
NEEDED_CODECS = ("webp", "avif", "freetype")


def of_machine(folder: Path) -> Iterator[Finding]:
    """What troubles any site on this machine, and one in this folder."""
    if plugins := foreign_plugins():
        yield warning("doctor_foreign_plugins", names=", ".join(plugins))
    if found := twice_installed():
        yield warning("doctor_installed_twice", places=", ".join(found))
    if missing := [each for each in NEEDED_CODECS if each not in codecs()]:
        yield warning("doctor_codecs_missing", names=", ".join(missing))
    free = shutil.disk_usage(folder).free // 2**20
    if free < LEAST_SPACE:
        yield warning("doctor_disk_nearly_full", free=free)
    if not os.access(folder, os.W_OK):
        yield warning("doctor_not_writable", folder=str(folder))


def of_site(folder: Path, day: date) -> Iterator[Finding]:
    """What troubles the site in a folder."""
    if (name := synchronised(folder)) is not None:
        yield warning("doctor_synchronised", program=name)
    if (newest := _newest_change(folder)) > day + timedelta(days=1):
        yield warning("doctor_clock", day=day.isoformat(), newest=newest.isoformat())
    if is_stale(folder):
        yield warning("doctor_schema_stale", SCHEMA)
    if (folder / ".git/shallow").exists():
        yield warning("doctor_history_cut")


def synchronised(folder: Path) -> str | None:
    """The program that watches a folder, by the names and marks of the folders that hold it."""
    for each in (folder, *folder.parents):
        for start, name in SYNCHRONISED.items():
            if each.name.lower().startswith(start):
                return name
        for mark, name in MARKS.items():
            if (each / mark).exists():
                return name
    return None


def is_stale(folder: Path) -> bool:
    """Say whether the schema for editors is not that of the installed version and rooms."""
    file = folder / SCHEMA
    return file.is_file() and file.read_text("utf-8", "replace") != _schema()


def refresh(folder: Path) -> None:
    """Write the schema for editors anew."""
    made = folder / f".{SCHEMA}.new"
    made.write_text(_schema(), "utf-8")
    made.replace(folder / SCHEMA)


def _schema() -> str:
    return schema_text({each.name: each.section for each in installed()})


def _newest_change(folder: Path) -> date:
    """The day on which a file of the site was last saved, as the machine noted it."""
    files = (each for each in (folder / FILE, *folder.glob("content/*/*.md")) if each.is_file())
    newest = max((each.stat().st_mtime for each in files), default=0)
    return datetime.fromtimestamp(newest, UTC).date()
