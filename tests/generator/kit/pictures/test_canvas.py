"""Letters on a ground: in the middle, as large as fits, whatever the language."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from pelicasso.kit.pictures.canvas import Canvas

BOX = (36, 45, 144, 135)


def drawn(text: str) -> tuple[int, int, int, int]:
    """The box that the letters fill."""
    canvas = Canvas(180, 180, "#000000")
    canvas.text(text, BOX, "#ffffff")
    with Image.open(io.BytesIO(canvas.png())) as picture:
        assert picture.size == (180, 180)
        found = ImageChops.difference(picture.convert("L"), Image.new("L", picture.size)).getbbox()
    assert found is not None
    return found


@pytest.mark.parametrize("text", ["MV", "É", "ŁÓ", "W•", "Association", "gj"])
def test_letters_stand_in_the_middle_of_their_box(text: str) -> None:
    left, top, right, bottom = drawn(text)
    assert left >= BOX[0] - 1
    assert top >= BOX[1] - 1
    assert right <= BOX[2] + 1
    assert bottom <= BOX[3] + 1
    assert abs((left + right) - (BOX[0] + BOX[2])) <= 3
    assert abs((top + bottom) - (BOX[1] + BOX[3])) <= 3


def test_letters_are_as_large_as_fits() -> None:
    _, top, _, bottom = drawn("I")
    assert bottom - top > 60
    left, _, right, _ = drawn("Association")
    assert right - left > 100


def test_letters_of_both_parts_of_the_typeface_are_drawn_as_themselves() -> None:
    missing = drawn("\u4e2d")
    assert drawn("Ł") != missing
    assert drawn("É") != missing
