"""AVIF is offered where it takes a fifth less than WebP and is no further from the picture, and nowhere else."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageChops, ImageStat

from pelicasso.kit.pictures.cache import Memory
from pelicasso.kit.pictures.formats import avif_quality, encoded
from pelicasso.kit.pictures.maker import scaled
from pelicasso.kit.pictures.pictures import Original, Pictures
from pelicasso.kit.pictures.settings import AVIF_QUALITIES, TRIED, WEBP, avif

SIZE = (1200, 800)


def soft(seed: int) -> Image.Image:
    """Colours that flow into each other, as mist and out-of-focus grounds do."""
    random = Random(seed)
    few = Image.new("RGB", (12, 8))
    few.putdata([(random.randrange(256), random.randrange(256), random.randrange(256)) for _ in range(96)])
    return few.resize(SIZE, Image.Resampling.BICUBIC)


def grainy() -> Image.Image:
    grain = Image.new("L", (600, 400))
    grain.putdata(Random(1).choices(range(256), k=600 * 400))
    return Image.blend(soft(1), Image.merge("RGB", [grain.resize(SIZE)] * 3), 0.3)


PICTURES = {
    "soft": (soft(1), True),
    "other soft": (soft(2), True),
    "subject before a soft ground": (
        ImageChops.darker(soft(3), Image.radial_gradient("L").resize(SIZE).convert("RGB")),
        True,
    ),
    "grainy": (grainy(), False),
    "clear": (soft(1).convert("RGBA").copy(), False),
}
PICTURES["clear"][0].putalpha(Image.linear_gradient("L").resize(SIZE))


def distance(picture: Image.Image, written: bytes) -> float:
    with Image.open(io.BytesIO(written)) as again:
        return float(ImageStat.Stat(ImageChops.difference(picture.convert("L"), again.convert("L"))).sum2[0])


def is_worth_it(picture: Image.Image) -> bool:
    """What is promised, said once more: some quality is a fifth lighter, and no worse."""
    webp = encoded(picture, WEBP)
    tried = [encoded(picture, avif(each)) for each in AVIF_QUALITIES]
    return any(len(each) <= 0.8 * len(webp) and distance(picture, each) <= distance(picture, webp) for each in tried)


@pytest.mark.parametrize("name", PICTURES)
def test_avif_is_offered_exactly_where_it_is_worth_it(name: str) -> None:
    picture, expected = PICTURES[name]
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    pictures = Pictures(Memory(), lambda _: name)
    made = pictures.of(Original(f"{name}.png", Path(name), lambda: io.BytesIO(stream.getvalue())), (480, 1200))
    trial = scaled(picture, TRIED)
    assert ("image/avif" in {each.mime for each in made.files}) == expected
    assert (picture.mode == "RGB" and is_worth_it(trial)) == expected
    if expected:
        for width in (480, 1200):
            light, heavy = (pictures.cache.body(made.key, f"{width}.{each}") for each in ("avif", "webp"))
            assert isinstance(light, bytes)
            assert isinstance(heavy, bytes)
            assert len(light) <= 0.8 * len(heavy), width
            assert distance(scaled(picture, width), light) <= distance(scaled(picture, width), heavy), width


def test_without_a_library_for_it_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pelicasso.kit.pictures.formats.features.check", lambda _: False)
    assert avif_quality(scaled(soft(1), TRIED)) == 0
