"""Makes the files of a picture that are not yet in the cache: opened once, scaled down from large to small."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import BinaryIO

from PIL import Image

from pelicasso.kit.pictures import formats, raster
from pelicasso.kit.pictures.cache import Cache
from pelicasso.kit.pictures.drawing import cleaned
from pelicasso.kit.pictures.formats import encoded
from pelicasso.kit.pictures.kinds import Kind
from pelicasso.kit.pictures.made import Derivative, Traits
from pelicasso.kit.pictures.probe import Probe, probe
from pelicasso.kit.pictures.settings import DRAWN, JPEG, PNG, TRIED, WEBP, WIDEST, Format, avif
from pelicasso.kit.pictures.widths import height_at, widths

HEAVY = 12_000_000
"""Pixels: of pictures so large that must be opened whole, one at a time is in memory."""
FORMATS = {"jpg": JPEG, "png": PNG}

_one_heavy = threading.Lock()


class Maker:
    """Makes one picture: `opened` gives its file, `name` is what messages call it."""

    def __init__(self, cache: Cache, key: str, opened: Callable[[], BinaryIO], name: str) -> None:
        self.cache = cache
        self.key = key
        self.opened = opened
        self.name = name
        self._widest: Image.Image | None = None

    def traits(self) -> Traits:
        """Learn what it is, and note it."""
        with self.opened() as file:
            seen = probe(file, self.name)
        if seen.kind is Kind.SVG:
            traits = Traits(seen.kind, seen.width, seen.height)
        elif seen.frames > 1:
            traits = self._timed(seen)
        else:
            traits = self._judged(seen)
        self.cache.keep_traits(self.key, traits)
        return traits

    def make(self, traits: Traits, files: Sequence[Derivative]) -> None:
        """Make these files."""
        if not files:
            return
        if traits.kind is Kind.SVG:
            with self.opened() as file:
                self.cache.keep(self.key, files[0].name, cleaned(file, self.name))
        elif traits.frames > 1:
            self._make_moving(traits, files)
        else:
            self._make_still(traits, files)

    def _timed(self, seen: Probe) -> Traits:
        with self.opened() as file:
            durations = raster.durations(file, seen, self.name)
        return Traits(seen.kind, seen.width, seen.height, seen.frames, seen.credit, durations=tuple(durations))

    def _judged(self, seen: Probe) -> Traits:
        traits = Traits(seen.kind, seen.width, seen.height, 1, seen.credit)
        widest = self._opened(traits)
        trial = scaled(widest, min(TRIED, widest.width))
        drawn = seen.kind not in {Kind.JPEG, Kind.HEIC} and formats.is_drawing(trial)
        quality = formats.avif_quality(trial) if seen.width > TRIED and not drawn else 0
        return replace(traits, drawn=drawn, clear=trial.mode == "RGBA", avif=quality)

    def _opened(self, traits: Traits) -> Image.Image:
        """The picture that all others are made from, opened once."""
        if self._widest is None:
            heavy = traits.kind is not Kind.JPEG and traits.width * traits.height > HEAVY
            width = widths(*traits.size, [WIDEST])[-1]
            with _one_heavy if heavy else nullcontext(), self.opened() as file:
                self._widest = raster.upright(file, traits.probe, width, self.name)
        return self._widest

    def _make_still(self, traits: Traits, files: Sequence[Derivative]) -> None:
        widest = self._opened(traits)
        by_width: dict[int, Image.Image] = {}
        for each in files:
            picture = by_width.setdefault(each.width, scaled(widest, each.width))
            self.cache.keep(self.key, each.name, encoded(picture, _format(traits, each)))

    def _make_moving(self, traits: Traits, files: Sequence[Derivative]) -> None:
        width = max(each.width for each in files)
        with _one_heavy, self.opened() as file:
            frames = raster.moving(file, traits.probe, width, self.name)
        for each in files:
            still = each.role == "still"
            content = encoded(frames[0], WEBP) if still else formats.animated(frames, traits.durations)
            self.cache.keep(self.key, each.name, content)


def _format(traits: Traits, file: Derivative) -> Format:
    suffix = file.name.rpartition(".")[2]
    if suffix == "webp":
        return DRAWN if traits.drawn else WEBP
    return avif(traits.avif) if suffix == "avif" else FORMATS[suffix]


def scaled(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    return picture.resize((width, height_at(width, picture.size)), Image.Resampling.LANCZOS, reducing_gap=3.0)
