"""A picture that is drawn for others than the pages, such as the card of a page that is shared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelicasso.site.paths import Found

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST = 1200
"""Pixels: what a drawing is made of is opened no wider."""

Draw = Callable[[Sequence["Image | None"]], bytes]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file to draw: `name` ends its address, `settings` and the `originals` decide how it looks.

    `draw` is given the originals in their order, None in place of one that can't be drawn.
    """

    name: str
    settings: object
    originals: tuple[Found, ...]
    draw: Draw
