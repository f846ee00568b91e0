"""Addresses and links: an address is « /agenda/ », a link adds the path of the site, an absolute one its host."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

from pelicasso.site.model import Site

SLUG_LENGTH = 80


def href(site: Site, address: str) -> str:
    """The root-relative link to an address of the site; other links stay as they are."""
    if not address.startswith("/") or address.startswith("//"):
        return address
    path, mark, anchor = address.partition("#")
    return f"{site.base}{_quoted(path)}{mark}{anchor}"


@lru_cache(maxsize=65_536)
def _quoted(path: str) -> str:
    """Asked again and again for the same few: menus, tags, neighbours."""
    return quote(path, safe="/%")


def absolute(site: Site, address: str) -> str | None:
    """The absolute link to an address; None when the site's own address is unknown."""
    if site.address is None:
        return None
    parts = urlsplit(site.address)
    return f"{parts.scheme}://{parts.netloc}{href(site, address)}"


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """A part of an address: letters without accents, digits and hyphens, at most 80 signs; may be empty."""
    spread = re.sub(r"['’ʼ]", "-", text).replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", spread).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) <= SLUG_LENGTH:
        return words
    return words[:SLUG_LENGTH].rsplit("-", 1)[0].strip("-")


def file_name(address: str) -> str:
    """The file of the output that an address is served from."""
    path = address.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
