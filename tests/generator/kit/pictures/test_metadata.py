"""What pictures tell besides what they show is in no byte that is published."""

from __future__ import annotations

import io
import struct
import zlib
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from pelicasso.kit.pictures.cache import Memory
from pelicasso.kit.pictures.pictures import Original, Pictures
from pelicasso.kit.pictures.probe import probe, tells_position

SECRET = "MARQUE-SECRETE"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f'<rdf:Description exif:GPSLatitude="50,42.078N" photoshop:Source="{SECRET}">'
    "<dc:creator><rdf:Seq><rdf:li>Hélène Roussel</rdf:li></rdf:Seq></dc:creator>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()
MARKS = (
    SECRET.encode(),
    SECRET.encode("utf-16-be"),
    SECRET.encode("utf-16-le"),
    b"Exif",
    b"EXIF",
    b"eXIf",
    b"GPS",
    b"xmpmeta",
    b"http://ns.adobe.com",
    b"Photoshop",
    b"8BIM",
    b"ICC_PROFILE",
    b"iCCP",
    b"ICCP",
    b"acsp",
    b"tEXt",
    b"iTXt",
    b"zTXt",
    b"tIME",
    b"XMP ",
    b"Roussel",
    b"\xff\xfe",
)
"""What metadata begin with, and what was written into them; the last is the comment of a JPEG."""


def tagged(form: str, size: tuple[int, int] = (900, 700), **more: object) -> bytes:
    """A picture with all that its format can carry."""
    stream = io.BytesIO()
    colour = Image.merge("RGB", [Image.linear_gradient("L").resize(size)] * 3)
    colour.paste((180, 40, 40), (0, 0, 300, 300))
    colour.save(stream, form, **_tags(form), **more)
    return stream.getvalue()


def _tags(form: str) -> dict[str, object]:
    exif = Image.Exif()
    exif[0x010E] = exif[0x0131] = SECRET
    exif[0x013B] = "Hélène Roussel".encode()
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 42.0, 4.68), 3: "E", 4: (3.0, 9.0, 54.7)})
    exif.get_ifd(0x8769)[0x9286] = SECRET.encode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tags: dict[str, object] = {"exif": exif, "icc_profile": profile, "xmp": XMP}
    if form == "JPEG":
        tags["comment"] = SECRET
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        info.add_text("Comment", SECRET)
        info.add_text("Author", SECRET, zip=True)
        tags |= {"pnginfo": info}
        del tags["xmp"]
    if form == "GIF":
        return {"comment": SECRET.encode()}
    if form == "TIFF":
        tags = {"tiffinfo": {270: SECRET, 315: SECRET, 700: XMP, 34675: profile, 33723: SECRET.encode()}}
    return tags


def with_thumbnail() -> bytes:
    """A JPEG whose EXIF holds another JPEG, as cameras write it, and a film behind its end, as telephones do."""
    small = io.BytesIO()
    Image.new("RGB", (160, 120), (9, 200, 9)).save(small, "JPEG", comment=SECRET)
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\x0e\0\x02\x02\x01\0\x04\0\0\0\x01\0\0\0\x2c\x02\x02\0\x04\0\0\0\x01"
    exif += struct.pack(">I", len(small.getvalue())) + bytes(8) + small.getvalue()
    stream = io.BytesIO()
    Image.new("RGB", (900, 700), (90, 90, 200)).save(stream, "JPEG", exif=exif)
    return stream.getvalue() + b"\0\0\0\x18ftypmp42" + SECRET.encode()


FILES = {
    "photo.jpg": tagged("JPEG"),
    "vignette.jpg": with_thumbnail(),
    "photo.png": tagged("PNG"),
    "photo.webp": tagged("WEBP"),
    "photo.avif": tagged("AVIF"),
    "photo.tif": tagged("TIFF"),
    "photo.gif": tagged("GIF"),
    "petite.jpg": tagged("JPEG", (300, 200)),
    "petite.png": tagged("PNG", (300, 200)),
    "petite.webp": tagged("WEBP", (300, 200)),
    "petite.gif": tagged("GIF", (300, 200)),
    "animée.gif": tagged("GIF", save_all=True, append_images=[Image.new("RGB", (900, 700))]),
    "animée.png": tagged("PNG", save_all=True, append_images=[Image.new("RGB", (900, 700))]),
    "animée.webp": tagged("WEBP", save_all=True, append_images=[Image.new("RGB", (900, 700))]),
    "dessin.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'inkscape:export-filename="/home/roussel/{SECRET}.png" width="90" height="60"><!-- {SECRET} -->'
        f"<metadata>{SECRET}</metadata><title>{SECRET}</title><rect width='9' height='9'/></svg>"
    ).encode(),
}

if find_spec("pillow_heif") is not None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    FILES["photo.heic"] = tagged("HEIF")
    FILES["petite.heic"] = tagged("HEIF", (300, 200))


@pytest.mark.parametrize("name", FILES)
def test_no_byte_that_is_published_tells_more_than_the_picture(name: str) -> None:
    content = FILES[name]
    assert any(mark in content for mark in MARKS), "nothing to strip: the test would prove nothing"
    pictures = Pictures(Memory(), lambda _: name)
    original = Original(name, Path(name), lambda: io.BytesIO(content))
    for made in (pictures.of(original, (320, 640)), pictures.full(original)):
        for each in made.files:
            body = pictures.cache.body(made.key, each.name)
            assert isinstance(body, bytes)
            for text in (body, *_unpacked(body)):
                marks = MARKS if each.mime == "image/jpeg" else MARKS[:-1]
                found = [mark for mark in marks if mark in text]
                assert found == [], each.name
            assert body.count(b"\xff\xd8\xff") == (each.mime == "image/jpeg")


def _unpacked(body: bytes) -> list[bytes]:
    """The chunks of a PNG that are compressed, but for its pixels."""
    if not body.startswith(b"\x89PNG"):
        return []
    at, found = 8, []
    while at < len(body):
        length = int.from_bytes(body[at : at + 4], "big")
        if body[at + 4 : at + 8] in {b"zTXt", b"iTXt", b"iCCP"}:
            found.append(zlib.decompress(body[at + 8 : at + 8 + length].split(b"\0\0", 1)[1]))
        at += 12 + length
    return found


@pytest.mark.parametrize(
    "name", sorted({"photo.jpg", "photo.png", "photo.webp", "photo.avif", "photo.heic"} & FILES.keys())
)
def test_a_position_is_seen_in_every_format_that_holds_one(name: str) -> None:
    assert tells_position(io.BytesIO(FILES[name]), name)


def test_a_picture_without_a_position_tells_none() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30)).save(stream, "JPEG", comment="ici")
    assert not tells_position(io.BytesIO(stream.getvalue()), "x.jpg")
    assert not tells_position(io.BytesIO(b"%PDF-1.7"), "x.jpg")


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp"])
def test_a_credit_is_read_with_its_accents(name: str) -> None:
    assert probe(io.BytesIO(FILES[name]), name).credit == "Hélène Roussel"
