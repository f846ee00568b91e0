"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum

HEAD = 4096
"""So many bytes tell what a file is."""


class Kind(StrEnum):
    """A kind of picture that can be published; the value is the name that Pillow knows it by, but for drawings."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    GIF = "GIF"
    AVIF = "AVIF"
    TIFF = "TIFF"
    HEIC = "HEIF"
    SVG = "SVG"


SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif", ".avif", ".tif", ".tiff", ".heic", ".heif", ".svg"}
)
"""Names that promise a picture."""

_SIGNATURES = (
    (rb"\xff\xd8\xff", Kind.JPEG),
    (rb"\x89PNG\r\n\x1a\n", Kind.PNG),
    (rb"RIFF....WEBP", Kind.WEBP),
    (rb"GIF8[79]a", Kind.GIF),
    (rb"II[*+]\0|MM\0[*+]", Kind.TIFF),
    (rb"....ftyp(?:avif|avis)", Kind.AVIF),
    (rb"....ftyp(?:mif1|msf1).{4}(?:....)*?avi[fs]", Kind.AVIF),
    (rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", Kind.HEIC),
)
_OTHERS = (
    (rb"%PDF-", "PDF"),
    (rb"PK\x03\x04", "ZIP"),
    (rb"\x1f\x8b", "GZIP"),
    (rb"8BPS", "Photoshop"),
    (rb"BM.{4}\0\0\0\0", "BMP"),
    (rb"\x00\x00\x01\x00", "ICO"),
    (rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", "video"),
    (rb"\0\0\0\x0cJXL |\xff\x0a", "JPEG XL"),
)
_SVG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|svg\b|[\w-]+:svg\b)", re.I)


def kind_of(head: bytes) -> Kind | None:
    """The kind of picture that begins with these bytes."""
    for pattern, kind in _SIGNATURES:
        if re.match(pattern, head[:64], re.S):
            return kind
    if _SVG.match(head) and re.search(rb"<(?:[\w-]+:)?svg\b", head, re.I):
        return Kind.SVG
    return None


def other_kind(head: bytes) -> str | None:
    """What a file that is no picture of ours is instead, as far as it can be told."""
    for pattern, name in _OTHERS:
        if re.match(pattern, head, re.S):
            return name
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script)\b", head, re.I):
        return "HTML"
    return None
