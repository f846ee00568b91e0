"""The widths that a picture is made in: those that the page's layout uses, and never more than it has."""

from __future__ import annotations

from collections.abc import Sequence

TALLEST = 8000
"""Pixels; WebP knows no more than 16 383."""
NEAR = 0.9
"""A width so near to the picture's own is left out, the own taken instead."""
FALLBACK = 960
"""The width for browsers that know JPEG and PNG alone."""


def widths(width: int, height: int, asked: Sequence[int]) -> tuple[int, ...]:
    """The widths to make of a picture, from small to large."""
    largest = min(width, max(asked), max(1, TALLEST * width // height))
    smaller = [each for each in sorted(asked) if each < largest * NEAR]
    return (*smaller, largest)


def height_at(width: int, of: tuple[int, int]) -> int:
    """The height of a picture of this size when it is as wide."""
    return max(1, round(of[1] * width / of[0]))


def fallback_of(made: Sequence[int]) -> int:
    """The one width of the fallback."""
    return max((each for each in made if each <= FALLBACK), default=made[0])
