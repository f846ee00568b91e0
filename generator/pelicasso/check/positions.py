"""Photos that are published as they are, and tell where they were taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pelicasso.check.reach import AS_THEY_ARE
from pelicasso.check.rule import site_rule
from pelicasso.check.subject import Subject
from pelicasso.kit.pictures.kinds import SUFFIXES
from pelicasso.kit.pictures.pool import quiet
from pelicasso.kit.pictures.probe import tells_position
from pelicasso.schema import Finding, warning


@site_rule("RGPD 5")
def static_file_with_position(subject: Subject) -> Iterator[Finding]:
    """A photo of `content/static` that holds a position; of all others it is taken out."""
    for path, found in subject.files.items():
        if path.startswith(AS_THEY_ARE) and PurePosixPath(path).suffix.lower() in SUFFIXES:
            with quiet(), found.absolute.open("rb") as file:
                if tells_position(file, found.path):
                    yield warning("static_file_with_position", found.path)
