"""Partners: public funders, patrons, sponsors, partners and networks, with logos or names, thanked at home."""

from __future__ import annotations

from collections.abc import Iterator

from pelicasso.kit import Feature, FeaturePage, Room
from pelicasso.kit.structured_data import Node
from pelicasso.schema import Finding, warning
from pelicasso_plugins.partners.config import Partners
from pelicasso_plugins.partners.thanks import PartnersPage, Thanks


def _pages(room: Room[Partners]) -> Iterator[FeaturePage]:
    words, thanks = room.words, room.once(Thanks)
    shown, given = thanks.shown, room.section.thanks
    description = words("partners.description", name=room.site.organisation.name)
    yield FeaturePage(
        room.address("partners"),
        "partners/page.html",
        words("partners.title"),
        words.typography.text(given) if given else description,
        shown=lambda: shown,
        in_menu=thanks.says_more,
    )


def _nobody(room: Room[Partners]) -> Iterator[Finding]:
    if not any(each.partners for each in room.section.levels):
        yield warning("partners.nobody", "site.yaml", room.line())


def _thanked(room: Room[Partners]) -> PartnersPage:
    return room.once(Thanks).shown


def _organisation(room: Room[Partners]) -> Node:
    return room.once(Thanks).nodes()


feature = Feature(
    name="partners",
    section=Partners,
    pages=_pages,
    shown={"slots/home_section/partners.html": _thanked},
    contexts={"partners/page.html": PartnersPage, "slots/home_section/partners.html": PartnersPage},
    organisation=_organisation,
    checks=(_nobody,),
)
register = feature.register
