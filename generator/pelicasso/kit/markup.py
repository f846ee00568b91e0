"""The one place where text becomes markup: what comes in is HTML that the build made or cleaned."""

from __future__ import annotations

from markupsafe import Markup


def markup(html: str) -> Markup:
    """HTML that is known to be safe, for a template."""
    return Markup(html)
