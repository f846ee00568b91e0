"""Photos of `content/static` are published as they are: those that tell where they were taken are named."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from pelicasso.build.builder import render_site
from pelicasso.kit.testing import DAY, write_site


def photo(*, has_position: bool) -> bytes:
    exif = Image.Exif()
    if has_position:
        exif.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    Image.new("RGB", (40, 30)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def test_a_photo_that_tells_its_place_is_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "static/ici.jpg": photo(has_position=True),
        "static/nulle-part.jpg": photo(has_position=False),
        "static/faux.jpg": b"GPSLatitude",
        "static/dessin.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "images/ailleurs.jpg": photo(has_position=True),
    }
    built = render_site(write_site(tmp_path, files), day=DAY)
    told = [each.file for each in built.checked("positions") if each.code == "static_file_with_position"]
    assert told == ["content/static/ici.jpg"]
    assert built.files["ici.jpg"] == tmp_path.resolve() / "content/static/ici.jpg"
