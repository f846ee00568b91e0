"""The examples of the rooms: each is a tiny site of its own, built as any other and shown below the gallery."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pelicasso.build.builder import render_site
from pelicasso.gallery.examples import Example
from pelicasso.kit.feature import AnyFeature
from pelicasso.site.model import Site
from pelicasso.site.reader import FILE

HOST = "https://gallery.example"


@dataclass(frozen=True)
class RoomExample:
    """A room in one state: the files of its site, by their name in the gallery, and the address of its home page."""

    room: str
    example: Example
    address: str
    files: Mapping[str, bytes]


def room_examples(site: Site, feature: AnyFeature, examples: list[Example], day: str) -> Iterator[RoomExample]:
    """Each example of a room, in the looks of a site."""
    for each in examples:
        address = f"/rooms/{feature.name}/{each.name}/"
        with TemporaryDirectory(prefix="pelicasso-gallery-") as folder:
            _write(Path(folder), site, feature.name, each, f"{HOST}{address}")
            built = render_site(Path(folder), day=day)
            files = {f"{address.lstrip('/')}{name}": _content(file) for name, file in _shown(built.files)}
        yield RoomExample(feature.name, each, address, files)


def _write(folder: Path, site: Site, room: str, example: Example, url: str) -> None:
    """The site of an example: its keys of site.yaml, and the texts of its `content` by their path."""
    values = dict(example.values)
    texts = values.pop("content", {})
    written: dict[str, Any] = {
        "organisation": {"name": f"{site.organisation.name} ({room}, {example.name})"},
        "site": {"url": url, "language": site.language},
        "theme": {key: each for key, each in site.theme.model_dump().items() if each is not None},
        **values,
    }
    (folder / FILE).write_text(json.dumps(written, ensure_ascii=False), "utf-8")
    for path, text in texts.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    if (site.folder / "overrides").is_dir():
        shutil.copytree(site.folder / "overrides", folder / "overrides")


def _shown(files: Mapping[str, bytes | Path]) -> Iterator[tuple[str, bytes | Path]]:
    """All but the page for missing addresses: the gallery has its own."""
    return ((name, file) for name, file in files.items() if name != "404.html")


def _content(file: bytes | Path) -> bytes:
    return file if isinstance(file, bytes) else file.read_bytes()
