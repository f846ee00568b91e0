"""A gallery of odd pictures: each is published as its pixels alone, or refused by name; none crashes, none hangs."""

from __future__ import annotations

import hashlib
import importlib.util
import io
from pathlib import Path

import pytest
from PIL import Image

from pelicasso.kit.pictures.cache import Memory
from pelicasso.kit.pictures.made import Made
from pelicasso.kit.pictures.pictures import Original, Pictures
from pelicasso.schema import SiteError
from pelicasso.site.messages import Messages

SPEC = importlib.util.spec_from_file_location("odd_pictures", Path(__file__).with_name("odd_pictures.py"))
assert SPEC is not None
assert SPEC.loader is not None
odd_pictures = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(odd_pictures)
GALLERY: list[tuple[str, bytes, str]] = list(odd_pictures.gallery())
PUBLISHED = [(name, content) for name, content, verdict in GALLERY if verdict == odd_pictures.PUBLISHED]
REFUSED = [(name, content) for name, content, verdict in GALLERY if verdict == odd_pictures.REFUSED]


def make(name: str, content: bytes, widths: tuple[int, ...] = (240, 500)) -> tuple[Pictures, Made]:
    pictures = Pictures(Memory(), lambda _: hashlib.sha256(content).hexdigest())
    return pictures, pictures.of(Original(name, Path(name), lambda: io.BytesIO(content)), widths)


def test_the_gallery_is_large_and_names_each_picture_once() -> None:
    assert len({name for name, *_ in GALLERY}) == len(GALLERY) > 100


@pytest.mark.parametrize(("name", "content"), PUBLISHED, ids=[name for name, _ in PUBLISHED])
def test_a_picture_is_published_in_formats_that_browsers_know(name: str, content: bytes) -> None:
    pictures, made = make(name, content)
    for each in made.files:
        body = pictures.cache.body(made.key, each.name)
        assert isinstance(body, bytes)
        if each.mime == "image/svg+xml":
            assert body.startswith(b"<svg ")
            continue
        with Image.open(io.BytesIO(body)) as again:
            assert Image.MIME[str(again.format)] == each.mime
            assert again.size == (each.width, each.height)
            assert again.width <= made.traits.width
            again.load()
            assert not {"icc_profile", "exif", "xmp", "comment", "Author"} & again.info.keys()


@pytest.mark.parametrize(("name", "content"), REFUSED, ids=[name for name, _ in REFUSED])
def test_what_can_not_be_published_is_refused_by_its_name(name: str, content: bytes) -> None:
    with pytest.raises(SiteError) as refused:
        make(name, content)
    (finding,) = refused.value.findings
    assert name in Messages("fr").line(finding)
    assert Messages("fr").hint(finding)
