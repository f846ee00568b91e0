"""Liberapay: recurrent gifts, without a commission."""

from __future__ import annotations

from pelicasso_plugins.donations.providers.provider import LinkProvider, named


class Liberapay(LinkProvider):
    """Liberapay: recurrent gifts, without a commission."""

    name = "liberapay"
    label = "Liberapay"
    example = "https://liberapay.com/les-mains-vertes"
    hosts = named("liberapay.com www.liberapay.com fr.liberapay.com en.liberapay.com")
    path = r"/(?P<account>~?[\w.-]+)(?:/donate)?"
    page = "https://liberapay.com/{account}/donate"
    alone = r"~?[\w.-]+"


provider = Liberapay()
