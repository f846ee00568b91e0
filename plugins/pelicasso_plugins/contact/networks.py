"""The name that people know a host by."""

from __future__ import annotations

from urllib.parse import urlsplit

DOMAINS = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "framapiaf.org": "Mastodon",
    "framatube.org": "PeerTube",
    "helloasso.com": "HelloAsso",
    "instagram.com": "Instagram",
    "keskonfai.fr": "Mobilizon",
    "linkedin.com": "LinkedIn",
    "mamot.fr": "Mastodon",
    "openstreetmap.org": "OpenStreetMap",
    "piaille.fr": "Mastodon",
    "youtu.be": "YouTube",
    "youtube.com": "YouTube",
}
SOFTWARE = {"mastodon": "Mastodon", "mstdn": "Mastodon", "peertube": "PeerTube", "mobilizon": "Mobilizon"}
"""Networks of many hosts: most hosts carry the software's name in theirs."""


def network(address: str) -> str:
    """« Facebook » for https://fr-fr.facebook.com/…; the host itself when it isn't known."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    for domain, name in DOMAINS.items():
        if host == domain or host.endswith(f".{domain}"):
            return name
    return next((name for word, name in SOFTWARE.items() if word in host), host)
