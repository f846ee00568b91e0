"""The command of the room: `pelicasso missions kit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pelicasso.kit import Room
from pelicasso.kit.command import Command
from pelicasso_plugins.missions.config import Missions


def _kit(room: Room[Missions], words: Sequence[str]) -> Iterator[str]:
    from pelicasso_plugins.missions.publication import publish

    return publish(room, words)


commands = (Command("kit", _kit),)
