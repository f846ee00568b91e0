"""What the head of a picture says: kind, size, way up, whose it is; refused when it is none, or too large to open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from pelicasso.kit.pictures.drawing import drawing_size
from pelicasso.kit.pictures.kinds import HEAD, Kind, kind_of, other_kind
from pelicasso.schema import SiteError, error

LARGEST = 120_000_000
"""Pixels of a JPEG, which is opened at an eighth of its size; a phone's largest photo has 108 million."""
LARGEST_WHOLE = 40_000_000
"""Pixels of what must be opened whole."""
LARGEST_WEBP = 25_000_000
"""Pixels of a WebP, whose decoder holds several copies."""
MOST_PIXELS = 400_000_000
"""Pixels of all frames of an animation, as they are opened."""
MOST_FRAMES = 600
"""Frames of an animation: a minute, at ten a second."""
HEAVIEST = 200_000_000
"""Bytes of a file."""
ORIENTATION, ARTIST, COPYRIGHT, GPS = 0x0112, 0x013B, 0x8298, 0x8825
"""Tags of EXIF."""
CREDIT_IN_XMP = re.compile(
    rb"<(?:photoshop:Credit|dc:creator|dc:rights)\b[^>]*>\s*(?:<rdf:\w+[^>]*>\s*<rdf:li[^>]*>)?\s*([^<]{2,200}?)\s*<"
)
POSITION_IN_XMP = re.compile(rb"exif:GPS|GPSLatitude")


@dataclass(frozen=True, slots=True)
class Probe:
    """A picture's kind, its width and height when upright, its number of frames, and the credit that it carries."""

    kind: Kind
    width: int
    height: int
    frames: int = 1
    credit: str | None = None


def probe(file: BinaryIO, name: str) -> Probe:
    """Read the head of a picture; `name` is what messages call it."""
    kind = known_kind(file, name)
    if kind is Kind.SVG:
        return Probe(kind, *drawing_size(file, name))
    with opened(file, kind, name) as picture:
        _refuse_too_large(picture, kind, name)
        tags = exif_of(picture)
        width, height = picture.size
        frames = frames_of(picture, kind)
        if frames > MOST_FRAMES or (frames > 1 and frames * width * height > MOST_PIXELS):
            raise SiteError(error("animation_too_long", name, picture=name))
        if tags.get(ORIENTATION) in {5, 6, 7, 8}:
            width, height = height, width
        return Probe(kind, width, height, frames, credit_of(picture, tags))


def known_kind(file: BinaryIO, name: str) -> Kind:
    """The kind of the picture, by its content; the file is at its beginning again."""
    head = file.read(HEAD)
    size = file.seek(0, 2)
    file.seek(0)
    kind = kind_of(head)
    if size == 0:
        raise SiteError(error("picture_empty", name, picture=name))
    if size > HEAVIEST:
        raise SiteError(error("picture_too_heavy", name, picture=name, limit=HEAVIEST // 1_000_000))
    if kind is None:
        other = other_kind(head)
        raise SiteError(
            error("picture_is_something_else", name, picture=name, kind=other)
            if other
            else error("not_a_picture", name, picture=name)
        )
    _refuse_disguised(kind, name)
    return kind


def _refuse_disguised(kind: Kind, name: str) -> None:
    """A drawing may hold a program: one that calls itself a photo is not let through."""
    if kind is Kind.SVG and not name.lower().endswith(".svg"):
        raise SiteError(error("picture_is_something_else", name, picture=name, kind="SVG"))


def opened(file: BinaryIO, kind: Kind, name: str) -> Any:
    """The picture, its pixels not yet read."""
    from PIL import Image

    if kind is Kind.HEIC:
        _read_heic(name)
    Image.MAX_IMAGE_PIXELS = LARGEST
    try:
        return Image.open(file, formats=[kind])
    except Image.DecompressionBombError:
        raise SiteError(_too_large(name, LARGEST)) from None
    except Exception:
        # Decoders raise anything on a broken file, and one bad picture must not cost the others their messages.
        raise SiteError(error("not_a_picture", name, picture=name)) from None


def _read_heic(name: str) -> None:
    try:
        import pillow_heif
    except ImportError:
        raise SiteError(error("picture_is_heic", name, picture=name)) from None
    pillow_heif.register_heif_opener(thumbnails=False)


def _refuse_too_large(picture: Any, kind: Kind, name: str) -> None:
    scalable = kind is Kind.JPEG and not picture.info.get("progressive")
    limit = LARGEST if scalable else LARGEST_WEBP if kind is Kind.WEBP else LARGEST_WHOLE
    if picture.width * picture.height > limit:
        raise SiteError(_too_large(name, limit))


def _too_large(name: str, limit: int) -> Any:
    return error("picture_too_large", name, picture=name, limit=limit // 1_000_000)


def exif_of(picture: Any) -> Any:
    """The EXIF tags; none when they can't be read."""
    try:
        tags = picture.getexif()
        tags.get(ORIENTATION)
    except Exception:
        # Broken tags are dropped like all others, and never worth a word.
        return {}
    return tags


def frames_of(picture: Any, kind: Kind) -> int:
    """Frames that are shown one after the other; the further pictures in a TIFF or a photo are not."""
    if kind is Kind.GIF:
        return _counted(picture)
    if kind not in {Kind.WEBP, Kind.PNG, Kind.AVIF}:
        return 1
    with suppress(Exception):
        return int(picture.n_frames)
    return 1


def _counted(picture: Any) -> int:
    """A GIF does not say how many frames it has: they are looked for, up to one too many."""
    count = 1
    with suppress(Exception):
        while count <= MOST_FRAMES:
            picture.seek(count)
            count += 1
    return count


def tells_position(file: BinaryIO, name: str) -> bool:
    """Whether a file is a picture that tells where it was taken."""
    try:
        kind = known_kind(file, name)
        if kind is Kind.SVG:
            return False
        with opened(file, kind, name) as picture:
            return _has_position(picture)
    except SiteError:
        return False


def _has_position(picture: Any) -> bool:
    with suppress(Exception):
        if exif_of(picture).get_ifd(GPS):
            return True
    return POSITION_IN_XMP.search(_xmp(picture)) is not None


def credit_of(picture: Any, tags: Any) -> str | None:
    """Whose picture it is, as it says itself."""
    for each in _credits(picture, tags):
        if said := " ".join(_repaired(each).replace("\0", " ").split()).strip(" ;,"):
            return said[:200]
    return None


def _credits(picture: Any, tags: Any) -> Iterator[str]:
    for tag in (ARTIST, COPYRIGHT):
        if isinstance(value := tags.get(tag), str):
            yield value
    if found := CREDIT_IN_XMP.search(_xmp(picture)):
        yield found[1].decode("latin-1")


def _xmp(picture: Any) -> bytes:
    value = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return value.encode() if isinstance(value, str) else bytes(value)


def _repaired(text: str) -> str:
    """Pillow reads tags as Latin-1, cameras write UTF-8: « HÃ©lÃ¨ne » is Hélène."""
    with suppress(UnicodeError):
        return text.encode("latin-1").decode("utf-8")
    return text
