"""Which files a picture gets: formats and widths, decided by what it is and by where it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pelicasso.kit.pictures.kinds import Kind
from pelicasso.kit.pictures.made import Derivative, Traits
from pelicasso.kit.pictures.settings import MOTION
from pelicasso.kit.pictures.widths import fallback_of, height_at, widths

SMALL = 480
"""Pixels: a picture that is no wider stays one file of its own size."""
MOVING = 800
"""Pixels: the width of what moves."""
NARROWEST = 160
"""Pixels: an animation that has to be narrower is too long."""
OWN = {Kind.PNG: "png", Kind.GIF: "png", Kind.JPEG: "jpg", Kind.TIFF: "jpg", Kind.HEIC: "jpg"}
MIMES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml"}


def files_of(traits: Traits, asked: Sequence[int]) -> tuple[Derivative, ...]:
    """The files of a picture for the widths asked for; the first kind that a browser knows is taken."""
    if traits.kind is Kind.SVG:
        return (Derivative("drawing.svg", MIMES["svg"], *traits.size, role="fallback"),)
    if traits.frames > 1:
        return tuple(_moving(traits, asked))
    if traits.width <= SMALL:
        width = widths(*traits.size, [SMALL])[-1]
        return (_file(traits, width, own_suffix(traits), "fallback", "own"),)
    return tuple(_photo(traits, widths(*traits.size, asked)))


def full_of(traits: Traits, width: int) -> Derivative:
    """The one file of a picture that is linked to and not shown: as large as we publish any."""
    if traits.kind is Kind.SVG or traits.frames > 1:
        return files_of(traits, [width])[0]
    return _file(traits, widths(*traits.size, [width])[-1], plain_suffix(traits), "fallback")


def moving_width(width: int, height: int, frames: int, asked: Sequence[int]) -> int:
    """As wide as shown, but no wider than the time of a visitor allows."""
    largest = widths(width, height, [min(MOVING, max(asked))])[-1]
    room = (MOTION / frames * width / height) ** 0.5
    return max(min(largest, int(room)), min(NARROWEST, width))


def plain_suffix(traits: Traits) -> str:
    """JPEG for what has no clear parts and is no drawing, PNG for the others."""
    return "png" if traits.clear or traits.drawn else "jpg"


def own_suffix(traits: Traits) -> str:
    suffix = OWN.get(traits.kind, "webp")
    return "png" if suffix == "jpg" and traits.clear else suffix


def _photo(traits: Traits, made: Sequence[int]) -> Iterator[Derivative]:
    for suffix in ("avif", "webp") if traits.avif else ("webp",):
        yield from (_file(traits, each, suffix, "source") for each in made)
    yield _file(traits, fallback_of(made), plain_suffix(traits), "fallback")


def _moving(traits: Traits, asked: Sequence[int]) -> Iterator[Derivative]:
    width = moving_width(*traits.size, traits.frames, asked)
    yield _file(traits, width, "webp", "fallback", f"{width}-moving")
    yield _file(traits, width, "webp", "still", f"{width}-still")


def _file(traits: Traits, width: int, suffix: str, role: str, stem: str = "") -> Derivative:
    return Derivative(f"{stem or width}.{suffix}", MIMES[suffix], width, height_at(width, traits.size), role)
