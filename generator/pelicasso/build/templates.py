"""The compiled templates of a site, kept from one build to the next: compiling takes longer than a small site's pages.

What is kept is code, as the templates of a site's own are: of a stranger's site nothing is read nor kept.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import CodeType

from pelicasso.build.code import code_digest
from pelicasso.build.pictures import is_writable
from pelicasso.kit.renderer import COMPILED
from pelicasso.site.model import Site

FILE = ".pelicasso/cache/templates/compiled.bin"
SIZE = 16
"""Bytes of a digest."""
MOST = 1000
"""Templates that are kept."""


def load_templates(site: Site) -> None:
    """Take over what an earlier build compiled, unless it is broken or other code made it."""
    if not site.trusted:
        return
    with suppress(OSError):
        kept = (site.folder / FILE).read_bytes()
        made_by, digest, codes = kept[:SIZE], kept[SIZE : 2 * SIZE], kept[2 * SIZE :]
        if made_by == code_digest() and digest == _digest(codes):
            COMPILED.take(marshal.loads(codes))


def keep_templates(site: Site) -> None:
    """Keep what was compiled since; a folder that can't be written is let be."""
    codes = COMPILED.codes
    if site.trusted and COMPILED.fresh and len(codes) <= MOST and is_writable(site.folder):
        with suppress(OSError):
            _write(site.folder / FILE, codes)


def _write(file: Path, codes: Mapping[str, tuple[str, CodeType]]) -> None:
    said = marshal.dumps(dict(codes))
    file.parent.mkdir(parents=True, exist_ok=True)
    (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    beside = file.with_name(f".{file.name}")
    beside.write_bytes(code_digest() + _digest(said) + said)
    beside.replace(file)
    COMPILED.fresh.clear()


def _digest(codes: bytes) -> bytes:
    return blake2b(codes, digest_size=SIZE).digest()
