"""What a rendered page holds of others: forms, frames and scripts; its policy and the privacy page are made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

FORM = re.compile(r"<form\b[^>]*\saction=\"([a-z]+:[^\"]+)\"", re.I)
FRAME = re.compile(r"\sdata-frame=\"(https?://[^\"]+)\"", re.I)
"""A frame that opens on demand: its address stands where the script of frames finds it."""
PICTURE = re.compile(r"<picture>(?:<source\b[^>]*>)*<img\b[^>]*?\ssrc=\"([^\"]+)\"")
"""What the page shows, in the one file that every reader knows; a logo in the header is no picture of the page."""
SCRIPT = re.compile(r"<script\b[^>]*\ssrc=\"([^\"]+)\"", re.I)


@dataclass(frozen=True, slots=True)
class Held:
    """What one page holds: the addresses of its forms that lead outside, its frames, its scripts and its pictures."""

    forms: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()

    @classmethod
    def of(cls, html: str) -> Held:
        """Read it from the page as it is published."""
        patterns = (FORM, FRAME, SCRIPT, PICTURE)
        return cls(*(tuple(dict.fromkeys(map(unescape, each.findall(html)))) for each in patterns))


@dataclass
class Record:
    """What the pages of a site hold, by the link to each; filled while they are rendered."""

    pages: dict[str, Held] = field(default_factory=dict)

    def frames(self) -> dict[str, list[str]]:
        """The hosts of frames, each with the links to its pages."""
        return _by_host((page, each.frames) for page, each in self.pages.items() if each.frames)

    def forms(self) -> dict[str, list[str]]:
        """The hosts that forms are sent to, each with the links to its pages; an e-mail form has none."""
        return _by_host((page, each.forms) for page, each in self.pages.items() if each.forms)


def _by_host(addresses: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for page, held in addresses:
        for host in dict.fromkeys(urlsplit(each).hostname or "" for each in held):
            found.setdefault(host, []).append(page)
    return dict(sorted(found.items()))
