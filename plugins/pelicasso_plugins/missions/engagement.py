"""The feed for API Engagement, of which JeVeuxAider.gouv.fr and others take missions.

The rules are those of the importer's code (betagouv/api-engagement at 1b30212, August 2026): its parser takes text of
digits for a number, so that each text here either can't be taken for one or comes out the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from pelicasso.kit import Address, Room
from pelicasso.kit.feed import NOT_XML, to_xml
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.data import coerced
from pelicasso_plugins.missions.description import html_of, plain
from pelicasso_plugins.missions.mission import Mission

FILE = "api-engagement.xml"
LAST_SECOND = time(23, 59, 59)
CORSICA = {"200": "2A", "201": "2A", "202": "2B", "204": "2B", "206": "2B"}
"""The departments that don't begin the postal codes of their towns: the importer finds all others by itself."""
AMPERSAND = re.compile(r"&amp;(?=(#?\w{1,32};?))")
TAG_LIKE = re.compile(r"&lt;(?=[a-zA-Z/!?])")


def feed(room: Room[Missions], missions: Iterable[Mission]) -> bytes:
    """The open missions as XML."""
    source = Element("source")
    organisation = room.site.organisation
    _add(source, "publisher", organisation.name)
    _add(source, "publisherurl", room.absolute("/"))
    _add(source, "lastBuildDate", _instant(room, room.site.day))
    for each in missions:
        _mission(SubElement(source, "mission"), each)
    return to_xml(source)


def client_id(mission: Mission) -> str:
    """What the importer knows the mission by: its identity, always with a letter that no number holds."""
    identity = plain(mission.entry.identity)
    return f"mission-{identity}" if coerced(identity) else identity


def _mission(element: Element, mission: Mission) -> None:
    for name, text in _texts(mission):
        _add(element, name, text)
    if mission.located:
        addresses = SubElement(element, "addresses")
        for each in mission.located:
            _address(SubElement(addresses, "address"), each)
    for name, values in _lists(mission):
        _values(element, name, values)
    for name, text in _organisation(mission.room):
        _add(element, name, None if text is None or (coerced(text) and not _is_register_number(name)) else text)


def _texts(mission: Mission) -> Iterator[tuple[str, str | None]]:
    data, room = mission.data, mission.room
    yield "title", _said_twice(plain(mission.title))
    yield "clientId", client_id(mission)
    yield "description", _twice(html_of(mission))
    yield "applicationUrl", room.absolute(mission.entry.address)
    yield "postedAt", _instant(room, data.date or mission.entry.committed)
    yield "startAt", _instant(room, data.start)
    yield "endAt", _instant(room, data.end, LAST_SECOND)
    yield "domain", data.domain
    yield "activity", ",".join(data.activities) or None
    yield "schedule", data.schedule
    yield "remote", data.remote
    yield "places", str(data.places) if data.places else None
    yield "openToMinors", _yes_or_no(mission.minors)
    yield "reducedMobilityAccessible", _yes_or_no(data.accessible)
    yield "closeToTransport", _yes_or_no(data.transport)
    picture = room.view(mission.entry, "head").picture
    yield "image", _outside(room, picture.href) if picture else None


def _lists(mission: Mission) -> Iterator[tuple[str, Iterable[str]]]:
    data, words = mission.data, mission.words
    teams = (words(f"missions.team.{each}") for each in data.open_to)
    yield "tags", (each for each in (*data.tags, *teams) if not coerced(each))
    yield "audience", data.audience
    yield "requirements", data.skills


def _address(element: Element, address: Address) -> None:
    french = address.country == "FR"
    code = re.sub(r"\s", "", address.postal_code or "") if french else address.postal_code or ""
    _add(element, "street", ", ".join((address.street or "").splitlines()))
    # With FR the importer gives a number its zeros back; elsewhere they would be lost.
    _add(element, "postalCode", code if french or re.match(r"[1-9]", code) or not coerced(code) else None)
    _add(element, "city", address.city)
    _add(element, "departmentCode", CORSICA.get(code[:3]) if french else None)
    _add(element, "country", address.country)


def _organisation(room: Room[Missions]) -> Iterator[tuple[str, str | None]]:
    own = room.site.organisation
    seat = own.address
    siret = re.sub(r"\D", "", own.siret or own.siren or "")
    yield "organizationName", own.name
    yield "organizationDescription", own.description
    yield "organizationUrl", room.absolute("/")
    logo = room.plan.renderer.frame.icons.logo
    yield "organizationLogo", _outside(room, logo.href) if logo else None
    yield "organizationRNA", own.rna if own.rna and re.fullmatch(r"W\d{9}", own.rna) else None
    # One that starts with 0 would lose it.
    yield "organizationSiren", siret if re.fullmatch(r"[1-9](?:\d{8}|\d{13})", siret) else None
    if seat is not None:
        town = " ".join(filter(None, (seat.postal_code, seat.city)))
        yield "organizationFullAddress", ", ".join(filter(None, (*(seat.street or "").splitlines(), town))) or None
        code = seat.postal_code or ""
        yield "organizationPostCode", None if code.startswith("0") else code
        yield "organizationCity", seat.city


def _is_register_number(name: str) -> bool:
    return name in ("organizationSiren", "organizationPostCode")


def _outside(room: Room[Missions], href: str) -> str | None:
    return room.absolute(href.removeprefix(room.site.base))


def _values(parent: Element, name: str, values: Iterable[str]) -> None:
    listed = list(values)
    if listed:
        element = SubElement(parent, name)
        # One value alone is split at its commas; an empty second one keeps it whole, and is passed over.
        for each in listed if len(listed) > 1 or "," not in listed[0] else (*listed, ""):
            SubElement(element, "value").text = _xml(each)


def _add(parent: Element, name: str, text: str | None) -> None:
    if text:
        SubElement(parent, name).text = _xml(text)


def _xml(text: str) -> str:
    return NOT_XML.sub("", text).replace("\r", "\n")


def _instant(room: Room[Missions], day: date | None, at: time = time()) -> str | None:
    return datetime.combine(day, at, room.site.timezone).isoformat() if day else None


def _yes_or_no(told: bool | str | None) -> str | None:
    return None if told is None else "yes" if told else "no"


def _said_twice(title: str) -> str:
    """A title, escaped where the importer, which decodes entities once more, would read one in it."""
    return title if unescape(title) == title else title.replace("&", "&amp;")


def _twice(html: str) -> str:
    """HTML, what stands for < and & escaped once more where the importer would read a tag or an entity."""
    html = AMPERSAND.sub(lambda found: "&amp;amp;" if unescape(f"&{found[1]}") != f"&{found[1]}" else found[0], html)
    return TAG_LIKE.sub("&amp;lt;", html)
