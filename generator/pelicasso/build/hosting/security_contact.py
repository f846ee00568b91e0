"""`security.txt` (RFC 9116): whom to tell of a weakness, and until when that holds."""

from __future__ import annotations

from pelicasso.kit.links import absolute
from pelicasso.site.model import Site

ADDRESS = "/.well-known/security.txt"


def security_contact(site: Site, contact: str) -> str:
    """The file. It expires within the year that is asked for, and is the same for all days of a month."""
    canonical = absolute(site, ADDRESS)
    lines = [
        f"Contact: {contact}",
        f"Expires: {site.day.year + 1}-{site.day.month:02}-01T00:00:00Z",
        f"Preferred-Languages: {site.language}",
        *([f"Canonical: {canonical}"] if canonical else []),
    ]
    return "\n".join((*lines, ""))
