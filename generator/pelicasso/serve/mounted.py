"""A rendered site under the path of its address: from the path of a request to an answer, by name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote_to_bytes

from pelicasso.kit.links import file_name
from pelicasso.serve.content_types import HTML, content_type, is_seen

NOT_FOUND = "404.html"
REFERENCE = re.compile(rb"\s(?:src|href|srcset|poster)=\"([^\"]+)\"")


@dataclass(frozen=True)
class Answer:
    """What a path leads to; `body` is the content, or the file that it is copied from."""

    status: HTTPStatus
    content_type: str = "text/plain; charset=utf-8"
    body: bytes | Path = b""
    location: str | None = None

    @property
    def is_page(self) -> bool:
        return self.content_type == HTML

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else self.body.read_bytes()

    def open(self) -> BinaryIO:
        return BytesIO(self.body) if isinstance(self.body, bytes) else self.body.open("rb")


@dataclass(frozen=True)
class MountedSite:
    """The files of a rendered site, by their names in the output; `base` is « /repo » or empty.

    A path is looked up in memory and nowhere else: no path of a request ever reaches the disk.
    """

    files: Mapping[str, bytes | Path]
    base: str = ""

    def answer(self, path: str) -> Answer:
        name = self._name(path)
        body = self.files.get(name)
        if isinstance(body, bytes) or (body and body.is_file()):
            return Answer(HTTPStatus.OK, content_type(name), body)
        if target := self._elsewhere(path, name):
            return Answer(HTTPStatus.FOUND, location=target)
        return Answer(HTTPStatus.NOT_FOUND, HTML, self.files.get(NOT_FOUND, b"404"))

    def holds_file(self, path: str) -> bool:
        """Say whether the path leads to a file that is no page: a style, a picture, a feed."""
        name = self._name(path)
        return name in self.files and content_type(name) != HTML

    def seen_with(self, html: bytes) -> Iterator[tuple[str, bytes | Path]]:
        """The styles, scripts and pictures that a page names, each with its name in the output."""
        values = b" ".join(REFERENCE.findall(html)).decode("utf-8", "replace")
        names = {self._name(each.strip(",")) for each in values.split()}
        return ((each, self.files[each]) for each in sorted(names & self.files.keys()) if is_seen(each))

    def _name(self, path: str) -> str:
        """The file of the output that a path is served from, if it exists; « // » where it can't."""
        plain = unquote_to_bytes(path).decode("utf-8", "replace")
        return file_name(plain.removeprefix(self.base)) if plain.startswith(f"{self.base}/") else "//"

    def _elsewhere(self, path: str, name: str) -> str | None:
        folder = f"{name}/"
        if f"{folder}index.html" in self.files:
            return quote(f"{self.base}/{folder}")
        return f"{self.base}/" if self.base and path in ("/", self.base) else None
