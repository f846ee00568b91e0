"""Odd pictures, made here: what phones, scanners, editors, bad copies and bad people put into a folder."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

REFUSED = "refused"
PUBLISHED = "published"
SIZE = (620, 410)


def photo(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Something with gradients and edges, other at each corner."""
    width, height = size
    channels = [
        Image.linear_gradient("L").resize(size),
        Image.radial_gradient("L").resize(size),
        Image.linear_gradient("L").rotate(90).resize(size),
    ]
    made = Image.merge("RGB", channels)
    made.paste((220, 20, 20), (0, 0, width // 4, height // 4))
    if mode in {"RGBA", "LA", "PA"}:
        made = made.convert("RGBA")
        made.putalpha(Image.linear_gradient("L").resize(size))
    return made.convert(mode)


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def frames(count: int, size: tuple[int, int] = (120, 90)) -> list[Image.Image]:
    return [photo("RGB", size).rotate(7 * each) for each in range(count)]


def animation(form: str, count: int = 5, **options: Any) -> bytes:
    first, *others = frames(count)
    return saved(first, form, save_all=True, append_images=others, duration=80, loop=0, **options)


def exif(**tags: Any) -> Image.Exif:
    """Tags by number, as « t271 »."""
    made = Image.Exif()
    for name, value in tags.items():
        made[int(name[1:])] = value
    return made


def png(width: int, height: int, depth: int = 8, colour: int = 0, rows: bytes | None = None) -> bytes:
    """A PNG of zeros, written by hand: its head may lie."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    line = -(-width * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] // 8)
    body = zlib.compress(bytes(line + 1) * height if rows is None else rows, 9)
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def svg(
    inside: str = '<rect width="9" height="9"/>', attributes: str = 'width="90" height="60"', head: str = ""
) -> bytes:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def jpeg_at(orientation: int) -> bytes:
    return saved(photo(), "JPEG", exif=exif(t274=orientation))


def with_profile(mode: str, profile: bytes, form: str = "JPEG") -> bytes:
    return saved(photo(mode), form, icc_profile=profile)


def lab_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def text_png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "x" * 100)
    return saved(photo(), "PNG", pnginfo=info)


def mpo() -> bytes:
    return saved(photo(), "MPO", save_all=True, append_images=[photo("RGB", (60, 40))])


def gallery() -> Iterator[tuple[str, bytes, str]]:
    """File name, content, and what must become of it."""
    yield from _modes()
    yield from _oddly_written()
    yield from _oddly_sized()
    yield from _moving()
    yield from _drawings()
    yield from _broken()
    yield from _something_else()


def _modes() -> Iterator[tuple[str, bytes, str]]:
    for mode in ("L", "RGB", "CMYK", "YCbCr"):
        yield f"mode-{mode}.jpg", saved(photo(mode), "JPEG"), PUBLISHED
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        yield f"mode-{mode.replace(';', '')}.png", saved(_in_mode(mode), "PNG"), PUBLISHED
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "LAB", "YCbCr"):
        yield f"mode-{mode.replace(';', '')}.tif", saved(_in_mode(mode), "TIFF"), PUBLISHED
    for mode in ("RGB", "RGBA"):
        yield f"mode-{mode}.webp", saved(photo(mode), "WEBP"), PUBLISHED
        yield f"mode-{mode}.avif", saved(photo(mode), "AVIF"), PUBLISHED
    yield "lossless.webp", saved(photo("RGBA"), "WEBP", lossless=True), PUBLISHED
    yield "still.gif", saved(photo("P"), "GIF"), PUBLISHED
    yield "clear.gif", saved(photo("RGBA"), "GIF"), PUBLISHED
    yield "float.tif", saved(photo("F"), "TIFF"), REFUSED
    yield "rgb-16-bits.png", png(600, 40, 16, 2), PUBLISHED
    yield "rgba-16-bits.png", png(600, 40, 16, 6), PUBLISHED
    yield "grey-2-bits.png", png(600, 40, 2, 0), PUBLISHED


def _in_mode(mode: str) -> Image.Image:
    if mode == "LAB":
        return _lab()
    return photo("L").convert("I").point(lambda value: value * 256).convert(mode) if mode == "I;16" else photo(mode)


def _lab() -> Image.Image:
    transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    made = ImageCms.applyTransform(photo(), transform)
    assert made is not None
    return made


def _oddly_written() -> Iterator[tuple[str, bytes, str]]:
    for orientation in range(1, 10):
        yield f"turned-{orientation}.jpg", jpeg_at(orientation), PUBLISHED
    yield "turned.png", saved(photo(), "PNG", exif=exif(t274=6)), PUBLISHED
    yield "turned.webp", saved(photo(), "WEBP", exif=exif(t274=8)), PUBLISHED
    yield "progressive.jpg", saved(photo(), "JPEG", progressive=True), PUBLISHED
    yield "restarts.jpg", saved(photo(), "JPEG", restart_marker_rows=1), PUBLISHED
    yield "of-two.mpo.jpg", mpo(), PUBLISHED
    yield "interlaced.png", saved(photo(), "PNG", interlace=True), PUBLISHED
    yield "deflated.tif", saved(photo(), "TIFF", compression="tiff_deflate"), PUBLISHED
    yield "of-pages.tif", saved(photo(), "TIFF", save_all=True, append_images=[photo(), photo()]), PUBLISHED
    yield "fax.tif", saved(photo("1"), "TIFF", compression="group4"), PUBLISHED
    yield "broken-profile.jpg", with_profile("RGB", b"no profile at all"), PUBLISHED
    yield "broken-profile-cmyk.jpg", with_profile("CMYK", b"\0" * 200), PUBLISHED
    yield "profile-of-other-mode.png", with_profile("RGB", lab_profile(), "PNG"), PUBLISHED
    yield "broken-exif.jpg", saved(photo(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 90), PUBLISHED
    yield "texts.png", text_png(), PUBLISHED
    yield "film-behind.jpg", saved(photo(), "JPEG") + b"\0\0\0\x18ftypmp42" + b"GPSLatitude" * 50, PUBLISHED
    yield "png-named.jpg", saved(photo(), "PNG"), PUBLISHED
    yield "jpeg-named.png", saved(photo(), "JPEG"), PUBLISHED
    yield "webp-named.gif", saved(photo(), "WEBP"), PUBLISHED


def _oddly_sized() -> Iterator[tuple[str, bytes, str]]:
    for width, height in ((1, 1), (1, 3000), (3000, 1), (40, 20_000), (20_000, 40), (7, 5), (481, 2), (5000, 3)):
        yield f"size-{width}x{height}.png", saved(photo("RGB", (width, height)), "PNG"), PUBLISHED
    yield "bomb.png", png(20_000, 20_000, 1, rows=b""), REFUSED
    yield "flat.png", png(2_000_000_000, 1, 1, rows=b""), REFUSED
    yield "none.png", png(0, 0, rows=b""), REFUSED
    yield "large-progressive.jpg", _large_progressive(), REFUSED


def _large_progressive() -> bytes:
    """The head of a progressive JPEG of 60 megapixels: it would be held whole in memory."""
    head = saved(photo(), "JPEG", progressive=True)
    at = head.index(b"\xff\xc2")
    return head[: at + 5] + struct.pack(">HH", 7000, 9000) + head[at + 9 :]


def _moving() -> Iterator[tuple[str, bytes, str]]:
    for form, name in (("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png"), ("AVIF", "avif")):
        yield f"moving.{name}", animation(form), PUBLISHED
    clear = photo("RGBA", (90, 60))
    yield "moving-clear.gif", saved(clear, "GIF", save_all=True, append_images=[clear.rotate(9)]), PUBLISHED
    yield "hurried.gif", animation("GIF", 2)[:-1] + b";", PUBLISHED
    yield "endless.gif", _endless(), REFUSED
    yield "slow.gif", _endless(60, 3000), REFUSED
    yield "growing.gif", _growing(), REFUSED
    yield "moving-cut.gif", animation("GIF", 6)[:-700], REFUSED


def _endless(count: int = 20_000, side: int = 900) -> bytes:
    """Many frames in a few kilobytes, on a large screen."""
    one = b"\x2c\0\0\0\0\1\0\1\0\0\x02\x02\x44\x01\x00"
    head = b"GIF89a" + struct.pack("<HH", side, side) + b"\x80\0\0\0\0\0\xff\xff\xff"
    return head + one * count + b";"


def _growing() -> bytes:
    """A second frame that says it is larger than the screen."""
    one = b"\x2c\0\0\0\0\1\0\1\0\0\x02\x02\x44\x01\x00"
    two = b"\x2c\0\0\0\0" + struct.pack("<HH", 9000, 9000) + b"\0\x02\x02\x44\x01\x00"
    head = b"GIF89a" + struct.pack("<HH", 20, 20) + b"\x80\0\0\0\0\0\xff\xff\xff"
    return head + one + two + b";"


def _drawings() -> Iterator[tuple[str, bytes, str]]:
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    safe = {
        "plain.svg": svg(),
        "box.svg": svg(attributes='viewBox="0 0 120 80"'),
        "no-size.svg": svg(attributes=""),
        "millimetres.svg": svg(attributes='width="210mm" height="297mm"'),
        "per-cent.svg": svg(attributes='width="100%" viewBox="0 0 30 10"'),
        "doctype.svg": svg(head='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">'),
        "own-link.svg": svg(f'<g {link}><use xlink:href="#a"/></g>'),
        "style.svg": svg("<style>rect{fill:url(#a)}</style>"),
    }
    active = {
        "script.svg": svg("<script>alert(1)</script>"),
        "handler.svg": svg('<rect onload="alert(1)"/>'),
        "prefixed-script.svg": svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
        "page.svg": svg("<foreignObject><p/></foreignObject>"),
        "javascript.svg": svg(f'<a {link} xlink:href="javascript:alert(1)"/>'),
        "outside.svg": svg('<image href="https://elsewhere.example/x.png"/>'),
        "import.svg": svg("<style>@import 'https://elsewhere.example/x.css'</style>"),
        "moves-a-link.svg": svg('<set attributeName="href" to="javascript:alert(1)"/>'),
        "laughs.svg": svg(head='<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'),
        "deep.svg": svg("<g>" * 100_000 + "</g>" * 100_000),
        "cut.svg": svg()[:-6],
        "no-namespace.svg": b'<svg width="9" height="9"/>',
        "packed.svg": b"\x1f\x8b\x08\0" + bytes(40),
        "named.jpg": svg(),
        "named.png": svg("<script>alert(1)</script>"),
    }
    yield from ((name, content, PUBLISHED) for name, content in safe.items())
    yield from ((f"active-{name}", content, REFUSED) for name, content in active.items())


def _broken() -> Iterator[tuple[str, bytes, str]]:
    whole = {
        "jpg": saved(photo(), "JPEG"),
        "png": saved(photo(), "PNG"),
        "webp": saved(photo(), "WEBP"),
        "avif": saved(photo(), "AVIF"),
        "tif": saved(photo(), "TIFF", compression="tiff_lzw"),
        "gif": saved(photo("P"), "GIF"),
    }
    for name, content in whole.items():
        yield f"half.{name}", content[: len(content) // 2], REFUSED
        yield f"head-only.{name}", content[:24], REFUSED
    middle = len(whole["png"]) // 2
    yield "bad-sum.png", whole["png"][:middle] + b"\0\0\0\0" + whole["png"][middle + 4 :], PUBLISHED
    yield "empty.jpg", b"", REFUSED
    yield "zeros.jpg", bytes(5000), REFUSED
    yield "only-start.jpg", b"\xff\xd8\xff", REFUSED


def _something_else() -> Iterator[tuple[str, bytes, str]]:
    others = {
        "page.jpg": b"<!doctype html><script>alert(1)</script>",
        "text.png": "Ceci n’est pas une image.".encode(),
        "document.jpg": b"%PDF-1.7\n",
        "letter.jpg": b"PK\x03\x04" + bytes(200),
        "film.jpg": b"\0\0\0\x18ftypmp42" + bytes(200),
        "photoshop.jpg": b"8BPS\0\1" + bytes(200),
        "bitmap.jpg": saved(photo("RGB", (9, 9)), "BMP"),
        "icon.png": saved(photo("RGBA", (16, 16)), "ICO"),
        "later.jpg": b"\xff\x0a" + bytes(200),
    }
    yield from ((f"other-{name}", content, REFUSED) for name, content in others.items())
