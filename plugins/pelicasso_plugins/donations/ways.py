"""The ways to give that a site shows: those of the example stay away from the site of anybody else."""

from __future__ import annotations

from pelicasso.kit import Room
from pelicasso.kit.helloasso import is_example, is_form_of_example
from pelicasso_plugins.donations.config import Donations
from pelicasso_plugins.donations.providers.provider import Way

EXAMPLE_IBAN = "FR7630006000011234567890189"


def ways(room: Room[Donations]) -> tuple[Way, ...]:
    """In their order, ready to be shown."""
    return tuple(each.shown for each in room.section.ways if not is_of_example(room, each.shown))


def is_of_example(room: Room[Donations], way: Way) -> bool:
    """Whether it would send the gifts to an association that does not exist."""
    name = room.site.organisation.name
    return is_form_of_example(way.account, name) or (way.account == EXAMPLE_IBAN and not is_example(name))
