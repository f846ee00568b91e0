"""Open Collective: gifts whose use everybody can follow."""

from __future__ import annotations

from pelicasso_plugins.donations.providers.provider import LinkProvider, named


class OpenCollective(LinkProvider):
    """Open Collective: gifts whose use everybody can follow."""

    name = "open_collective"
    label = "Open Collective"
    example = "https://opencollective.com/les-mains-vertes"
    hosts = named("opencollective.com www.opencollective.com")
    path = r"/(?P<account>[\w-]+)(?:/(?:donate|contribute).*)?"
    page = "https://opencollective.com/{account}/donate"
    alone = r"[\w-]+"


provider = OpenCollective()
