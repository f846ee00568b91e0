"""One brand colour in, the colours of a site out, light and dark, with contrast solved and not hoped for.

Colours are derived in OKLCH (lightness, chroma, hue; Björn Ottosson's OKLab) and written in sRGB.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pelicasso.schema.section import Colour, Section, titled

TEXT, COMPONENT = 4.5, 3.0
"""The contrast that WCAG 2.2 asks of text, and of what is no text but must be seen (1.4.3, 1.4.11)."""
GROUNDS = ("paper", "tint")
"""What text stands on; in the dark also `deep`."""
TEXTS = {"ink": 11.0, "muted": 5.6, "brand": 5.2, "pen": 4.8}
"""The contrast that each colour of text holds on every ground."""
EDGE = 3.4
"""The contrast of the edge of a field or a button on every ground."""
ON_POP = 7.0
"""The contrast of `ink` on the coloured field of a look, and in the dark of `pen`: nothing else stands there."""

WARM = 82.0
"""The hue of the dark's ink, whatever the brand."""
BRIGHT = 0.7
"""The lightness from which a brand is a ground for dark letters, not a colour of letters."""
WHITE = "#ffffff"


class Oklch(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.4, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


class Scheme(Section):
    """What a look adds to the brand colour: `palette` in its theme.yaml. Unsaid, it is the warm one of `base`."""

    paper_hue: float = titled(82.0, en="The paper's hue, 0 to 360.", fr="La teinte du papier.", ge=0, le=360)
    paper_chroma: float = titled(
        0.014, en="How coloured the paper is.", fr="L’intensité de la couleur du papier.", ge=0, le=0.03
    )
    tint: Colour | None = titled(
        en="Tinted bands; unsaid, a deeper paper.", fr="Les bandes teintées ; sinon, un papier plus soutenu."
    )
    pen: Colour = titled("#ce4d2d", en="The second ink, beside a cool brand.", fr="La seconde encre.")
    pop: Colour | None = titled(en="The coloured field, if the look has one.", fr="L’aplat vif, s’il y en a un.")


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
        apart = {name: (each, self.dark[name]) for name, each in self.light.items() if each != self.dark[name]}
        both = {name: f"light-dark({light},{night})" for name, (light, night) in apart.items()}
        later = _declared({"color-scheme": scheme, **{f"--{name}": each for name, each in both.items()}})
        first = _declared({f"--{name}": each for name, each in self.light.items()})
        return f":root{{{first}}}@supports (color:light-dark(red,red)){{:root{{{later}}}}}"


def palette(brand: str, scheme: Scheme | None = None) -> Palette:
    """The palette of a brand colour, `#rgb` or `#rrggbb`, in a look."""
    scheme = scheme or Scheme()
    colour = to_oklch(brand)
    deep = to_hex(Oklch(0.33, min(colour.chroma, 0.09), colour.hue))
    return Palette(_light(brand, colour, scheme) | {"deep": deep}, _dark(colour, scheme, deep) | {"deep": deep})


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour and the ground that it stands on, with the contrast asked for and those that they have.

    `light` or `dark` is None where the two never meet.
    """

    name: str
    ground: str
    asked: float
    light: float | None
    dark: float | None

    @property
    def holds(self) -> bool:
        return all(each is None or each >= self.asked for each in (self.light, self.dark))


def pairs(made: Palette) -> list[Pair]:
    """Every pair of colours that a style may use, with its contrast."""
    return [_pair(made, *each) for each in _met("pop" in made.light)]


def _met(has_pop: bool) -> Iterator[tuple[str, str, float]]:
    for ground in (*GROUNDS, "deep"):
        yield from ((text, ground, TEXT) for text in TEXTS)
        yield "edge", ground, COMPONENT
    if has_pop:
        yield from (("ink", "pop", TEXT), ("pen", "pop", TEXT))
    yield "on-accent", "accent", TEXT
    yield "paper", "ink", TEXT


def _pair(made: Palette, name: str, ground: str, asked: float) -> Pair:
    in_the_dark_only = ground == "deep" or (name, ground) == ("pen", "pop")
    light = None if in_the_dark_only else contrast(made.light[name], made.light[ground])
    return Pair(name, ground, asked, light, contrast(made.dark[name], made.dark[ground]))


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


def _light(brand: str, colour: Oklch, scheme: Scheme) -> dict[str, str]:
    _, chroma, hue = colour
    paper = to_hex(Oklch(0.986, scheme.paper_chroma, scheme.paper_hue))
    tint = scheme.tint or to_hex(Oklch(0.955, scheme.paper_chroma * 2, scheme.paper_hue))
    grounds, pop, pen = (paper, tint), _pop(brand, colour, scheme), _pen(colour, scheme)
    text = _solved(colour, _on(grounds, TEXTS["brand"]), -1)
    own = {
        "paper": paper,
        "tint": tint,
        "line": to_hex(Oklch(0.865, scheme.paper_chroma * 2, scheme.paper_hue)),
        "ink": _solved(
            Oklch(0.27, min(chroma * 0.45, 0.05), hue), _on(grounds, TEXTS["ink"]) | _on(pop.values(), ON_POP), -1
        ),
        "muted": _solved(Oklch(0.52, min(chroma * 0.3, 0.03), hue), _on(grounds, TEXTS["muted"]), -1),
        "edge": _solved(Oklch(0.7, 0.02, hue), _on(grounds, EDGE), -1),
        "brand": text,
        "pen": _solved(pen._replace(lightness=min(pen.lightness, 0.6)), _on(grounds, TEXTS["pen"]), -1),
    }
    return own | pop | _light_button(brand, colour, own, is_field=bool(pop))


def _light_button(brand: str, colour: Oklch, own: Mapping[str, str], *, is_field: bool) -> dict[str, str]:
    """A bright brand stays so on buttons, under dark letters, unless it is already the ground that they stand on."""
    if colour.lightness <= BRIGHT:
        return {"accent": own["brand"], "on-accent": WHITE}
    if is_field:
        return {"accent": own["pen"], "on-accent": WHITE}
    return {"accent": _long(brand), "on-accent": _solved(Oklch(0.3, 0.06, colour.hue), {brand: 7}, -1)}


def _dark(colour: Oklch, scheme: Scheme, deep: str) -> dict[str, str]:
    lightness, chroma, hue = colour
    paper = to_hex(Oklch(0.19, min(chroma * 0.22, 0.03), hue))
    tint = to_hex(Oklch(0.24, min(chroma * 0.26, 0.036), hue))
    pop = {"pop": to_hex(Oklch(0.36, min(chroma, 0.14), hue))} if scheme.pop else {}
    grounds, on_pop = (paper, tint, deep), _on(pop.values(), ON_POP)
    text = _solved(Oklch(max(lightness, 0.7), min(chroma, 0.12), hue), _on(grounds, 7), 1)
    pen = to_oklch(scheme.pop) if scheme.pop else _pen(colour, scheme)
    pen = Oklch(max(pen.lightness, 0.74), min(pen.chroma, 0.16), pen.hue)
    return {
        "paper": paper,
        "tint": tint,
        "line": to_hex(Oklch(0.38, min(chroma * 0.3, 0.04), hue)),
        "ink": _solved(Oklch(0.92, 0.016, WARM), _on(grounds, 10.5) | on_pop, 1),
        "muted": _solved(Oklch(0.7, 0.02, WARM), _on(grounds, TEXTS["muted"]), 1),
        "edge": _solved(Oklch(0.5, 0.02, hue), _on(grounds, EDGE), 1),
        "brand": text,
        "pen": _solved(pen, _on(grounds, TEXTS["pen"]) | on_pop, 1),
        "accent": text,
        "on-accent": _solved(Oklch(0.24, 0.03, hue), {text: 6}, -1),
        **pop,
    }


def _pop(brand: str, colour: Oklch, scheme: Scheme) -> dict[str, str]:
    """The coloured field: the brand itself where it is bright and full, else that of the look."""
    own = colour.lightness > 0.75 and colour.chroma > 0.08
    return {"pop": _long(brand if own else scheme.pop)} if scheme.pop else {}


def _pen(colour: Oklch, scheme: Scheme) -> Oklch:
    """The second ink, for small touches: the look's own, or the brand itself where that is warm or grey."""
    own = to_oklch(scheme.pen)
    distance = (colour.hue - own.hue + 180) % 360 - 180
    return colour if colour.chroma < 0.02 or -60 < distance < 45 else own


def _on(grounds: Iterable[str], wanted: float) -> dict[str, float]:
    return dict.fromkeys(grounds, wanted)


def _solved(colour: Oklch, wanted: Mapping[str, float], direction: int) -> str:
    """The colour, darkened (-1) or lightened (1) until it holds the wanted contrast on every ground."""
    for step in range(101):
        lightness = min(max(colour.lightness + direction * step / 100, 0), 1)
        found = to_hex(colour._replace(lightness=lightness))
        if all(contrast(found, ground) >= ratio for ground, ratio in wanted.items()):
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
