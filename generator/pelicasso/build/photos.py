"""Pictures as they are, until they are made light: measured, and refused when they tell where they were taken."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

from pelicasso.schema import SiteError, error

GPS = 0x8825
"""The EXIF tag that holds a position."""
LARGEST = 120_000_000
"""Pixels; a phone's largest photo has 108 million."""
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"})


def measure(path: Path, name: str) -> tuple[int, int]:
    """Width and height in pixels; refused when it is no picture, too large, or holds a position."""
    if path.suffix.lower() == ".svg":
        return _drawing(path, name)
    try:
        with warnings.catch_warnings(), Image.open(path) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = picture.size
            position = picture.getexif().get_ifd(GPS) or b"GPSLatitude" in picture.info.get("xmp", b"")
    except Image.DecompressionBombError:
        raise SiteError(error("picture_too_large", name, picture=name, limit=LARGEST // 1_000_000)) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError):
        raise SiteError(error("not_a_picture", name, picture=name)) from None
    if width * height > LARGEST:
        raise SiteError(error("picture_too_large", name, picture=name, limit=LARGEST // 1_000_000))
    if position:
        raise SiteError(error("photo_with_position", name, picture=name))
    return width, height


def _drawing(path: Path, name: str) -> tuple[int, int]:
    text = path.read_text("utf-8", "replace")
    if re.search(r"<script|<foreignObject|\son\w+\s*=|javascript:|<!ENTITY", text, re.I):
        raise SiteError(error("unsafe_drawing", name, picture=name))
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        raise SiteError(error("not_a_picture", name, picture=name)) from None
    if not root.tag.endswith("svg"):
        raise SiteError(error("not_a_picture", name, picture=name))
    box = [float(each) for each in re.findall(r"[\d.]+", root.get("viewBox", ""))]
    width, height = (_pixels(root.get(each)) for each in ("width", "height"))
    if width and height:
        return width, height
    return (round(box[2]), round(box[3])) if len(box) == 4 else (300, 150)


def _pixels(value: str | None) -> int | None:
    found = re.fullmatch(r"([\d.]+)(?:px)?", value or "")
    return round(float(found[1])) if found else None
