"""How calendars follow the agenda: a file to open once, an address that they look at again and again."""

from __future__ import annotations

from pelicasso.kit import Room
from pelicasso_plugins.events.config import Events
from pelicasso_plugins.events.views import Subscription


def subscription(room: Room[Events], address: str) -> Subscription:
    """The ways to a calendar file; without the site's address only the file."""
    absolute = room.absolute(address)
    return Subscription(room.href(address), absolute, f"webcal:{absolute.partition(':')[2]}" if absolute else None)
