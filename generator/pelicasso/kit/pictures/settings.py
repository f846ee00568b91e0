"""How pictures are written: the formats with their qualities, and the limits that decide between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version


@dataclass(frozen=True)
class Format:
    """A file format, and how Pillow is to write it."""

    name: str
    options: Mapping[str, object] = field(default_factory=dict)


# Equal to the eye: on eight photos of 450 to 800 pixels these two have an SSIM of 0.95, within 0.002.
JPEG = Format("JPEG", {"quality": 73, "optimize": True, "progressive": True})
WEBP = Format("WEBP", {"quality": 76, "method": 4})
PNG = Format("PNG", {"optimize": True})
DRAWN = Format("WEBP", {"lossless": True, "quality": 60, "method": 4})
MOVING = Format("WEBP", {"quality": 70, "method": 3})

AVIF_QUALITIES = (45, 52)
"""What AVIF needs to be as near to a soft picture as WebP is; at more it hardly ever takes a fifth less."""
SOFT = 0.08
"""Bytes of WebP a pixel: where it takes more, AVIF never takes a fifth less, and need not be tried."""
WORTH = 0.8
"""AVIF is used where it takes at most so much of WebP's bytes, and is no worse to look at."""
COLOURS = 4096
"""A picture of no more colours may be a drawing, which keeps its edges without loss."""
REST = 5000
"""Milliseconds after which what moves beside a text must have stopped (WCAG 2.2.2)."""
WIDEST = 2000
"""Pixels: from the picture at this width all others are made, so that each is the same whichever are asked for."""
TRIED = 480
"""Pixels: the width at which formats are compared."""
REVISION = 1
"""To be raised when the code writes other bytes: an address stands for what is found there for a year."""
MOTION = 40_000_000
"""Pixels of all frames of an animation together."""


def avif(quality: int) -> Format:
    """At a speed of 8 it would lose what makes it worth its time: on soft pictures it takes up to twice the bytes."""
    return Format("AVIF", {"quality": quality, "speed": 6, "max_threads": 1})


@cache
def recipe() -> str:
    """All that decides how a picture is written, the versions of what writes it included."""
    libraries = [_version(each) for each in ("pillow", "pillow-heif")]
    forms = (JPEG, WEBP, avif(0), PNG, DRAWN, MOVING)
    limits = (AVIF_QUALITIES, SOFT, WORTH, COLOURS, REST, TRIED, WIDEST, MOTION)
    return repr((REVISION, forms, limits, libraries))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
