"""One brand colour in, the colours of a site out, light and dark, with contrast solved and not hoped for.

Colours are derived in OKLCH (lightness, chroma, hue; Björn Ottosson's OKLab) and written in sRGB.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

GROUNDS = ("paper", "tint")
"""What text stands on; in the dark also `deep`."""
TEXTS = {"ink": 11.0, "muted": 5.6, "brand": 5.2, "pen": 4.8}
"""The contrast that each colour of text holds on every ground."""
EDGE = 3.4
"""The contrast of the edge of a field or a button on every ground."""

PAPER_HUE = 82
"""Warm paper, whatever the brand."""
TERRACOTTA = 35.0
WHITE = "#ffffff"


class Oklch(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.4, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a site by their name, once for light and once for dark surroundings, as `#rrggbb`."""

    light: Mapping[str, str]
    dark: Mapping[str, str]

    @property
    def theme_colours(self) -> tuple[str, str]:
        """The colour of the browser's bar, light and dark."""
        return self.light["paper"], self.dark["paper"]

    def css(self, dark: str = "auto") -> str:
        """Custom properties, for `dark` auto, light or dark; old browsers get the light ones."""
        scheme = {"auto": "light dark"}.get(dark, dark)
        both = {name: f"light-dark({self.light[name]},{self.dark[name]})" for name in self.light}
        later = _declared({"color-scheme": scheme, **{f"--{name}": each for name, each in both.items()}})
        first = _declared({f"--{name}": each for name, each in self.light.items()})
        return f":root{{{first}}}@supports (color:light-dark(red,red)){{:root{{{later}}}}}"


def palette(brand: str) -> Palette:
    """The palette of a brand colour, `#rgb` or `#rrggbb`."""
    colour = to_oklch(brand)
    deep = to_hex(Oklch(0.33, min(colour.chroma, 0.09), colour.hue))
    return Palette(_light(brand, colour) | {"deep": deep}, _dark(colour, deep) | {"deep": deep})


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def to_oklch(colour: str) -> Oklch:
    """An sRGB colour, `#rgb` or `#rrggbb`, in OKLCH."""
    linear = _linear(colour)
    long, medium, short = (math.cbrt(_dot(row, linear)) for row in LMS)
    lightness, a, b = (_dot(row, (long, medium, short)) for row in LAB)
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def to_hex(colour: Oklch) -> str:
    """The sRGB colour of this lightness and hue, with as much of the chroma as sRGB can show."""
    if _fits(_linear_rgb(colour)):
        return _written(colour)
    least, most = 0.0, colour.chroma
    while most - least > 0.001:
        middle = (least + most) / 2
        least, most = (middle, most) if _fits(_linear_rgb(colour._replace(chroma=middle))) else (least, middle)
    return _written(colour._replace(chroma=least))


def _light(brand: str, colour: Oklch) -> dict[str, str]:
    paper, tint = to_hex(Oklch(0.986, 0.014, PAPER_HUE)), to_hex(Oklch(0.955, 0.028, PAPER_HUE))
    grounds, (lightness, chroma, hue) = (paper, tint), colour
    text = _solved(colour, grounds, TEXTS["brand"], -1)
    bright = lightness > 0.7
    pen = _pen(colour)
    return {
        "paper": paper,
        "tint": tint,
        "line": to_hex(Oklch(0.865, 0.028, PAPER_HUE)),
        "ink": _solved(Oklch(0.27, min(chroma * 0.45, 0.05), hue), grounds, TEXTS["ink"], -1),
        "muted": _solved(Oklch(0.52, min(chroma * 0.3, 0.03), hue), grounds, TEXTS["muted"], -1),
        "edge": _solved(Oklch(0.7, 0.02, hue), grounds, EDGE, -1),
        "brand": text,
        "pen": _solved(pen._replace(lightness=min(pen.lightness, 0.6)), grounds, TEXTS["pen"], -1),
        "accent": _long(brand) if bright else text,
        "on-accent": _solved(Oklch(0.3, 0.06, hue), (brand,), 7, -1) if bright else WHITE,
    }


