"""Tipeee: monthly gifts to those who make something."""

from __future__ import annotations

from pelicasso_plugins.donations.providers.provider import LinkProvider, named


class Tipeee(LinkProvider):
    """Tipeee: monthly gifts to those who make something."""

    name = "tipeee"
    label = "Tipeee"
    example = "https://fr.tipeee.com/les-mains-vertes"
    hosts = named("fr.tipeee.com tipeee.com www.tipeee.com en.tipeee.com")
    path = r"/(?P<account>[\w-]+)"
    page = "https://fr.tipeee.com/{account}"
    alone = r"[\w-]+"


provider = Tipeee()
