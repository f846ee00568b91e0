"""Writes pictures, and weighs which format one is worth."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageStat, features

from pelicasso.kit.pictures.settings import (
    AVIF_QUALITIES,
    COLOURS,
    DRAWN,
    JPEG,
    MOVING,
    PNG,
    REST,
    SOFT,
    WEBP,
    WORTH,
    Format,
    avif,
)

PALETTES = (16, 32, 64, 128, 256)
UNSEEN = 12.0
"""The squared difference of a pixel, all its channels together, that nobody sees."""


def encoded(picture: Image.Image, form: Format) -> bytes:
    """The file; it holds pixels and nothing else."""
    if form is JPEG and picture.mode == "RGBA":
        picture = flattened(picture)
    stream = io.BytesIO()
    picture.save(stream, form.name, **form.options)
    return stream.getvalue()


def png(picture: Image.Image) -> bytes:
    return encoded(picture, PNG)


def flat_png(picture: Image.Image) -> bytes:
    """With the fewest colours that look like 256, an icon weighs a fifth."""
    few = [picture.quantize(each) for each in PALETTES]
    losses = [_loss(picture, each) for each in few]
    allowed = max(1.1 * losses[-1], UNSEEN * picture.width * picture.height)
    return png(next(each for each, loss in zip(few, losses, strict=True) if loss <= allowed))


def flattened(picture: Image.Image, colour: str = "white") -> Image.Image:
    """On a ground, where a format knows no transparency."""
    ground = Image.new("RGBA", picture.size, colour)
    ground.alpha_composite(picture.convert("RGBA"))
    return ground.convert("RGB")


def on_square(picture: Image.Image, side: int, margin: int = 0) -> Image.Image:
    """In the middle of a clear square, as large as fits between the margins."""
    inner = picture.convert("RGBA")
    inner.thumbnail((side - 2 * margin, side - 2 * margin), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", (side, side))
    ground.alpha_composite(inner, ((side - inner.width) // 2, (side - inner.height) // 2))
    return ground


def animated(frames: Sequence[Image.Image], durations: Sequence[int]) -> bytes:
    """An animated WebP that stands still after five seconds, or after one turn where that takes longer."""
    stream = io.BytesIO()
    turns = max(1, REST // sum(durations))
    motion = {"append_images": frames[1:], "duration": list(durations), "loop": turns, **MOVING.options}
    frames[0].save(stream, MOVING.name, save_all=True, **motion)
    return stream.getvalue()


def is_drawing(picture: Image.Image) -> bool:
    """Whether it is smaller written without loss."""
    if picture.getcolors(COLOURS) is None:
        return False
    return len(encoded(picture, DRAWN)) <= len(encoded(picture, WEBP))


def avif_quality(picture: Image.Image) -> int:
    """The least at which AVIF is as near to the picture as WebP, if it then takes a fifth less; 0 where it does not."""
    if not features.check("avif") or picture.mode == "RGBA":
        return 0
    webp = encoded(picture, WEBP)
    if len(webp) > SOFT * picture.width * picture.height:
        return 0
    allowed = _distance(picture, webp)
    for quality in AVIF_QUALITIES:
        tried = encoded(picture, avif(quality))
        distance = _distance(picture, tried)
        if len(tried) > WORTH * len(webp) or distance > 2 * allowed:
            return 0
        if distance <= allowed:
            return quality
    return 0


def _loss(picture: Image.Image, few: Image.Image) -> float:
    """The squares of all differences between a picture and itself in few colours, added up."""
    return sum(ImageStat.Stat(ImageChops.difference(picture.convert("RGBA"), few.convert("RGBA"))).sum2)


def _distance(picture: Image.Image, written: bytes) -> float:
    """How much the file changed: the squares of all differences in lightness, added up."""
    with Image.open(io.BytesIO(written)) as again:
        difference = ImageChops.difference(picture.convert("L"), again.convert("L"))
    return float(ImageStat.Stat(difference).sum2[0])
