"""Styles and static files of the theme and the features: looked up nearest to the site first, named by content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from pelicasso.schema import SiteError, error

LAYERS = ("reset", "tokens", "base", "compositions", "components", "features", "theme")
FOLDER = "/assets/"


class Assets:
    """The stylesheet of each set of features, and the static files that templates ask for.

    `folders` are the `static` folders in order, the nearest to the site first; `palette` is added to the tokens.
    """

    def __init__(self, folders: Sequence[Path], palette: str) -> None:
        self.folders = folders
        self._palette = palette
        self._styles: dict[tuple[str, ...], str] = {}
        self.files: dict[str, bytes] = {}

    def stylesheet(self, features: Iterable[str]) -> str:
        """The address of one stylesheet for the theme and these features."""
        wanted = tuple(dict.fromkeys(features))
        if wanted not in self._styles:
            self._styles[wanted] = self.publish("style.css", self._style(wanted).encode())
        return self._styles[wanted]

    def address(self, path: str) -> str:
        """The address of a static file of the theme or of a feature."""
        if (file := self._find(path)) is None:
            raise SiteError(error("missing_asset", path=path))
        return self.publish(Path(path).name, file.read_bytes())

    def publish(self, name: str, content: bytes) -> str:
        """The address of a file that is named by its content."""
        stem, dot, suffix = name.rpartition(".")
        address = f"{FOLDER}{stem}-{blake2b(content, digest_size=5).hexdigest()}{dot}{suffix}"
        self.files[address] = content
        return address

    def _style(self, features: Sequence[str]) -> str:
        texts = {layer: self._read(f"{layer}.css") for layer in LAYERS}
        texts["tokens"] += self._palette
        texts["features"] = "".join(self._read(f"{name}.css") for name in features)
        layers = "".join(f"@layer {layer}{{{_small(text)}}}\n" for layer, text in texts.items() if text.strip())
        return f"@layer {','.join(LAYERS)};\n{layers}{self._read('site.css')}"

    def _read(self, path: str) -> str:
        file = self._find(path)
        return file.read_text("utf-8") if file else ""

    def _find(self, path: str) -> Path | None:
        return next((each / path for each in self.folders if (each / path).is_file()), None)


def _small(style: str) -> str:
    """The style without its comments and the spaces at the ends of lines."""
    without = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    return "\n".join(line.strip() for line in without.splitlines() if line.strip())
