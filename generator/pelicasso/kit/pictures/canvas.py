"""Draws what no photo shows: letters and pictures on a ground, in a typeface that comes with us."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil
from pathlib import Path
from time import struct_time

import segno
from PIL import Image, ImageDraw, ImageFont, ImageOps
from PIL.ImageFont import FreeTypeFont

from pelicasso.kit.cut import cut
from pelicasso.kit.pictures.formats import png
from pelicasso.kit.qr import QUIET

TYPEFACE = Path(__file__).with_name("typeface")
"""Atkinson Hyperlegible Next, variable in weight, cut to 400–700 (`fonttools varLib.instancer wght=400:700`), which
saves two fifths; its licence (OFL) stands beside it."""
PARTS = ("latin", "latin-ext")
BOLD = 700
LEADING = 1.16
"""The height of a line, by that of its letters."""
NARROWEST = 0.2
"""The width of the narrowest letter, by the height of a line's letters."""
QUALITIES = (74, 66, 58, 50, 42, 34, 26, 18, 10)
"""Of JPEG, tried one after the other until the file is small enough."""
BLANKS = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", "\u2011": "-"})
"""Signs that the typeface lacks, and what stands for them."""

UNDATED = struct_time((2026, 1, 1, 0, 0, 0, 3, 1, 0))

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Lines:
    """A text, broken into lines of a size."""

    lines: tuple[str, ...]
    size: int
    weight: int
    leading: float

    @property
    def height(self) -> int:
        return round(self.size * self.leading * len(self.lines))


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

    def lines(self, lines: Lines, place: tuple[int, int], colour: str) -> None:
        """Lines of text, from the left and the top."""
        draw = ImageDraw.Draw(self._picture)
        for number, line in enumerate(lines.lines):
            at, base = float(place[0]), place[1] + round(lines.size * (0.86 + number * lines.leading))
            for piece, font in _pieces(line, lines.size, lines.weight):
                draw.text((at, base), piece, colour, font, anchor="ls")
                at += font.getlength(piece)

    def ground(self, box: Box, colour: str) -> None:
        """A box in one colour."""
        self._picture.paste(colour, box)

    def cover(self, picture: Image.Image, box: Box) -> None:
        """A picture that fills a box; what stands out of it is cut off."""
        left, top, right, bottom = box
        fitted = ImageOps.fit(picture.convert("RGBA"), (right - left, bottom - top), Image.Resampling.BICUBIC)
        self._picture.paste(fitted, (left, top), fitted)

    def inside(self, picture: Image.Image, box: Box) -> int:
        """The whole of a picture, from the left of a box; returns where it ends."""
        left, top, right, bottom = box
        scale = min((right - left) / picture.width, (bottom - top) / picture.height)
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        whole = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).convert("RGBA")
        self._picture.paste(whole, (left, (top + bottom - whole.height) // 2), whole)
        return left + whole.width

    def code(self, text: str, box: Box) -> None:
        """A QR code, black on white."""
        left, top, right, _ = box
        modules = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=QUIET)]
        small = Image.new("1", (len(modules), len(modules)))
        small.putdata([not module for row in modules for module in row])
        self._picture.paste(small.resize((right - left, right - left), Image.Resampling.NEAREST), (left, top))

    def png(self) -> bytes:
        return png(self._picture)

    def pdf(self, dots: int) -> bytes:
        """A page to print, at so many dots an inch; the same drawing gives the same bytes."""
        stream = io.BytesIO()
        self._picture.save(stream, "PDF", resolution=dots, creationDate=UNDATED, modDate=UNDATED)
        return stream.getvalue()

    def jpeg(self, limit: int) -> bytes:
        """As good as at most so many bytes allow."""
        for quality in QUALITIES:
            stream = io.BytesIO()
            self._picture.save(stream, "JPEG", quality=quality, optimize=True)
            if stream.tell() <= limit:
                break
        return stream.getvalue()


def legible(text: str) -> str:
    """A text as the typeface draws it, without signs such as emoji; empty when it lacks letters of it."""
    plain = unicodedata.normalize("NFC", text).translate(BLANKS)
    lacking = {each for each in set(plain) if not any(_has(part, each) for part in PARTS)}
    if any(unicodedata.category(each)[0] in "LMN" and each not in "\ufe0e\ufe0f" for each in lacking):
        return ""
    return " ".join(filter(None, "".join(each for each in plain if each not in lacking).split(" ")))


def fitted(
    text: str, room: tuple[int, int], sizes: Sequence[int], weight: int = BOLD, leading: float = LEADING
) -> Lines:
    """A text in a room, width and height: in the first of the sizes at which it fits, else cut; lines about as long."""
    width, height = room
    text = cut(text, _most(width, height, sizes[-1], leading))
    for size in sizes:
        lines = _wrapped(text, size, weight, width)
        most = max(1, int(height / (size * leading)))
        if len(lines) <= most:
            return Lines(tuple(_balanced(text, size, weight, width, lines)), size, weight, leading)
    kept = (*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size, weight, width))
    return Lines(kept, size, weight, leading)


def _most(width: int, height: int, size: int, leading: float) -> int:
    """More signs than a room holds, so that no time goes to a text without end."""
    return ceil(width / (size * NARROWEST)) * (int(height / (size * leading)) + 1)


def _balanced(text: str, size: int, weight: int, width: int, lines: list[str]) -> list[str]:
    for share in (0.55, 0.65, 0.75, 0.85):
        narrow = _wrapped(text, size, weight, int(width * share))
        if len(narrow) <= len(lines):
            return narrow
    return lines


def _wrapped(text: str, size: int, weight: int, width: int) -> list[str]:
    """Broken between words; a word longer than a line is broken too."""
    lines: list[str] = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if _length(longer, size, weight) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in _unbroken(word, size, weight, width):
            if lines[-1] and _length(lines[-1] + letter, size, weight) > width:
                lines.append("")
            lines[-1] += letter
    return [each for each in lines if each]


def _unbroken(word: str, size: int, weight: int, width: int) -> Sequence[str]:
    """The parts of a word that stay whole: all of it, else what its strokes and hyphens part, else letters."""
    for parts in ([word], re.split(r"(?<=[/-])", word)):
        if all(_length(each, size, weight) <= width for each in parts):
            return parts
    return list(word)


def _cut(line: str, size: int, weight: int, width: int) -> str:
    """As much of it as fits with an ellipsis."""
    while line and _length(f"{line}…", size, weight) > width:
        line = line[:-1].rstrip(",;:. \u00a0")
    return f"{line}…"


@lru_cache(4096)
def _length(text: str, size: int, weight: int) -> float:
    return sum(font.getlength(piece) for piece, font in _pieces(text, size, weight))


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
