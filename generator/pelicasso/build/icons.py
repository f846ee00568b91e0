"""The site's icons: from the logo, else the association's initials on its colour."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path

from pelicasso.build.pictures import SitePictures
from pelicasso.kit.assets import Assets
from pelicasso.kit.context import Icons, Picture
from pelicasso.kit.links import href
from pelicasso.kit.palette import Palette
from pelicasso.kit.pictures.drawing import cleaned, drawing_size
from pelicasso.kit.pictures.pictures import Original
from pelicasso.site.model import Site
from pelicasso.site.paths import Found, SafeFolder
from pelicasso.site.reader import FILE

ICON = 96
"""Pixels: shown at 48 at most, for screens of double density; the header shows the same file where it can."""
WORTH_A_FILE = 1000
"""Bytes that the header must save for a file of its own, which costs a request."""
LARGEST = 400
"""Pixels: a logo is opened no larger."""
TOUCH = 180
"""Pixels: the size that home screens of phones ask for."""


class IconMaker:
    """Makes the icons of a site and publishes them among its assets."""

    def __init__(self, site: Site, assets: Assets, palette: Palette, pictures: SitePictures) -> None:
        self.site = site
        self.assets = assets
        self.palette = palette
        self.pictures = pictures

    def make(self) -> Icons:
        logo = self.site.organisation.logo
        if logo is None:
            return self._of_initials()
        name = f"content/{logo}"
        found = _found(SafeFolder(self.site.folder).resolve(name, FILE, self.site.line("organisation", "logo")), name)
        return self._of_drawing(found) if logo.lower().endswith(".svg") else self._of_picture(found)

    def _of_initials(self) -> Icons:
        colours = (self.palette.light["brand"], self.palette.light["paper"])
        letters = "".join(_capitals(self.site.organisation.name))[:2] or "•"
        icon = self._address("icon.svg", initials(letters, *colours).encode())
        settings = (letters, colours, TOUCH)
        (drawn,) = self.pictures.drawn(None, settings, ["touch.png"], lambda _: [_letters(*settings)])
        touch = self._address("touch.png", drawn)
        manifest = self._manifest([(icon, "any", "image/svg+xml"), (touch, f"{TOUCH}x{TOUCH}", "image/png")])
        return Icons(icon, "image/svg+xml", touch, manifest, None)

    def _of_drawing(self, found: Found) -> Icons:
        with found.absolute.open("rb") as file:
            size = drawing_size(file, found.path)
            icon = self._address("logo.svg", cleaned(file, found.path))
        manifest = self._manifest([(icon, "any", "image/svg+xml")])
        return Icons(icon, "image/svg+xml", None, manifest, Picture(icon, "", *size))

    def _of_picture(self, found: Found) -> Icons:
        ground = self.palette.light["paper"]
        settings = (ICON, TOUCH, ground)
        names = ["logo.png", "logo.webp", "icon.png", "touch.png"]
        drawn = self.pictures.drawn(found, settings, names, lambda original: _drawn(original, ground))
        logo, photo, square, touched = drawn
        width, height = struct.unpack(">II", logo[16:24])
        is_photo = len(logo) - len(photo) > WORTH_A_FILE
        shown = self._address("logo.webp", photo) if is_photo else self._address("logo.png", logo)
        icon = shown if width == height and not is_photo else self._address("icon.png", square)
        touch = self._address("touch.png", touched)
        manifest = self._manifest([(icon, f"{ICON}x{ICON}", "image/png"), (touch, f"{TOUCH}x{TOUCH}", "image/png")])
        return Icons(icon, "image/png", touch, manifest, Picture(shown, "", width, height))

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


def initials(letters: str, ground: str, ink: str) -> str:
    """An SVG of one or two letters on a rounded ground."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="14" fill="{ground}"/>'
        f'<text x="32" y="32" fill="{ink}" font-family="Georgia, serif" font-size="{34 if len(letters) == 1 else 28}" '
        f'text-anchor="middle" dominant-baseline="central">{letters}</text></svg>'
    )


def _letters(letters: str, colours: tuple[str, str], side: int) -> bytes:
    """The same as a picture, for home screens, which round the corners themselves."""
    from pelicasso.kit.pictures.canvas import Canvas

    ground, ink = colours
    canvas = Canvas(side, side, ground)
    canvas.text(letters, (side // 5, side // 4, side - side // 5, side - side // 4), ink)
    return canvas.png()


def _drawn(original: Original | None, ground: str) -> list[bytes]:
    """The logo twice, the logo on a square, and the square for home screens, which know no transparency."""
    from pelicasso.kit.pictures.formats import encoded, flat_png, flattened, on_square
    from pelicasso.kit.pictures.raster import whole
    from pelicasso.kit.pictures.settings import WEBP

    if original is None:
        return []
    picture = whole(original.opened, original.name, LARGEST)
    logo = picture.copy()
    logo.thumbnail((ICON * 4, ICON))
    touch = flattened(on_square(picture, TOUCH, margin=12), ground)
    return [flat_png(logo), encoded(logo, WEBP), flat_png(on_square(picture, ICON)), flat_png(touch)]


def _found(file: Path, name: str) -> Found:
    status = file.stat()
    return Found(name, file, status.st_size, status.st_mtime_ns)


def _capitals(name: str) -> Iterator[str]:
    """The first letters of the words that carry the name: « Les Mains vertes du canal » gives M, V, C."""
    small = {"les", "des", "aux", "pour", "dans", "avec", "sur", "the", "and", "for", "une", "association"}
    words = re.findall(r"[^\W\d_]{3,}", name) or re.findall(r"\w+", name)
    carrying = [each for each in words if each.lower() not in small] or words
    yield from (each[0].upper() for each in carrying)
