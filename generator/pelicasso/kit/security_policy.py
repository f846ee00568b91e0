"""The Content-Security-Policy of a page: what it holds, and nothing else (W3C CSP Level 3)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MARK = "pelicasso-security-policy"
"""Stands in the head while the rest of the page is rendered."""

FORM = re.compile(r"<form\b[^>]*\baction=\"(https?://[^\"]+)\"", re.I)


def security_policy(html: str) -> str:
    """The policy for a rendered page: scripts, styles and pictures of its own, forms to the hosts they name."""
    forms = sorted({f"{parts.scheme}://{parts.netloc}" for each in FORM.findall(html) if (parts := urlsplit(each))})
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
            "frame-src 'none'",
            " ".join(("form-action 'self'", *forms)),
            "base-uri 'none'",
        )
    )


def with_policy(html: str) -> str:
    """The page with its policy where the mark stood."""
    return html.replace(MARK, security_policy(html), 1)
