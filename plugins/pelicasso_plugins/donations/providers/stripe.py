"""Stripe: a payment link; one of the test mode takes no money."""

from __future__ import annotations

from typing import Any

from pelicasso.kit.frames.pasted import read_pasted
from pelicasso_plugins.donations.providers.provider import LinkProvider, Way, named


class Stripe(LinkProvider):
    """A link that was made in Stripe's dashboard."""

    name = "stripe"
    label = "Stripe"
    example = "https://donate.stripe.com/4gw5kz"
    hosts = named("donate.stripe.com buy.stripe.com")
    path = r"/(?P<account>\w+)"
    page = "https://{{host}}/{account}"

    def read(self, text: str) -> str:
        host = read_pasted(text).host
        return super().read(text).replace("{host}", host)

    def way(self, given: Any) -> Way:
        return Way(self.name, self.label, given, link=given, is_test="/test_" in given)


provider = Stripe()
