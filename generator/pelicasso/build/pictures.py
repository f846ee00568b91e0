"""The pictures of one site: made from the files of its content, and planned at their addresses."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pelicasso.build.addresses import picture_address
from pelicasso.build.output.digests import Digests
from pelicasso.build.output.machine import machine_error
from pelicasso.kit.assets import FOLDER
from pelicasso.kit.context import Picture, Source
from pelicasso.kit.links import href
from pelicasso.kit.locale import Words
from pelicasso.kit.pictures.cache import Folder, Memory
from pelicasso.kit.pictures.drawn import Drawn
from pelicasso.kit.pictures.made import Derivative, Made
from pelicasso.kit.pictures.pictures import Original, Pictures
from pelicasso.kit.pictures.places import Place
from pelicasso.kit.pictures.pool import Told
from pelicasso.kit.plan import Plan, Planned
from pelicasso.site.model import Site
from pelicasso.site.paths import Found, SafeFolder

CACHE = ".pelicasso/cache/pictures"
DIGESTS = "digests.json"
STILL = "(prefers-reduced-motion: reduce)"

Draw = Callable[[Original | None], Sequence[bytes]]


class SitePictures:
    """Makes the pictures of a site; each raises SiteError where it can't be published.

    What is made is kept in the site's folder, and never looked for there when the site is a stranger's.
    """

    def __init__(self, site: Site, plan: Plan, words: Words, places: Mapping[str, Place]) -> None:
        self.site = site
        self.plan = plan
        self.words = words
        self.places = places
        self.weights: dict[str, tuple[int, int]] = {}
        self._folder = site.folder / CACHE
        self._keeps = site.trusted and is_writable(site.folder)
        self._files = SafeFolder(site.folder)
        self._digests = Digests(self._folder / DIGESTS)
        self._pictures = Pictures(Folder(self._folder) if self._keeps else Memory(), self._digest)
        self._planned: set[str] = set()

    def prepare(self, wanted: Iterable[tuple[Found, Sequence[str]]], told: Told) -> None:
        """Make many pictures at once, each for the places where it will be shown."""
        asked = [(self._original(found), [self.places[each].widths for each in names]) for found, names in wanted]
        with self._machine_told():
            self._pictures.prepare(asked, told)

    def made(self, found: Found, place: str) -> Made:
        """The picture, in the widths of a place."""
        with self._machine_told():
            return self._pictures.of(self._original(found), self.places[place].widths)

    def shown(self, path: str, found: Found, place: str) -> Picture:
        """The picture as a place shows it, not yet described; `path` is relative to `content`."""
        made = self.made(found, place)
        addresses = {each: self._address(made, each, path, found) for each in made.files}
        widest = max(made.files, key=lambda each: each.width)
        self.weights[made.key] = (found.size, self._size(made, _best(made)))
        return Picture(
            addresses[made.fallback],
            "",
            widest.width,
            widest.height,
            sources=tuple(_sources(made, addresses)),
            sizes=self.places[place].sizes if len(made.files) > 1 and made.traits.frames == 1 else "",
        )

    def full(self, path: str, found: Found) -> str:
        """The link to the picture in one large file."""
        with self._machine_told():
            made = self._pictures.full(self._original(found))
        return self._address(made, made.fallback, path, found)

    def drawn(self, found: Found | None, settings: object, names: Sequence[str], draw: Draw) -> list[bytes]:
        """Files that are drawn from a picture, or from settings alone, kept like those that are made of pictures."""
        original = None if found is None else self._original(found)
        with self._machine_told():
            return self._pictures.drawn(original, repr(settings), names, partial(draw, original))

    def draw(self, wanted: Sequence[Drawn]) -> list[str]:
        """The addresses of files that are drawn for others than the pages."""
        asked = [(each, [self._original(found) for found in each.originals]) for each in wanted]
        with self._machine_told():
            keys = self._pictures.draw(asked)
        return [self._drawn_address(key, each.name) for key, each in zip(keys, wanted, strict=True)]

    def remember(self) -> None:
        """Note which files were seen, so that those that nobody touches are not read again."""
        if self._keeps and self._folder.is_dir():
            with self._machine_told():
                self._digests.save()

    def prune(self) -> None:
        """Forget what this site no longer shows."""
        self._pictures.prune()

    def _address(self, made: Made, file: Derivative, path: str, found: Found) -> str:
        address = FOLDER + picture_address(path, self.words, made.key[:8], file.name).lstrip("/")
        if address not in self._planned:
            self._planned.add(address)
            body = partial(self._pictures.cache.body, made.key, file.name)
            self.plan.add(Planned(address, body, source=found.path))
        return href(self.site, address)

    def _drawn_address(self, key: str, name: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        address = f"{FOLDER}{stem}-{key[:8]}{dot}{suffix}"
        if address not in self._planned:
            self._planned.add(address)
            self.plan.add(Planned(address, partial(self._pictures.cache.body, key, name)))
        return address

    def _size(self, made: Made, file: Derivative) -> int:
        return self._pictures.cache.size(made.key, file.name)

    def _original(self, found: Found) -> Original:
        return Original(found.path, found.absolute, partial(self._files.open, found.path))

    def _digest(self, original: Original) -> str:
        if self._keeps:
            return self._digests.of(original.name, original.path, original.path.stat())
        with original.opened() as file:
            return hashlib.sha256(file.read()).hexdigest()

    @contextmanager
    def _machine_told(self) -> Iterator[None]:
        try:
            yield
        except OSError as cause:
            raise machine_error(self.site.folder, cause) from cause


def is_writable(folder: Path) -> bool:
    """Whether what is made of a site can be kept in its folder."""
    work = folder / CACHE.partition("/")[0]
    return os.access(work if work.is_dir() else folder, os.W_OK)


def _best(made: Made) -> Derivative:
    """The file that a browser of today loads at most."""
    first = next((each for each in made.files if each.role == "source"), made.fallback)
    return max((each for each in made.files if each.mime == first.mime), key=lambda each: each.width)


def _sources(made: Made, addresses: Mapping[Derivative, str]) -> Iterable[Source]:
    for mime in dict.fromkeys(each.mime for each in made.files if each.role == "source"):
        files = [each for each in made.files if (each.role, each.mime) == ("source", mime)]
        yield Source(", ".join(f"{addresses[each]} {each.width}w" for each in files), mime)
    for each in made.files:
        if each.role == "still":
            yield Source(addresses[each], each.mime, STILL)
