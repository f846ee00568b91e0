"""What `sharing:` in `site.yaml` may say."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict

from pelicasso.schema.section import Section, refuse, titled

MISTAKEN = {
    **dict.fromkeys(("réseaux", "reseaux", "liens", "boutons", "partage", "links"), "networks"),
    **dict.fromkeys(("mastodon", "fédivers", "fedivers", "compte"), "fediverse"),
}
"""What volunteers write for a key."""
Network = Literal[
    "email", "whatsapp", "facebook", "copy", "telegram", "linkedin", "bluesky", "x", "sms", "device", "mastodon"
]
SAID = {
    **dict.fromkeys(("courriel", "e-mail", "mail", "mél"), "email"),
    **dict.fromkeys(("copier", "copie", "lien", "adresse"), "copy"),
    **dict.fromkeys(("appareil", "téléphone", "telephone", "partager"), "device"),
    **dict.fromkeys(("twitter",), "x"),
    **dict.fromkeys(("texto",), "sms"),
}
"""What volunteers write for a network."""


def _network(value: object) -> object:
    if not isinstance(value, str):
        return value
    name = value.strip().lower()
    known = SAID.get(name, name)
    if known not in get_args(Network):
        raise refuse("sharing.unknown_network", value=value, known=", ".join(get_args(Network)))
    return known


def _account(value: str) -> str:
    value = value.strip()
    if not re.fullmatch(r"@?[\w.-]+@[\w.-]+\.\w+", value):
        raise refuse("sharing.bad_account", value=value)
    return f"@{value.removeprefix('@')}"


class Sharing(Section):
    """How pages are shared: the links below articles, events and missions, and the picture that goes with a link."""

    model_config = ConfigDict(
        json_schema_extra={
            "description_fr": "Le partage des pages : les liens sous les textes, et l’image qui va avec une adresse."
        }
    )
    mistaken = MISTAKEN

    networks: tuple[Annotated[Network, BeforeValidator(_network)], ...] = titled(
        ("email", "whatsapp", "facebook", "copy"),
        en="The share links in their order: email, whatsapp, facebook, copy, telegram, linkedin, bluesky, x, sms,"
        " device (the device's own list), mastodon; [] shows none.",
        fr="Les liens de partage, dans l’ordre : email, whatsapp, facebook, copy (copier l’adresse), telegram,"
        " linkedin, bluesky, x, sms, device (la liste de l’appareil), mastodon ; [] n’en montre aucun.",
    )
    fediverse: Annotated[str, AfterValidator(_account)] | None = titled(
        en="Your Mastodon account, named beside shared links: @name@server.",
        fr="Votre compte Mastodon, nommé à côté des liens partagés : @nom@serveur.",
    )
