"""The commands of the room: `pelicasso sharing kit` and `pelicasso sharing digest`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pelicasso.kit import Room
from pelicasso.kit.command import Command
from pelicasso_plugins.sharing.config import Sharing


def _kit(room: Room[Sharing], words: Sequence[str]) -> Iterator[str]:
    from pelicasso_plugins.sharing.pasted import publish

    return publish(room, words)


def _digest(room: Room[Sharing], words: Sequence[str], month: str | None = None) -> Iterator[str]:
    from pelicasso_plugins.sharing.digest import publish

    return publish(room, words, month)


commands = (Command("kit", _kit), Command("digest", _digest, options=("month",)))
