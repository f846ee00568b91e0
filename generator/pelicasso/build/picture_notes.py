"""Notes on pictures: `photo.jpg.yaml` beside `photo.jpg` says once what it shows, and whose it is."""

from __future__ import annotations

from pathlib import Path

from pelicasso.build.content import Content
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
            found = next((each for end in ("yaml", "yml") if (each := f"{path}.{end}") in self.content.files), None)
            self._read[path] = PictureNote() if found is None else self._note(f"content/{found}")
        return self._read[path]

    def _note(self, file: str) -> PictureNote:
        try:
            decoded = decode(self._folder.read_bytes(file, MAX_BYTES), file)
            data = compose_mapping(decoded.text, file)
        except SiteError as problem:
            self.report.add(*problem.findings)
            return PictureNote()
        note, mistakes = validate(PictureNote, data, file)
        self.report.add(*decoded.findings, *mistakes)
        return note or PictureNote()
