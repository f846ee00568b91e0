"""The command of the room: `pelicasso donations refresh`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pelicasso.kit import Room
from pelicasso.kit.command import Command
from pelicasso_plugins.donations.config import Donations


def _refresh(room: Room[Donations], _words: Sequence[str]) -> Iterator[str]:
    from pelicasso_plugins.donations.refresh import refresh

    return refresh(room)


commands = (Command("refresh", _refresh, planned=False),)
