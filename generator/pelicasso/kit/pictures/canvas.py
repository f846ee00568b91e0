"""Draws what no photo shows: letters on a ground, in a typeface that comes with us."""

from __future__ import annotations

import io
from functools import cache
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from pelicasso.kit.pictures.formats import png

TYPEFACE = Path(__file__).with_name("typeface")
"""Atkinson Hyperlegible Next, variable in weight; its licence (OFL) stands beside it."""
PARTS = ("latin", "latin-ext")
BOLD = 700

Box = tuple[int, int, int, int]


class Canvas:
    """A ground of one colour to draw on; boxes are left, top, right, bottom in pixels."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self._picture = Image.new("RGB", (width, height), ground)

    def text(self, text: str, box: Box, colour: str, weight: int = BOLD) -> None:
        """One line in the middle of a box, as large as fits."""
        left, top, right, bottom = box
        size = float(bottom - top)
        letters = _letters(text, size, weight)
        while letters.width > right - left or letters.height > bottom - top:
            size *= min(0.98, (right - left) / letters.width, (bottom - top) / letters.height)
            letters = _letters(text, size, weight)
        place = ((left + right - letters.width) // 2, (top + bottom - letters.height) // 2)
        self._picture.paste(colour, (*place, place[0] + letters.width, place[1] + letters.height), letters)

    def png(self) -> bytes:
        return png(self._picture)


def _letters(text: str, size: float, weight: int) -> Image.Image:
    """A line as a mask, with no room around it."""
    pieces = _pieces(text, size, weight)
    room = ceil(size) * 2
    mask = Image.new("L", (room + sum(ceil(font.getlength(piece)) for piece, font in pieces), 2 * room))
    draw, at = ImageDraw.Draw(mask), room / 2
    for piece, font in pieces:
        draw.text((at, room), piece, 255, font, anchor="ls")
        at += font.getlength(piece)
    return mask.crop(mask.getbbox() or (0, 0, 1, 1))


def _pieces(text: str, size: float, weight: int) -> list[tuple[str, FreeTypeFont]]:
    """The text in pieces, each with the part of the typeface that has its letters."""
    pieces: list[tuple[str, str]] = []
    for letter in text:
        part = next((each for each in PARTS if _has(each, letter)), PARTS[0])
        if pieces and pieces[-1][1] == part:
            pieces[-1] = (pieces[-1][0] + letter, part)
        else:
            pieces.append((letter, part))
    return [(piece, _font(part, size, weight)) for piece, part in pieces]


@cache
def _content(part: str) -> bytes:
    return (TYPEFACE / f"{part}.woff2").read_bytes()


@cache
def _font(part: str, size: float, weight: int) -> FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(_content(part)), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def _has(part: str, letter: str) -> bool:
    """Whether a part of the typeface draws a letter otherwise than as what is missing."""
    font = _font(part, 40.0, BOLD)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\ufdd0"))
