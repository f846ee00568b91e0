"""Ways to give: one file each, found by its name."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from pelicasso.kit.frames.pasted import read_pasted
from pelicasso.schema.section import refuse
from pelicasso_plugins.donations.providers.provider import LinkProvider, Provider

BASE = "provider"


@cache
def providers() -> dict[str, Provider]:
    """Every way to give, by its key in `ways`."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__) if each.name != BASE)
    return {name: import_module(f"{__name__}.{name}").provider for name in names}


def refuse_look_alike(address: str) -> None:
    """Refuse an address whose host holds the name of a service that it is not."""
    pasted = read_pasted(address)
    for each in providers().values():
        if isinstance(each, LinkProvider) and each.likeness in pasted.host and not each.answers(pasted):
            raise refuse("frame_look_alike", value=pasted.host, provider=each.label)


__all__ = ["Provider", "providers", "refuse_look_alike"]
