"""Donorbox: a donation form, once or monthly."""

from __future__ import annotations

from pelicasso_plugins.donations.providers.provider import LinkProvider, named


class Donorbox(LinkProvider):
    """Donorbox: a donation form, once or monthly."""

    name = "donorbox"
    label = "Donorbox"
    example = "https://donorbox.org/les-mains-vertes"
    hosts = named("donorbox.org www.donorbox.org")
    path = r"(?:/embed)?/(?P<account>[\w-]+)"
    page = "https://donorbox.org/{account}"
    alone = r"[\w-]+"


provider = Donorbox()
