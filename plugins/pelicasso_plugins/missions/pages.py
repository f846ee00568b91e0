"""The pages of the missions, and what their templates may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from pelicasso.kit import Entry, EntryView, FeatureFile, FeaturePage, Link, Room
from pelicasso.kit.qr import qr
from pelicasso.kit.structured_data import Node
from pelicasso_plugins.missions import engagement
from pelicasso_plugins.missions.applying import Application, application, phone_href, phone_text
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.job_posting import job_posting
from pelicasso_plugins.missions.listings import Filter, Listing, filters, listings
from pelicasso_plugins.missions.mission import Fact, Mission, missions_of
from pelicasso_plugins.missions.platforms import name_of

SHOWN_ELSEWHERE = 3
"""Missions at home, and below one that is closed."""


@dataclass(frozen=True, slots=True)
class Card:
    """A mission in a list: what, where, when, how much time, until when."""

    entry: EntryView
    label: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListContext:
    """missions/list.html: the open missions, all or those of one listing, and the ways through them."""

    missions: tuple[Card, ...]
    filters: tuple[Filter, ...]
    all_missions: Link | None
    feed: Link | None
    platforms: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MissionContext:
    """missions/page.html.

    `over` says why it is no longer open, then `others` are; `code` is the QR code of the page, for the notice.
    """

    entry: EntryView
    facts: tuple[Fact, ...]
    skills: tuple[str, ...]
    offers: tuple[str, ...]
    application: Application | None
    contact: str | None
    contact_phone: Link | None
    also_on: tuple[Link, ...]
    until: str | None
    over: str | None
    others: tuple[Card, ...]
    all_missions: Link
    code: Markup | None
    printed_address: str


@dataclass(frozen=True, slots=True)
class HomeContext:
    """slots/home_section/missions.html: the first open missions."""

    missions: tuple[Card, ...]
    all_missions: Link


def pages(room: Room[Missions]) -> Iterator[FeaturePage | FeatureFile]:
    """All that the room writes."""
    missions = missions_of(room)
    open_ones = [each for each in missions if each.listed]
    made = listings(room, missions)
    for each in missions:
        _say(each)
    feed = _feed(room, open_ones)
    yield _list_page(room, open_ones, made, len(open_ones), feed)
    for listing in made:
        yield _list_page(room, listing.missions, made, len(open_ones), feed, listing)
    for each in missions:
        yield _mission_page(each, open_ones)
    if room.site.address is not None and room.section.engagement_feed:
        address = f"{room.address('missions')}{engagement.FILE}"
        yield FeatureFile(address, lambda: engagement.feed(room, open_ones))


def home(room: Room[Missions]) -> HomeContext:
    """What the home page shows."""
    open_ones = [each for each in missions_of(room) if each.listed]
    return HomeContext(cards(open_ones[:SHOWN_ELSEWHERE]), all_missions(room))


def all_missions(room: Room[Missions]) -> Link:
    return room.link(room.words("missions.all"), room.address("missions"))


def cards(missions: Sequence[Mission]) -> tuple[Card, ...]:
    """The missions as a list shows them."""
    return tuple(Card(each.room.view(each.entry, "row"), each.label, each.in_short) for each in missions)


def _say(mission: Mission) -> None:
    """What cards that are shared say of it."""
    entry: Entry = mission.entry
    entry.kicker = mission.words("missions.kicker" if mission.open else "missions.kicker_over")
    entry.facts = mission.in_short
    if mission.open:
        begins = mission.data.date or entry.committed or mission.data.start or date.min
        entry.periods = ((begins, mission.ends or date.max),)


def _feed(room: Room[Missions], open_ones: Sequence[Mission]) -> Link | None:
    page = room.address("missions")
    newest = sorted((each.entry for each in open_ones), key=lambda each: each.data.date or date.min, reverse=True)
    return room.feed(f"{page}feed.xml", room.words("missions.feed_title"), page, newest)


def _list_page(
    room: Room[Missions],
    shown: Sequence[Mission],
    made: Sequence[Listing],
    listed: int,
    feed: Link | None,
    listing: Listing | None = None,
) -> FeaturePage:
    words, name = room.words, room.site.organisation.name
    address = listing.address if listing else room.address("missions")
    title = (
        words(f"missions.title_{listing.way}", name=listing.title, lower=listing.title.lower())
        if listing
        else words("missions.title")
    )
    description = words("missions.listing_description" if listing else "missions.description", name=name, title=title)
    above = room.link(words("missions.title"), room.address("missions"))

    def context() -> ListContext:
        platforms = () if listing else _platforms(room.section.platforms)
        return ListContext(
            cards(shown), filters(room, made, listed, address), all_missions(room) if listing else None, feed, platforms
        )

    return FeaturePage(
        address,
        "missions/list.html",
        title,
        description,
        shown=context,
        trail=(above,) if listing else (),
        listed=not listing or bool(shown),
        indexed=not listing or bool(shown),
        in_menu=not listing,
    )


def _mission_page(mission: Mission, open_ones: Sequence[Mission]) -> FeaturePage:
    room, entry = mission.room, mission.entry
    return FeaturePage(
        entry.address,
        "missions/page.html",
        entry.title,
        entry.summary,
        shown=_context(mission, open_ones),
        entry=entry,
        trail=(room.link(room.words("missions.title"), room.address("missions")),),
        nodes=lambda: _nodes(mission),
        listed=mission.listed,
        indexed=mission.open,
    )


def _nodes(mission: Mission) -> tuple[Node, ...]:
    return (job_posting(mission),) if mission.listed else ()


def _context(mission: Mission, open_ones: Sequence[Mission]) -> Callable[[], MissionContext]:
    room, data, text = mission.room, mission.data, mission.words.typography.text

    def context() -> MissionContext:
        address = room.absolute(mission.entry.address)
        contact = data.contact
        return MissionContext(
            entry=room.view(mission.entry, "head"),
            facts=mission.facts(),
            skills=tuple(map(text, data.skills)),
            offers=tuple(map(text, data.offers)),
            application=application(mission) if mission.open else None,
            contact=text(contact.name) if contact else None,
            contact_phone=Link(phone_text(contact.phone), phone_href(contact.phone))
            if contact and contact.phone
            else None,
            also_on=_platforms(data.also_on),
            until=mission.until,
            over=_over(mission),
            others=() if mission.open else cards(_like(mission, open_ones)),
            all_missions=all_missions(room),
            code=qr(address, room.words("missions.code")) if address and mission.open else None,
            printed_address=(address or "").partition("://")[2].rstrip("/"),
        )

    return context


def _over(mission: Mission) -> str | None:
    if mission.over is None:
        return None
    day = mission.data.end if mission.over == "ended" else mission.data.deadline
    return mission.words(f"missions.over.{mission.over}", day=mission.words.day(day) if day else "")


def _like(mission: Mission, open_ones: Sequence[Mission]) -> list[Mission]:
    """Open missions to go on with, those of the same domain first."""
    return sorted(open_ones, key=lambda each: each.data.domain != mission.data.domain)[:SHOWN_ELSEWHERE]


def _platforms(addresses: Sequence[str]) -> tuple[Link, ...]:
    return tuple(Link(name_of(each), each) for each in addresses)
