"""Structured data of events (schema.org): one node for each coming date, as search engines ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin

from pelicasso.kit import Room
from pelicasso.kit.structured_data import Node, postal_address, reference
from pelicasso_plugins.events.config import Events
from pelicasso_plugins.events.event import Event
from pelicasso_plugins.events.moment import instant
from pelicasso_plugins.events.occurrence import Occurrence
from pelicasso_plugins.events.said import machine

MOST = 6
"""Dates of a series that are told."""


def nodes(room: Room[Events], event: Event) -> Iterator[Node]:
    """A node for each of the next dates; none for an event whose place nobody knows, which engines refuse."""
    if event.place is None and event.online is None:
        return
    for each in event.coming(room.site.day)[:MOST]:
        yield _node(room, event, each)


def _node(room: Room[Events], event: Event, held: Occurrence) -> Node:
    day_only = held.all_day
    return {
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": room.absolute(event.address),
        "startDate": machine(held.start, day_only=day_only),
        "endDate": (held.last_day.isoformat() if day_only else machine(held.end, day_only=False)) if held.end else None,
        "eventStatus": f"https://schema.org/{_status(event, held)}",
        "previousStartDate": _previous(event, held),
        "eventAttendanceMode": f"https://schema.org/{_mode(event)}",
        "location": _locations(event, held),
        "image": _image(room, event),
        "organizer": _organizers(room, event),
        "isAccessibleForFree": True if event.is_free else None,
        "offers": list(_offers(room, event)),
        "audience": {"@type": "Audience", "audienceType": event.audience} if event.audience else None,
        "inLanguage": (event.entry.data.lang if event.entry else None) or room.site.language,
    }


def _status(event: Event, held: Occurrence) -> str:
    if event.status == "cancelled" or held.cancelled:
        return "EventCancelled"
    if event.off:
        return "EventPostponed"
    if event.previous is not None or held.moved:
        return "EventRescheduled"
    if event.status == "moved" and event.online and event.place is None:
        return "EventMovedOnline"
    return "EventScheduled"


def _previous(event: Event, held: Occurrence) -> str | None:
    former = event.previous or (held.planned if held.moved else None)
    if former is None:
        return None
    if held.all_day:
        return former.date().isoformat()
    return machine(instant(former, event.series.zone), day_only=False)


def _mode(event: Event) -> str:
    if event.place is None:
        return "OnlineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.online else "OfflineEventAttendanceMode"


def _locations(event: Event, held: Occurrence) -> Any:
    found: list[Node] = []
    if event.place is not None:
        found.append(_place(event, held))
    if event.online:
        found.append({"@type": "VirtualLocation", "url": event.online})
    return found[0] if len(found) == 1 else found


def _place(event: Event, held: Occurrence) -> Node:
    place = event.place
    assert place is not None
    if held.change and held.change.place:
        return {"@type": "Place", "name": held.change.place, "address": held.change.place}
    point = place.coordinates
    known = place.street or place.city
    return {
        "@type": "Place",
        "name": place.name or place.short,
        "address": postal_address(place) if known else place.text,
        "geo": {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None,
    }


def _image(room: Room[Events], event: Event) -> list[str]:
    picture = room.view(event.entry, "head").picture if event.entry else None
    return [urljoin(f"{room.site.address}/", picture.href)] if picture else []


def _organizers(room: Room[Events], event: Event) -> Any:
    others: list[Node] = [{"@type": "Organization", "name": each} for each in event.organisers]
    own = {**reference(room.site), "url": room.absolute("/")}
    return [own, *others] if others else own


def _offers(room: Room[Events], event: Event) -> Iterator[Node]:
    url = event.booking or room.absolute(event.address)
    available = "SoldOut" if event.status == "full" else "InStock"
    since = event.entry.data.date if event.entry else None
    amounts = event.amounts or ((Decimal(0),) if event.is_free else ())
    for each in sorted(set(amounts)):
        yield {
            "@type": "Offer",
            "price": f"{each}",
            "priceCurrency": "EUR",
            "availability": f"https://schema.org/{available}",
            "url": url,
            "validFrom": since.isoformat() if since else None,
        }
