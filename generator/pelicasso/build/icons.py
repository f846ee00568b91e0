"""The site's icons: from the logo, else the association's initials on its colour."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from pelicasso.build.photos import measure
from pelicasso.kit.assets import Assets
from pelicasso.kit.context import Icons, Picture
from pelicasso.kit.links import href
from pelicasso.kit.palette import Palette
from pelicasso.site.model import Site
from pelicasso.site.paths import SafeFolder
from pelicasso.site.reader import FILE

ICON = 96
"""Pixels: shown at 48 at most, for screens of double density; the header shows the same file."""
TOUCH = 180
"""Pixels: the size that home screens of phones ask for."""


class IconMaker:
    """Makes the icons of a site and publishes them among its assets."""

    def __init__(self, site: Site, assets: Assets, palette: Palette) -> None:
        self.site = site
        self.assets = assets
        self.palette = palette

    def make(self) -> Icons:
        logo = self.site.organisation.logo
        if logo is None:
            return self._of_initials()
        line = self.site.line("organisation", "logo")
        file = SafeFolder(self.site.folder).resolve(f"content/{logo}", FILE, line)
        size = measure(file, f"content/{logo}")
        return self._of_drawing(file, size) if file.suffix.lower() == ".svg" else self._of_picture(file)

    def _of_initials(self) -> Icons:
        drawing = initials(self.site.organisation.name, self.palette.light["brand"], self.palette.light["paper"])
        icon = self._address("icon.svg", drawing.encode())
        return Icons(icon, "image/svg+xml", None, self._manifest([(icon, "any", "image/svg+xml")]), None)

    def _of_drawing(self, file: Path, size: tuple[int, int]) -> Icons:
        icon = self._address("logo.svg", file.read_bytes())
        manifest = self._manifest([(icon, "any", "image/svg+xml")])
        return Icons(icon, "image/svg+xml", None, manifest, Picture(icon, "", *size))

    def _of_picture(self, file: Path) -> Icons:
        with Image.open(file) as opened:
            picture = opened.convert("RGBA")
        logo = picture.copy()
        logo.thumbnail((ICON * 4, ICON), Image.Resampling.LANCZOS)
        shown = self._address("logo.png", _png(logo))
        square = logo.width == logo.height
        icon = shown if square else self._address("icon.png", _png(_squared(picture, ICON)))
        ground = Image.new("RGBA", (TOUCH, TOUCH), self.palette.light["paper"])
        ground.alpha_composite(_squared(picture, TOUCH, margin=12))
        touch = self._address("touch.png", _png(ground.convert("RGB")))
        manifest = self._manifest([(icon, f"{ICON}x{ICON}", "image/png"), (touch, f"{TOUCH}x{TOUCH}", "image/png")])
        return Icons(icon, "image/png", touch, manifest, Picture(shown, "", *logo.size))

    def _manifest(self, icons: list[tuple[str, str, str]]) -> str:
        organisation = self.site.organisation
        manifest = {
            "name": organisation.name,
            "short_name": organisation.short_name or organisation.name,
            "start_url": href(self.site, "/"),
            "scope": href(self.site, "/"),
            "display": "browser",
            "lang": self.site.language,
            "background_color": self.palette.light["paper"],
            "theme_color": self.palette.light["paper"],
            "icons": [{"src": src, "sizes": sizes, "type": kind} for src, sizes, kind in icons],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        return self._address("site.webmanifest", text.encode())

    def _address(self, name: str, content: bytes) -> str:
        return href(self.site, self.assets.publish(name, content))


def initials(name: str, ground: str, ink: str) -> str:
    """An SVG of one or two letters on a rounded ground."""
    letters = "".join(_capitals(name))[:2] or "•"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="14" fill="{ground}"/>'
        f'<text x="32" y="32" fill="{ink}" font-family="Georgia, serif" font-size="{34 if len(letters) == 1 else 28}" '
        f'text-anchor="middle" dominant-baseline="central">{letters}</text></svg>'
    )


def _capitals(name: str) -> Iterator[str]:
    """The first letters of the words that carry the name: « Les Mains vertes du canal » gives M, V, C."""
    small = {"les", "des", "aux", "pour", "dans", "avec", "sur", "the", "and", "for", "une", "association"}
    words = re.findall(r"[^\W\d_]{3,}", name) or re.findall(r"\w+", name)
    carrying = [each for each in words if each.lower() not in small] or words
    yield from (each[0].upper() for each in carrying)


def _squared(picture: Image.Image, side: int, margin: int = 0) -> Image.Image:
    inner = picture.copy()
    inner.thumbnail((side - 2 * margin, side - 2 * margin), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", (side, side))
    ground.alpha_composite(inner, ((side - inner.width) // 2, (side - inner.height) // 2))
    return ground


def _png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
