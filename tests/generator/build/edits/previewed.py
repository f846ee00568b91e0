"""What `serve` shows of a site, without a browser: its builder, told which files changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from pelicasso.build.kept_site import KeptSite
from pelicasso.schema import Finding
from pelicasso.serve.error_page import ErrorPage
from pelicasso.serve.preview import Preview
from pelicasso.serve.rebuilding import Rebuilder
from pelicasso.site.speaker import Speaker

CLOCK = "SOURCE_DATE_EPOCH"
SECONDS = 120.0


class Quiet(Speaker):
    def say(self, *lines: str) -> None: ...

    def report(self, findings: Iterable[Finding], header: str | None = None) -> None: ...


class Shown(Preview):
    """Remembers the files of the last site that it was given."""

    files: Mapping[str, bytes | Path] = {}

    def show(self, files: Mapping[str, bytes | Path], base: str) -> None:
        self.files = files
        super().show(files, base)


class Previewed:
    """A site in memory, as it is shown after each change."""

    def __init__(self, folder: Path, day: date) -> None:
        self._preview = Shown()
        speaker = Quiet("fr")
        page = ErrorPage(folder, speaker.messages)
        self._rebuilder = Rebuilder(KeptSite(folder).render, self._preview, page, speaker)
        self._shown(self._rebuilder.__enter__, day)

    def after(self, names: set[str], day: date) -> dict[str, bytes]:
        """The last good site once these files have changed, as a clock that shows this day would have it."""
        return self._shown(lambda: self._rebuilder.changed(names), day)

    def _shown(self, begin: Callable[[], object], day: date) -> dict[str, bytes]:
        count, noon = self._preview.count, datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        os.environ[CLOCK] = str(int(noon.timestamp()))
        try:
            begin()
            self._preview.wait(count, SECONDS)
            assert self._preview.count > count, "no preview after a change"
            return {name: _content(each) for name, each in self._preview.files.items()}
        finally:
            del os.environ[CLOCK]

    def close(self) -> None:
        self._rebuilder.__exit__()


def _content(file: bytes | Path) -> bytes:
    return file if isinstance(file, bytes) else file.read_bytes()
