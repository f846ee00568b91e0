"""The contrasts of a colour as lines for a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from pelicasso.build.theme import scheme, theme_folder
from pelicasso.gallery.gallery import gallery_site
from pelicasso.kit.palette import Pair, pairs, palette
from pelicasso.schema import SiteError, error


def contrasts(folder: Path, colour: str, word: Callable[..., str]) -> Iterator[str]:
    """Every pair of the palette of a colour, in the look of the site in a folder or in the usual one."""
    if not re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", colour):
        raise SiteError(error("bad_gallery_colour", value=colour), exit_code=2)
    made = palette(colour, scheme(theme_folder(gallery_site(folder))))
    yield f"{word('gallery.head'):50} {word('gallery.light'):>8} {word('gallery.dark'):>8}"
    for each in pairs(made):
        yield _line(each, word)


def _line(pair: Pair, word: Callable[..., str]) -> str:
    said = word("gallery.pair", name=f"--{pair.name}", ground=f"--{pair.ground}")
    ratios = " ".join(f"{each:8.1f}" if each else f"{'–':>8}" for each in (pair.light, pair.dark))
    return f"{said:50} {ratios}" if pair.holds else f"{said:50} {ratios}  {word('gallery.failed')}"
