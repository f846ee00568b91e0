"""Pictures as they are meant to be seen: upright, in sRGB, at eight bits."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps

from pelicasso.kit.pictures import raster
from pelicasso.kit.pictures.probe import probe

RED, GREEN = (200, 30, 30), (30, 160, 60)


def flag() -> Image.Image:
    """Red on the left, green on the right, and one corner white."""
    made = Image.new("RGB", (64, 48), RED)
    made.paste(GREEN, (32, 0, 64, 48))
    made.paste((255, 255, 255), (0, 0, 16, 16))
    return made


def upright(picture: Image.Image, form: str, width: int = 64, **options: object) -> Image.Image:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    stream.seek(0)
    seen = probe(stream, "x")
    stream.seek(0)
    return raster.upright(stream, seen, min(width, seen.width), "x")


def near(one: object, other: object, by: int = 12) -> bool:
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_up_ends_upright(orientation: int) -> None:
    back = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}[orientation]
    tags = Image.Exif()
    tags[0x0112] = back
    turned = ImageOps.exif_transpose(_with(flag(), tags))
    tags[0x0112] = orientation
    made = upright(turned, "JPEG", quality=95, subsampling=0, exif=tags)
    assert made.size == (64, 48)
    assert near(made.getpixel((4, 4)), (255, 255, 255))
    assert near(made.getpixel((24, 40)), RED)
    assert near(made.getpixel((56, 8)), GREEN)


def _with(picture: Image.Image, tags: Image.Exif) -> Image.Image:
    stream = io.BytesIO()
    picture.save(stream, "PNG", exif=tags)
    stream.seek(0)
    return Image.open(stream)


def test_colours_of_another_space_are_told_in_srgb() -> None:
    """The same numbers mean other colours in another space: they are converted, not only stripped of their profile."""
    linear = _linear_profile()
    made = upright(Image.new("RGB", (64, 48), (55, 55, 55)), "PNG", icc_profile=linear)
    assert near(made.getpixel((9, 9)), (128, 128, 128))
    assert near(upright(Image.new("RGB", (64, 48), (55, 55, 55)), "PNG").getpixel((9, 9)), (55, 55, 55), 0)


def _linear_profile() -> bytes:
    """sRGB's own profile with straight curves: each curve replaced by gamma 1."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    for at in range(132, 132 + 12 * count, 12):
        if bytes(profile[at : at + 4]) in {b"rTRC", b"gTRC", b"bTRC"}:
            place = int.from_bytes(profile[at + 4 : at + 8], "big")
            profile[place : place + 16] = b"curv\0\0\0\0\0\0\0\1\1\0\0\0"
            profile[at + 8 : at + 12] = (14).to_bytes(4, "big")
    text = bytes(profile)
    return text.replace(b"sRGB", b"XXXX").replace("sRGB".encode("utf-16-be"), "XXXX".encode("utf-16-be"))


def test_ink_becomes_light() -> None:
    assert near(upright(Image.new("CMYK", (64, 48), (0, 255, 255, 0)), "JPEG").getpixel((9, 9)), (255, 0, 0), 20)


def test_sixteen_bits_are_scaled_and_not_cut() -> None:
    grey = Image.new("I", (64, 48), 128 * 256).convert("I;16")
    assert near((upright(grey, "PNG").convert("L").getpixel((9, 9)),), (128,), 1)


def test_a_channel_that_hides_nothing_goes() -> None:
    assert upright(flag().convert("RGBA"), "PNG").mode == "RGB"
    assert upright(Image.new("RGBA", (64, 48), (1, 2, 3, 9)), "PNG").mode == "RGBA"


def test_a_large_photo_is_opened_small() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (4000, 3000), RED).save(stream, "JPEG")
    stream.seek(0)
    made = raster.upright(stream, probe(stream, "x"), 480, "x")
    assert made.size == (480, 360)
    assert near(made.getpixel((9, 9)), RED)


def test_pillow_is_not_needed_to_describe_what_is_in_the_cache() -> None:
    """A build with nothing to make must not wait for Pillow."""
    import subprocess
    import sys

    code = (
        "import sys, pelicasso.kit.pictures.pictures, pelicasso.kit.pictures.cache, pelicasso.build.illustrations;"
        "assert 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent)


def test_a_photo_of_an_iphone_stands_upright() -> None:
    """It says twice how it was held; a decoder of HEIC turns it once."""
    heif = pytest.importorskip("pillow_heif")
    lying = Image.new("RGB", (160, 120), "red")
    lying.paste("blue", (0, 0, 80, 120))
    exif = Image.Exif()
    exif[0x0112] = 6
    held = heif.from_pillow(lying)
    held.info["exif"] = exif.tobytes()
    stream = io.BytesIO()
    held.save(stream)
    shown = raster.whole(lambda: io.BytesIO(stream.getvalue()), "IMG_1234.HEIC", 120)
    assert shown.size == (120, 160)
    top, bottom = (shown.getpixel((60, each)) for each in (20, 140))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[2] > 200 > 50 > top[0]
    assert bottom[0] > 200 > 50 > bottom[2]
