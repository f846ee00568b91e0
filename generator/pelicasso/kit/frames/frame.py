"""What a frame is: where it leads, who receives what, and what its page may do in ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from pelicasso.kit.context import FrameView, Picture
from pelicasso.site.model import Site

SCRIPTS = "allow-scripts allow-same-origin allow-popups"
"""Every one of these pages is a program; it keeps to its own origin, which is never ours."""

PAYING = f"{SCRIPTS} allow-forms allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation allow-downloads"
"""A payment is confirmed at the bank, on a page of its own, and ends in a file to print."""


class Kind(StrEnum):
    """What a frame shows."""

    VIDEO = "video"
    SOUND = "sound"
    FORM = "form"
    PAYMENT = "payment"
    TICKETS = "tickets"
    MAP = "map"


SANDBOX = {
    Kind.VIDEO: f"{SCRIPTS} allow-presentation",
    Kind.SOUND: f"{SCRIPTS} allow-presentation",
    Kind.FORM: f"{SCRIPTS} allow-forms",
    Kind.PAYMENT: PAYING,
    Kind.TICKETS: PAYING,
    Kind.MAP: SCRIPTS,
}
ALLOW = {
    Kind.VIDEO: "autoplay; fullscreen; picture-in-picture; encrypted-media",
    Kind.SOUND: "autoplay; encrypted-media",
    Kind.MAP: "fullscreen",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of a third party in a frame: `address` is what the frame loads, `page` where a plain link leads.

    `height` is in pixels, None where the shape says it; `is_upright` is a video filmed on a telephone.
    """

    provider: str
    kind: Kind
    address: str
    page: str
    height: int | None = None
    is_upright: bool = False

    @property
    def host(self) -> str:
        """Who receives what the visitor's browser sends."""
        return urlsplit(self.address).hostname or ""

    def is_of(self, site: Site) -> bool:
        """Whether it is a page of the site's own host, where nothing would hold it back."""
        return self.host == urlsplit(site.address or "").hostname

    def view(
        self, title: str, *, picture: Picture | None = None, duration: str = "", height: int | None = None
    ) -> FrameView:
        """The frame as the theme's component shows it."""
        return FrameView(
            title=title,
            kind=self.kind.value,
            provider=self.provider,
            host=self.host,
            address=self.address,
            page=self.page,
            sandbox=SANDBOX[self.kind],
            allow=ALLOW.get(self.kind, ""),
            height=height or self.height,
            is_upright=self.is_upright,
            picture=picture,
            duration=duration,
        )
