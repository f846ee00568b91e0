"""Draws a card in the colours of the site: kicker, title, facts, the logo, and a picture beside them or above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from pelicasso.kit.pictures.canvas import Box, Canvas, Lines

REVISION = 1
"""To be raised when the same words are drawn otherwise."""
HEAVIEST = 60_000
"""Bytes of a card."""
COLOURS = ("paper", "ink", "muted", "brand", "accent", "on-accent")
DOTS = 200
"""An inch, of a poster."""
TITLES = (96, 84, 74, 66, 58, 52, 46, 40)
SMALL = (34, 30, 26)
MARGIN, BAND, GAP = 64, 104, 22
"""Pixels of a card: beside its text, of the band below with the association's name, between unlike lines."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands on a card; a poster has an `address`, to be read and to be scanned."""

    kicker: str
    title: str
    facts: tuple[str, ...]
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A size, with the boxes of the picture, and of the text beside one and alone; `scale` is that of its letters."""

    width: int
    height: int
    picture: Box
    text: Box
    text_alone: Box
    band: int = BAND
    scale: float = 1

    def sizes(self, sizes: Sequence[int]) -> list[int]:
        return [round(each * self.scale) for each in sizes]


SHAPES = {
    "card": Shape(1200, 630, (730, 0, 1200, 526), (MARGIN, 40, 690, 506), (MARGIN, 40, 1136, 506)),
    "square": Shape(1080, 1080, (0, 0, 1080, 560), (MARGIN, 580, 1016, 960), (MARGIN, 60, 1016, 960), scale=1.1),
    "poster": Shape(1654, 2339, (0, 0, 1654, 900), (130, 940, 1524, 1760), (130, 130, 1524, 1760), 540, 1.8),
}
"""The poster is an A4 at 200 dots an inch."""


def drawn(said: Said, colours: Sequence[str], names: Sequence[str], size: str, opened: Sequence[Image | None]) -> bytes:
    """The card as a JPEG, the poster as a PDF; `names` say what each opened picture is: logo, picture."""
    from pelicasso.kit.pictures.canvas import Canvas

    shape, pictures = SHAPES[size], dict(zip(names, opened, strict=True))
    colour = dict(zip(COLOURS, colours, strict=True))
    canvas = Canvas(shape.width, shape.height, colour["paper"])
    picture, logo = pictures.get("picture"), pictures.get("logo")
    if picture is not None:
        canvas.cover(picture, shape.picture)
    box = shape.text if picture is not None else shape.text_alone
    if not _text(canvas, said, colour, box, shape) and logo is not None:
        canvas.inside(logo, box)
    if said.address:
        _foot(canvas, said, colour, shape)
        return canvas.pdf(DOTS)
    _band(canvas, said.name, colour, shape, logo)
    return canvas.jpeg(HEAVIEST)


def _text(canvas: Canvas, said: Said, colour: dict[str, str], box: Box, shape: Shape) -> bool:
    """Kicker, title and facts, in the middle of their box from top to bottom; whether there is any."""
    left, top, right, bottom = box
    parts = list(_parts(said, right - left, bottom - top, shape))
    gap = round(GAP * shape.scale)
    at = (top + bottom - sum(lines.height + gap for lines, _ in parts) + gap) // 2
    for lines, name in parts:
        canvas.lines(lines, (left, at), colour[name])
        at += lines.height + gap
    return bool(parts)


def _parts(said: Said, width: int, height: int, shape: Shape) -> Iterator[tuple[Lines, str]]:
    """Of a title that the typeface has no letters for, the association's name is left."""
    from pelicasso.kit.pictures.canvas import fitted, legible

    title = legible(said.title)
    kicker, *facts = (legible(each) if title else "" for each in (said.kicker, *said.facts))
    told, small = " · ".join(filter(None, facts)), shape.sizes(SMALL)
    room = height - round((60 * bool(kicker) + 108 * bool(told)) * shape.scale)
    if kicker:
        yield fitted(kicker, (width, small[0]), small), "brand"
    if shown := title or legible(said.name):
        yield fitted(shown, (width, room), shape.sizes(TITLES), leading=1.08), "ink"
    if told:
        yield fitted(told, (width, round(80 * shape.scale)), small, weight=500), "muted"


def _band(canvas: Canvas, name: str, colour: dict[str, str], shape: Shape, logo: Image | None) -> None:
    """The association's name on its colour, behind its logo."""
    from pelicasso.kit.pictures.canvas import fitted, legible

    top = shape.height - BAND
    canvas.ground((0, top, shape.width, shape.height), colour["accent"])
    left = MARGIN
    if logo is not None:
        canvas.ground((MARGIN - 8, top + 8, MARGIN + 96, shape.height - 8), colour["paper"])
        canvas.inside(logo, (MARGIN, top + 12, MARGIN + 88, shape.height - 12))
        left = MARGIN + 124
    if said := legible(name):
        lines = fitted(said, (shape.width - MARGIN - left, 84), SMALL)
        canvas.lines(lines, (left, top + (BAND - lines.height) // 2), colour["on-accent"])


def _foot(canvas: Canvas, said: Said, colour: dict[str, str], shape: Shape) -> None:
    """The QR code of a poster, and beside it the name and the address."""
    from pelicasso.kit.pictures.canvas import fitted, legible

    top = shape.height - shape.band
    canvas.ground((0, top, shape.width, shape.height), colour["accent"])
    canvas.code(said.address, (130, top + 70, 530, top + 470))
    at, address = top + 80, said.address.partition("://")[2].rstrip("/")
    for text, sizes, weight in ((legible(said.name), (72, 60, 50), 700), (address, (44, 38, 32), 500)):
        if text:
            lines = fitted(text, (shape.width - 590 - 90, 200), sizes, weight)
            canvas.lines(lines, (590, at), colour["on-accent"])
            at += lines.height + 30
