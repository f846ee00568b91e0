"""The kinds of files that a stranger may publish: known by name and by their first bytes, inert in a browser."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

Signs = tuple[tuple[int, bytes], ...]
"""Where in the file these bytes stand; one of them is enough."""

_FTYP: Signs = ((4, b"ftyp"),)
_OGG: Signs = ((0, b"OggS"),)
_ZIP: Signs = ((0, b"PK\x03\x04"),)
_OFFICE: Signs = ((0, b"\xd0\xcf\x11\xe0"),)
_WEBM: Signs = ((0, b"\x1a\x45\xdf\xa3"),)

INERT: dict[str, Signs] = {
    ".jpg": ((0, b"\xff\xd8\xff"),),
    ".jpeg": ((0, b"\xff\xd8\xff"),),
    ".png": ((0, b"\x89PNG\r\n\x1a\n"),),
    ".gif": ((0, b"GIF87a"), (0, b"GIF89a")),
    ".webp": ((8, b"WEBP"),),
    ".avif": _FTYP,
    ".ico": ((0, b"\0\0\1\0"),),
    ".pdf": ((0, b"%PDF-"),),
    ".mp3": ((0, b"ID3"), (0, b"\xff")),
    ".m4a": _FTYP,
    ".aac": ((0, b"\xff"),),
    ".flac": ((0, b"fLaC"),),
    ".wav": ((8, b"WAVE"),),
    ".oga": _OGG,
    ".ogg": _OGG,
    ".opus": _OGG,
    ".ogv": _OGG,
    ".mp4": _FTYP,
    ".m4v": _FTYP,
    ".mov": (*_FTYP, (4, b"moov"), (4, b"wide"), (4, b"mdat")),
    ".webm": _WEBM,
    ".weba": _WEBM,
    ".woff": ((0, b"wOFF"),),
    ".woff2": ((0, b"wOF2"),),
    ".ttf": ((0, b"\0\1\0\0"), (0, b"true")),
    ".otf": ((0, b"OTTO"),),
}
"""Pictures, PDF, audio, video, fonts."""

DOCUMENTS: dict[str, Signs] = {
    **dict.fromkeys((".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx", ".epub", ".zip"), _ZIP),
    **dict.fromkeys((".doc", ".xls", ".ppt"), _OFFICE),
    ".rtf": ((0, b"{\\rtf"),),
}
"""What a browser hands to another program; published where a page links to it."""

TEXTS = frozenset({".txt"})
LINKED_TEXTS = frozenset({".txt", ".csv", ".ics", ".vcf", ".vtt", ".srt"})
WELL_KNOWN = frozenset({"", ".txt", ".json"})

_ACTIVE = re.compile(
    r"\.(?:[sx]?html?|xht|svgz?|xml|xslt?|m?js|wasm|swf|css|php\d?|pht\w*|phar|cgi|pl|py|rb|sh|aspx?|jspx?|htaccess)\b",
    re.I,
)
HEAD = 512


def is_inert(name: str, head: bytes, *, is_static: bool) -> bool:
    """Whether a file that is published under a name does nothing by itself in a browser or on a server.

    `head` are its first bytes; `is_static`: it is there for itself, and no page links to it.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if _ACTIVE.search(name):
        return False
    if suffix in _texts(name, is_static):
        return b"\0" not in head and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    known = INERT if is_static else {**INERT, **DOCUMENTS}
    return any(head.startswith(sign, at) for at, sign in known.get(suffix, ()))


def _texts(name: str, is_static: bool) -> frozenset[str]:
    if name.startswith(".well-known/"):
        return WELL_KNOWN
    return TEXTS if is_static else LINKED_TEXTS
