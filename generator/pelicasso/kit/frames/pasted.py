"""What people paste for an address: the address itself, without its beginning, or a whole `<iframe …>`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import SplitResult, parse_qsl, urlsplit

from pelicasso.schema.section import refuse

SNIPPET = re.compile(r"<iframe\b[^>]*?\s(?:data-)?src\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I | re.S)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
SHORT = frozenset(
    re.findall(
        r"\S+",
        "bit.ly fb.watch forms.gle frama.link goo.gl huit.re link.deezer.com lstu.fr maps.app.goo.gl on.soundcloud.com"
        " spoti.fi spotify.link t.co tinyurl.com urlr.me urlz.fr",
    )
)
"""Hosts of short links, which don't say what they lead to."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """An https address in its parts."""

    address: str
    host: str
    path: str
    query: Mapping[str, str]
    fragment: str = ""

    def match(self, pattern: str) -> re.Match[str] | None:
        """The path, when all of it fits, with or without a final slash."""
        return re.fullmatch(pattern, self.path.rstrip("/") or "/")


def read_pasted(text: str) -> Pasted:
    """Read an address out of what was pasted; what is none is refused with a code of the catalogue."""
    written = _written(text.strip())
    parts = _parts(written)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme == "http":
        raise refuse("frame_not_https", value=written, proposal=f"https{written[4:]}")
    if parts.scheme != "https" or parts.username or parts.port not in (None, 443) or not HOST.fullmatch(host):
        raise refuse("frame_no_address", value=written)
    if host in SHORT:
        raise refuse("frame_short_link", value=host)
    return Pasted(written, host, parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), parts.fragment)


def _written(text: str) -> str:
    """The address within what was pasted, its beginning added."""
    if text.startswith("<") and (found := SNIPPET.search(text)):
        text = unescape(next(filter(None, found.groups()), "")).strip()
    elif text.lower().startswith("<script"):
        raise refuse("frame_is_script")
    text = text.strip("<>").strip()
    if text.startswith("//"):
        return f"https:{text}"
    return text if re.match(r"[a-z]+:", text, re.I) else f"https://{text}"


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise refuse("frame_no_address", value=address) from None
    if re.search(r"[\s<>\"'\\]", address):
        raise refuse("frame_no_address", value=address)
    return parts
