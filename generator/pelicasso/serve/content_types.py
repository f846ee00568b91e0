"""The content type of a file by its name, the same on every machine."""

from __future__ import annotations

from mimetypes import MimeTypes
from pathlib import PurePosixPath

HTML = "text/html; charset=utf-8"
MISSING_IN_PYTHON_3_11 = {
    ".avif": "image/avif",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
TEXTS = ("text/", "application/json", "application/manifest+json", "application/xml", "image/svg+xml")
SEEN = ("text/css", "text/javascript", "image/", "font/", "audio/", "video/")

# An instance knows Python's own table only, and not what the system's registry says.
_KNOWN = MimeTypes()


def content_type(name: str) -> str:
    """The content type of a file, with its encoding where it is a text."""
    suffix = PurePosixPath(name).suffix.lower()
    found = MISSING_IN_PYTHON_3_11.get(suffix) or _KNOWN.types_map[True].get(suffix, "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith(TEXTS) else found


def is_seen(name: str) -> bool:
    """Say whether a file changes how the page looks that names it: a feed, for one, does not."""
    return content_type(name).startswith(SEEN)