def _dark(colour: Oklch, deep: str) -> dict[str, str]:
    lightness, chroma, hue = colour
    paper = to_hex(Oklch(0.19, min(chroma * 0.22, 0.03), hue))
    tint = to_hex(Oklch(0.24, min(chroma * 0.26, 0.036), hue))
    grounds = (paper, tint, deep)
    text = _solved(Oklch(max(lightness, 0.7), min(chroma, 0.12), hue), grounds, 7, 1)
    pen = _pen(colour)
    light_pen = Oklch(max(pen.lightness, 0.74), min(pen.chroma, 0.16), pen.hue)
    return {
        "paper": paper,
        "tint": tint,
        "line": to_hex(Oklch(0.38, min(chroma * 0.3, 0.04), hue)),
        "ink": _solved(Oklch(0.92, 0.016, PAPER_HUE), grounds, 10.5, 1),
        "muted": _solved(Oklch(0.7, 0.02, PAPER_HUE), grounds, TEXTS["muted"], 1),
        "edge": _solved(Oklch(0.5, 0.02, hue), grounds, EDGE, 1),
        "brand": text,
        "pen": _solved(light_pen, grounds, TEXTS["pen"], 1),
        "accent": text,
        "on-accent": _solved(Oklch(0.24, 0.03, hue), (text,), 6, -1),
    }


def _pen(colour: Oklch) -> Oklch:
    """The second ink, for small touches: terracotta, or the brand itself where that is warm or grey."""
    distance = (colour.hue - TERRACOTTA + 180) % 360 - 180
    return colour if colour.chroma < 0.02 or -60 < distance < 45 else Oklch(0.59, 0.17, TERRACOTTA)


def _solved(colour: Oklch, grounds: Iterable[str], wanted: float, direction: int) -> str:
    """The colour, darkened (-1) or lightened (1) until the contrast holds on every ground."""
    for step in range(101):
        lightness = min(max(colour.lightness + direction * step / 100, 0), 1)
        found = to_hex(colour._replace(lightness=lightness))
        if min(contrast(found, each) for each in grounds) >= wanted:
            break
    return found


# From linear sRGB to the cones' answers and to OKLab, and back (Ottosson 2020, https://bottosson.github.io/posts/oklab/).
LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
LMS_OF_LAB = (
    (1, 0.3963377774, 0.2158037573),
    (1, -0.1055613458, -0.0638541728),
    (1, -0.0894841775, -1.2914855480),
)
RGB_OF_LMS = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def _linear_rgb(colour: Oklch) -> tuple[float, ...]:
    angle = math.radians(colour.hue)
    lab = (colour.lightness, colour.chroma * math.cos(angle), colour.chroma * math.sin(angle))
    cones = [_dot(row, lab) ** 3 for row in LMS_OF_LAB]
    return tuple(_dot(row, cones) for row in RGB_OF_LMS)


def _fits(linear: Iterable[float]) -> bool:
    return all(-0.0001 <= each <= 1.0001 for each in linear)


def _written(colour: Oklch) -> str:
    return "#" + "".join(f"{round(255 * _encoded(min(max(each, 0), 1))):02x}" for each in _linear_rgb(colour))


def _long(colour: str) -> str:
    digits = colour.removeprefix("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(each * 2 for each in digits))


def _linear(colour: str) -> tuple[float, ...]:
    return tuple(_decoded(each / 255) for each in bytes.fromhex(_long(colour)[1:]))


def _luminance(colour: str) -> float:
    return _dot((0.2126, 0.7152, 0.0722), _linear(colour))


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def _dot(first: Sequence[float], second: Sequence[float]) -> float:
    return sum(one * other for one, other in zip(first, second, strict=True))


def _declared(properties: Mapping[str, str]) -> str:
    return "".join(f"{name}:{value};" for name, value in properties.items())
