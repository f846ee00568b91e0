"""Ko-fi: small gifts, the price of a coffee."""

from __future__ import annotations

from pelicasso_plugins.donations.providers.provider import LinkProvider, named


class Kofi(LinkProvider):
    """Ko-fi: small gifts, the price of a coffee."""

    name = "kofi"
    label = "Ko-fi"
    example = "https://ko-fi.com/mainsvertes"
    hosts = named("ko-fi.com www.ko-fi.com")
    path = r"/(?P<account>\w+)"
    page = "https://ko-fi.com/{account}"
    alone = r"\w+"


provider = Kofi()
