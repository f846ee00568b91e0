"""What the rest of the world is told of how to reach the association (schema.org)."""

from __future__ import annotations

from collections.abc import Iterator

from pelicasso.kit import Room
from pelicasso.kit.structured_data import Node, postal_address
from pelicasso_plugins.contact.config import Contact, OpeningHours, Place
from pelicasso_plugins.contact.opening import spans

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def organisation(room: Room[Contact]) -> Node:
    """The telephone, where to write, the accounts elsewhere, the places and when they are open."""
    own, office = room.section, room.site.organisation.address
    spots = own.spots(office)
    country = next((each.address.country for each in spots if each.address), "FR")
    telephone = own.phone_href(country).removeprefix("tel:") if own.phone else None
    page = room.address("contact")
    places = [_place(each, own.hours if len(spots) == 1 else ()) for each in spots if each.address]
    return {
        "telephone": telephone,
        "email": own.email if own.email_public else None,
        "sameAs": list(own.profiles),
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "customer service",
            "telephone": telephone,
            "email": own.email if own.email_public else None,
            "url": room.absolute(page) or room.href(page),
            "hoursAvailable": list(_hours(own.hours)),
        },
        "location": places if own.places or own.address or own.hours else None,
    }


def _place(spot: Place, hours: tuple[OpeningHours, ...]) -> Node:
    return {
        "@type": "Place",
        "name": spot.name,
        "address": postal_address(spot.address) if spot.address else None,
        "hasMap": spot.map,
        "openingHoursSpecification": list(_hours((*spot.hours, *hours))),
    }


def _hours(lines: tuple[OpeningHours, ...]) -> Iterator[Node]:
    for line in lines:
        if line.weekdays:
            for opens, closes in spans(line.hours):
                days = [f"https://schema.org/{NAMES[each - 1]}" for each in line.weekdays]
                yield {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}
