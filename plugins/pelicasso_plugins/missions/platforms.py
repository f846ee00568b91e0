"""Volunteering platforms, each by the name that people know it by."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform; none of them documents a public way to send it missions [unverified], but API Engagement."""

    name: str
    host: str


PLATFORMS = (
    Platform("France Bénévolat", "francebenevolat.org"),
    Platform("Tous Bénévoles", "tousbenevoles.org"),
    Platform("Bénénova", "benenova.fr"),
    Platform("Diffuz", "diffuz.com"),
    Platform("JeVeuxAider.gouv.fr", "jeveuxaider.gouv.fr"),
)


def platform_of(address: str) -> Platform | None:
    """The platform that an address belongs to."""
    host = host_of(address)
    return next((each for each in PLATFORMS if host == each.host or host.endswith(f".{each.host}")), None)


def name_of(address: str) -> str:
    """« Diffuz » for https://www.diffuz.com/…; the host itself when it isn't known."""
    platform = platform_of(address)
    return platform.name if platform else host_of(address)


def host_of(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
