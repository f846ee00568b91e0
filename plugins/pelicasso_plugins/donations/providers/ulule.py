"""Ulule: a collection for one project; the form of its addresses is not documented by Ulule."""

from __future__ import annotations

from pelicasso_plugins.donations.providers.provider import LinkProvider, named


class Ulule(LinkProvider):
    """Ulule: a collection for one project; the form of its addresses is not documented by Ulule."""

    name = "ulule"
    label = "Ulule"
    example = "https://fr.ulule.com/un-verger-au-canal/"
    hosts = named("fr.ulule.com ulule.com www.ulule.com")
    path = r"/(?P<account>[\w-]+)"
    page = "https://fr.ulule.com/{account}/"
    alone = r"[\w-]+"


provider = Ulule()
