"""Commands of the agenda: `pelicasso events refresh` fetches the calendars that `site.yaml` gives an address of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pelicasso.kit import Command, Room


def _refresh(room: Room[Any], _words: Sequence[str]) -> Iterator[str]:
    from pelicasso_plugins.events.refresh import refresh

    yield from refresh(room)


commands = (Command("refresh", _refresh, planned=False),)
