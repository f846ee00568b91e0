"""Memberships: what it costs to join, what one gets, and how; online, or on paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pelicasso.kit import Feature, FeaturePage, Room
from pelicasso.kit.frames import STYLE, read_frame
from pelicasso.kit.structured_data import Node, reference
from pelicasso.schema import Finding, warning
from pelicasso_plugins.memberships.block import Join, JoinView
from pelicasso_plugins.memberships.config import Memberships
from pelicasso_plugins.memberships.views import MembershipsPage, fees, form_of, page

FILE = "site.yaml"


def _pages(room: Room[Memberships]) -> Iterator[FeaturePage]:
    words, form = room.words, form_of(room)
    paper = room.resolve(room.section.paper, room.line("paper")) if room.section.paper else None
    yield FeaturePage(
        room.address("memberships"),
        "memberships/page.html",
        words("memberships.title"),
        words("memberships.description", name=room.site.organisation.name),
        shown=partial(page, room, paper),
        nodes=partial(_nodes, room),
        styles=(STYLE,) if form and read_frame(form) else (),
    )


def _nodes(room: Room[Memberships]) -> Iterator[Node]:
    """What each membership costs (schema.org Offer)."""
    for given, shown in zip(room.section.fees, fees(room), strict=True):
        if given.price is not None:
            yield {
                "@type": "Offer",
                "name": shown.title,
                "description": given.conditions,
                "price": str(given.price),
                "priceCurrency": "EUR",
                "offeredBy": reference(room.site),
                "url": room.absolute(room.address("memberships")),
            }


def _no_way(room: Room[Memberships]) -> Iterator[Finding]:
    section = room.section
    if not (section.form or section.paper or section.send_to):
        yield warning("memberships.no_way", FILE, room.line())
    if section.form and not form_of(room):
        yield warning("memberships.example_form", FILE, room.line("form"), value=section.form)
    if not section.fees:
        yield warning("memberships.no_fee", FILE, room.line())
    for at, each in enumerate(section.fees):
        if not each.kind and not each.title:
            yield warning("memberships.nameless_fee", FILE, room.line("fees", at))


def _accounts(room: Room[Memberships]) -> Iterator[tuple[str, str]]:
    if form := form_of(room):
        yield room.words("memberships.title"), form


feature = Feature(
    name="memberships",
    section=Memberships,
    pages=_pages,
    contexts={"memberships/page.html": MembershipsPage, "blocks/join.html": JoinView},
    blocks=(Join(),),
    checks=(_no_way,),
    accounts=_accounts,
)
register = feature.register
