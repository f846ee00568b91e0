"""What must hold in every rendered site: links lead somewhere, nothing of the source's syntax is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from pelicasso.schema import Finding, error

LINK = re.compile(r"<(?!base\b)[a-z][^>]*?\s(?:href|src)=\"([^\"]*)\"", re.I)
LEFTOVER = re.compile(r"<p>\s*///|\{(?:filename|static|attach|tag|category|author|index)\}")
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.S)


def check_rendered(files: Mapping[str, bytes | Path], base: str) -> Iterator[Finding]:
    """The findings on a rendered tree: `files` by their names in the output, `base` the path of the site's address."""
    names = frozenset(files)
    for name, content in files.items():
        if name.endswith(".html") and isinstance(content, bytes):
            html = content.decode()
            yield from _dead(name, html, names, base)
            if found := LEFTOVER.search(CODE.sub("", html)):
                yield error("syntax_left", _said(name), value=found[0])


def _dead(name: str, html: str, names: frozenset[str], base: str) -> Iterator[Finding]:
    for link in dict.fromkeys(LINK.findall(html)):
        path = unescape(link).partition("#")[0].partition("?")[0]
        if path.startswith("/") and not path.startswith("//") and not _stands(unquote(path), names, base):
            yield error("dead_link_in_page", _said(name), target=link)


def _stands(path: str, names: frozenset[str], base: str) -> bool:
    if not path.startswith(f"{base}/"):
        return False
    inner = path.removeprefix(base).lstrip("/")
    return inner in names or (f"{inner}index.html" in names and (not inner or inner.endswith("/")))


def _said(name: str) -> str:
    return f"output/{name}"
