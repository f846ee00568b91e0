"""Notes on pictures: `photo.jpg.yaml` beside `photo.jpg` says once what it shows, and whose it is."""

from __future__ import annotations

from pathlib import Path

from pelicasso.build.content import Content
from pelicasso.kit.room import Noted
from pelicasso.schema import Report, SiteError
from pelicasso.schema.section import Section, Text, titled
from pelicasso.site.paths import SafeFolder
from pelicasso.site.text import MAX_BYTES, decode
from pelicasso.site.validation import validate
from pelicasso.site.yaml import compose_mapping


class PictureNote(Section):
    """What is said of a picture wherever it is shown; what a text says itself wins."""

    alt: Text | None = titled(en="What it shows.", fr="Ce qu’elle montre, pour qui ne la voit pas.")
    credit: Text | None = titled(en="Whose picture it is.", fr="De qui est l’image.")
    caption: Text | None = titled(en="What is written below it.", fr="La légende.")


class Notes:
    """The notes of a site's pictures, read when they are asked for; what is wrong in one is told once."""

    def __init__(self, content: Content, folder: Path, report: Report) -> None:
        self.content = content
        self.report = report
        self._folder = SafeFolder(folder)
        self._read: dict[str, PictureNote] = {}

    def of(self, path: str) -> PictureNote:
        """The note on a picture, empty where there is none."""
        if path not in self._read:
            self._read[path] = self.read(path, PictureNote) or PictureNote()
        return self._read[path]

    def read(self, path: str, model: type[Noted]) -> Noted | None:
        """The note on any file, as its own type; None without one, or when it holds a mistake, which is told."""
        found = next((each for end in ("yaml", "yml") if (each := f"{path}.{end}") in self.content.files), None)
        if found is None:
            return None
        file = f"content/{found}"
        try:
            decoded = decode(self._folder.read_bytes(file, MAX_BYTES), file)
            data = compose_mapping(decoded.text, file)
        except SiteError as problem:
            self.report.add(*problem.findings)
            return None
        note, mistakes = validate(model, data, file)
        self.report.add(*decoded.findings, *mistakes)
        return note
