"""What a page costs those who open it, and its EcoIndex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

STYLE = re.compile(r"<link\b(?=[^>]*\srel=\"stylesheet\")[^>]*?\shref=\"([^\"]*)\"", re.IGNORECASE)
ICON = re.compile(r"<link\b(?=[^>]*\srel=\"icon\")[^>]*?\shref=\"([^\"]*)\"", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b[^>]*?\ssrc=\"([^\"]*)\"", re.IGNORECASE)
PICTURE = re.compile(r"<picture\b[^>]*>(.*?)</picture>", re.DOTALL | re.IGNORECASE)
SOURCE = re.compile(r"<source\b(?![^>]*\smedia=)[^>]*?\ssrcset=\"([^\"]*)\"", re.IGNORECASE)
IMAGE = re.compile(r"<(?:img\b[^>]*?\ssrc|video\b[^>]*?\sposter)=\"([^\"]*)\"", re.IGNORECASE)
CANDIDATE = re.compile(r"([^\s,]+)\s+(\d+)w")
PIXELS = 640
"""The width that is taken: half of a usual screen, or a telephone's at its density."""

ELEMENTS = (0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601)
REQUESTS = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920)
KIBIBYTES = (
    *(0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06),
    *(2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26),
)
"""Where the pages of the web stand, by twentieths: EcoIndex's published quantiles."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What is transferred for a page, in bytes: its HTML, its styles, its pictures one by one, and the rest."""

    html: int
    styles: int
    pictures: tuple[int, ...]
    rest: int
    requests: int
    elements: int
    scripts: int = 0

    @property
    def size(self) -> int:
        return self.html + self.styles + sum(self.pictures) + self.rest

    @property
    def ecoindex(self) -> float:
        """From 0 to 100, the best."""
        places = (
            3 * quantile(ELEMENTS, self.elements),
            2 * quantile(REQUESTS, self.requests),
            quantile(KIBIBYTES, self.size / 1024),
        )
        return 100 - 5 * sum(places) / 6


def quantile(limits: Sequence[float], value: float) -> float:
    """Between which two limits a value stands, and how far."""
    for at in range(1, len(limits)):
        if value < limits[at]:
            return at - 1 + (value - limits[at - 1]) / (limits[at] - limits[at - 1])
    return len(limits) - 1


def loaded(html: str) -> Iterator[tuple[str, str]]:
    """What a page loads by itself, each once, and as what: picture, style, script or rest."""
    seen: set[str] = set()
    kinds = {"style": STYLE.findall(html), "rest": ICON.findall(html), "script": SCRIPT.findall(html)}
    for kind, links in {"picture": pictures(html), **kinds}.items():
        for link in map(unescape, links):
            if link not in seen and not link.startswith("data:"):
                seen.add(link)
                yield kind, link


def pictures(html: str) -> list[str]:
    """The pictures that a page shows, of several sizes the one that is mostly taken."""
    return IMAGE.findall(PICTURE.sub(lambda found: f'<img src="{_taken(found[1])}">', html))


def _taken(held: str) -> str:
    """The file that a browser takes of a <picture>: the first kind, about as wide as it needs."""
    source = SOURCE.search(held)
    sizes = sorted((int(each[2]), each[1]) for each in CANDIDATE.finditer(source[1])) if source else []
    if sizes:
        return next((link for width, link in reversed(sizes) if width <= PIXELS), sizes[0][1])
    image = IMAGE.search(held)
    return source[1].split()[0] if source and source[1].split() else image[1] if image else ""
