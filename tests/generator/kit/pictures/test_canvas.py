"""Letters on a ground: in the middle, as large as fits, whatever the language."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from pelicasso.kit.pictures.canvas import Canvas, fitted, legible

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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Œuvre\u202f: « Łódź »", "Œuvre\u00a0: « Łódź »"),
        ("Fête 🎉 du canal 👨‍👩‍👧", "Fête du canal"),
        ("جمعية", ""),
        ("Café جمعية", ""),
        ("🎉", ""),
    ],
)
def test_a_text_is_legible_when_the_typeface_has_its_letters(text: str, said: str) -> None:
    assert legible(text) == said


def test_lines_are_broken_between_words_and_about_as_long() -> None:
    lines = fitted("Un quatrième jardin ouvre derrière l’écluse", (600, 300), (80, 60, 40))
    assert " ".join(lines.lines) == "Un quatrième jardin ouvre derrière l’écluse"
    assert lines.height <= 300
    lengths = [len(each) for each in lines.lines]
    assert max(lengths) <= 2 * min(lengths)


def test_what_fits_at_no_size_is_cut_and_a_long_word_is_broken() -> None:
    lines = fitted("motsansespace" * 40, (300, 100), (40, 30))
    assert lines.size == 30
    assert lines.height <= 105
    assert lines.lines[-1].endswith("…")


@pytest.mark.parametrize("text", ["motsansespace" * 100_000, "un mot " * 100_000])
def test_a_text_without_end_costs_no_more_than_what_is_seen_of_it(text: str) -> None:
    lines = fitted(text, (1072, 466), (96, 40))
    assert lines.height <= 466
    assert lines.lines[-1].endswith("…")


def test_a_picture_is_as_light_as_is_asked() -> None:
    canvas = Canvas(600, 400, "#ffffff")
    canvas.cover(Image.effect_noise((600, 400), 90).convert("RGB"), (0, 0, 600, 400))
    assert len(canvas.jpeg(60_000)) <= 60_000
