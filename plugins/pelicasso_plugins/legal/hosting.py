"""Who hosts the site: what `site.yaml` says, else what is known of the hosts that `site.host` names."""

from __future__ import annotations

from dataclasses import dataclass

from pelicasso.kit import Room
from pelicasso_plugins.legal.config import HostProvider, Legal

KNOWN = {
    "github": (
        "GitHub, Inc.",
        "88 Colin P. Kelly Jr. Street, San Francisco, CA 94107, USA",
        "US",
        "https://github.com",
    ),
    "gitlab": ("GitLab Inc.", "268 Bush Street #350, San Francisco, CA 94104, USA", "US", "https://gitlab.com"),
    "netlify": (
        "Netlify, Inc.",
        "512 2nd Street, Suite 200, San Francisco, CA 94107, USA",
        "US",
        "https://www.netlify.com",
    ),
    "cloudflare": (
        "Cloudflare, Inc.",
        "101 Townsend Street, San Francisco, CA 94107, USA",
        "US",
        "https://www.cloudflare.com",
    ),
    "codeberg": ("Codeberg e.V.", "", "DE", "https://codeberg.org"),
}
"""Name, postal address, country, site; what is not sure is left empty, and asked for."""


@dataclass(frozen=True, slots=True)
class Host:
    """Who hosts the site; `country` is known of a few."""

    name: str
    address: str = ""
    phone: str = ""
    website: str = ""
    country: str = ""


def host_of(room: Room[Legal]) -> Host | None:
    """The host, what was written going first; None when nobody said anything."""
    name, address, country, website = KNOWN.get(room.site.file.site.host or "", ("", "", "", ""))
    given = room.section.host_provider
    if given is None:
        return Host(name, address, "", website, country) if name else None
    if not name or given.name.casefold().split()[0].strip(",.") not in name.casefold():
        return _written(given)
    return Host(given.name, given.address or address, given.phone or "", given.website or website, country)


def _written(given: HostProvider) -> Host:
    return Host(given.name, given.address or "", given.phone or "", given.website or "")
