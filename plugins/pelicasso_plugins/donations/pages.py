"""The pages of donations: how to give, and one for each campaign."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pelicasso.kit import Entry, FeaturePage, Room
from pelicasso.kit.context import Link
from pelicasso.kit.frames import STYLE
from pelicasso.kit.structured_data import Node, organisation_id
from pelicasso_plugins.donations import views
from pelicasso_plugins.donations.campaign import (
    CAMPAIGNS,
    CampaignView,
    Collected,
    Progress,
    data_of,
    percent_of,
    state_of,
)
from pelicasso_plugins.donations.config import Donations
from pelicasso_plugins.donations.providers.cheque import Cheque
from pelicasso_plugins.donations.providers.transfer import Transfer
from pelicasso_plugins.donations.ways import ways

STATES = ("open", "coming", "over")


def pages(room: Room[Donations]) -> Iterator[FeaturePage]:
    """The page of donations, then the campaigns."""
    words = room.words
    description = words("donations.description", name=room.site.organisation.name)
    title = words("donations.title")
    frames = (STYLE,) if any(each.name == "helloasso" for each in ways(room)) else ()
    shown = partial(_page, room)
    yield FeaturePage(room.address("donations"), "donations/page.html", title, description, shown=shown, styles=frames)
    trail = (room.link(title, room.address("donations")),)
    for each in room.of(CAMPAIGNS):
        each.kicker, each.facts = words("donations.campaign"), tuple(_facts(room, each))
        one = partial(_campaign_page, room, each)
        yield FeaturePage(each.address, "donations/campaign.html", each.title, "", shown=one, entry=each, trail=trail)


def _page(room: Room[Donations]) -> views.DonationsPage:
    shown = ways(room)
    given = {each.name: each.given for each in shown if each.given is not None}
    account, paper = given.get("transfer"), given.get("cheque")
    return views.DonationsPage(
        online=views.online(room, shown),
        transfer=views.transfer(room, account) if isinstance(account, Transfer) else None,
        cheque=_cheque(room, paper) if isinstance(paper, Cheque) else None,
        amounts=views.amounts(room),
        tax=views.tax(room),
        uses=room.section.uses,
        questions=room.section.questions,
        campaigns=room.once(listed),
        labels=room.site.organisation.labels_on(room.site.day),
    )


def _cheque(room: Room[Donations], given: Cheque) -> views.ChequeView:
    own = room.site.organisation
    return views.ChequeView(given.payee or own.name, given.address or own.address, given.cash)


def _campaign_page(room: Room[Donations], entry: Entry) -> views.CampaignPage:
    link = room.link(room.words("donations.title"), room.address("donations"))
    return views.CampaignPage(campaign(room, entry, "head"), link)


def listed(room: Room[Donations]) -> tuple[CampaignView, ...]:
    """The campaigns that lists show: those under way first, then those to come, then those that are over."""
    shown = [campaign(room, each, "card") for each in room.of(CAMPAIGNS) if not each.data.is_hidden]
    return tuple(sorted(shown, key=lambda each: STATES.index(each.state)))


def campaign(room: Room[Donations], entry: Entry, place: str) -> CampaignView:
    data, day, words = data_of(entry), room.site.day, room.words
    return CampaignView(
        room.view(entry, place),
        state_of(data, day),
        progress(room, entry),
        words.day(data.end) if data.end else None,
        (data.end - day).days if data.end and data.end >= day else None,
        data.link or room.href(room.address("donations")),
        words.typography.text(data.thanks) if data.thanks else None,
    )


def progress(room: Room[Donations], entry: Entry) -> Progress | None:
    """How far a campaign is, by what is typed in or what was fetched."""
    data, words = data_of(entry), room.words
    fetched = room.note(entry.file, Collected)
    known = Collected(collected=data.collected, donors=data.donors) if data.collected is not None else fetched
    if known is None or known.collected is None:
        return None
    collected, donors = known.collected, known.donors
    said = words.money(collected)
    if data.target is None:
        return Progress(said, None, None, words("donations.collected", collected=said), donors)
    percent, target = percent_of(collected, data.target), words.money(data.target)
    whole = words("donations.collected_of", collected=said, target=target, percent=percent)
    return Progress(said, target, min(percent, 100), whole, donors)


def _facts(room: Room[Donations], entry: Entry) -> Iterator[str]:
    if (far := progress(room, entry)) is not None:
        yield far.said
    if (end := data_of(entry).end) is not None:
        yield room.words("donations.until", day=room.words.day(end))


def button(room: Room[Donations], place: str) -> views.Button:
    """The button, in a place of the theme."""
    return views.Button(_action(room), place in room.section.places)


def _action(room: Room[Donations]) -> Link:
    return room.link(room.section.button or room.words("donations.button"), room.address("donations"))


def home(room: Room[Donations]) -> views.HomePart:
    """What the home page shows."""
    introduction = room.section.introduction
    return views.HomePart(
        _action(room),
        "home_section" in room.section.places,
        room.words.typography.text(introduction) if introduction else None,
        views.amounts(room)[:3],
        tuple(each for each in room.once(listed) if each.state == "open")[:2],
    )


def accounts(room: Room[Donations]) -> Iterator[tuple[str, str]]:
    """Where gifts arrive, by the way: what nobody may divert unseen."""
    for each in ways(room):
        if each.name != "cheque":
            yield each.label or each.name, each.account


def potential_action(room: Room[Donations]) -> Node:
    """How one can give, in the association's structured data (schema.org DonateAction)."""
    links = [each.link for each in ways(room) if each.link]
    if not links:
        return {}
    target = {"@type": "EntryPoint", "urlTemplate": links[0]}
    recipient = {"@id": organisation_id(room.site)}
    return {"potentialAction": {"@type": "DonateAction", "target": target, "recipient": recipient}}
