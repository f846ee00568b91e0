"""The Content-Security-Policy of a page: what it holds, and nothing else (W3C CSP Level 3)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from pelicasso.kit.record import Held

MARK = "pelicasso-security-policy"
"""Stands in the head while the rest of the page is rendered."""


def security_policy(held: Held) -> str:
    """The policy for what a page holds: scripts, styles and pictures of its own, the hosts of its forms and frames."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "media-src 'self'",
            "manifest-src 'self'",
            "connect-src 'self'",
            " ".join(("frame-src", *(_origins(held.frames) or ("'none'",)))),
            " ".join(("form-action 'self'", *_origins(held.forms))),
            "base-uri 'none'",
        )
    )


def _origins(addresses: Iterable[str]) -> list[str]:
    """The origins of addresses; of one without a host its scheme: « mailto: »."""
    parts = map(urlsplit, addresses)
    return sorted({f"{each.scheme}://{each.netloc}" if each.netloc else f"{each.scheme}:" for each in parts})


def with_policy(html: str, held: Held) -> str:
    """The page with its policy where the mark stood."""
    return html.replace(MARK, security_policy(held), 1)
