"""QR codes, drawn in the page itself: no file, no request, sharp on paper."""

from __future__ import annotations

import segno
from markupsafe import Markup

from pelicasso.kit.markup import markup

QUIET = 4
"""Modules left free around it, as readers ask for."""


def qr(text: str, title: str) -> Markup:
    """A QR code of a text as an SVG element; `title` says what it is. Black on white, a sixth of it may be hidden."""
    code = segno.make(text, error="m", micro=False)
    return markup(
        code.svg_inline(
            border=QUIET, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None, title=title
        )
    )
