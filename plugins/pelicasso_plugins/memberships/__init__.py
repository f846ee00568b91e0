"""Memberships: what it costs to join, what one gets, and how; online, or on paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pelicasso.kit import Feature, FeaturePage, Room
from pelicasso.kit.frames import STYLE, read_frame
from pelicasso.kit.helloasso import is_of_example
from pelicasso.kit.structured_data import Node, reference
from pelicasso.schema import Finding, error, warning
from pelicasso_plugins.memberships.block import Join, JoinView
from pelicasso_plugins.memberships.config import Memberships
from pelicasso_plugins.memberships.views import MembershipsPage, fees, page

FILE = "site.yaml"


def _pages(room: Room[Memberships]) -> Iterator[FeaturePage]:
    words, form = room.words, room.section.form
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
    if not section.fees:
        yield warning("memberships.no_fee", FILE, room.line())
    for at, each in enumerate(section.fees):
        if not each.kind and not each.title:
            yield warning("memberships.nameless_fee", FILE, room.line("fees", at))


def _example(room: Room[Memberships]) -> Iterator[Finding]:
    form = room.section.form
    if form and is_of_example(form, room.site.organisation.name):
        yield error("memberships.example_form", FILE, room.line("form"), value=form)


def _accounts(room: Room[Memberships]) -> Iterator[tuple[str, str]]:
    if room.section.form:
        yield room.words("memberships.title"), room.section.form


feature = Feature(
    name="memberships",
    section=Memberships,
    pages=_pages,
    contexts={"memberships/page.html": MembershipsPage, "blocks/join.html": JoinView},
    blocks=(Join(),),
    checks=(_no_way, _example),
    accounts=_accounts,
)
register = feature.register
