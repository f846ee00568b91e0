"""Contact: how to write, call, come and follow, on a page of its own, at home and in the footer."""

from __future__ import annotations

from collections.abc import Iterator

from pelicasso.kit import Feature, FeaturePage, Room
from pelicasso.schema import Finding, warning
from pelicasso_plugins.contact.config import Contact


def _pages(room: Room[Contact]) -> Iterator[FeaturePage]:
    words = room.words
    description = words("contact.description", name=room.site.organisation.name)
    yield FeaturePage(room.address("contact"), "contact/page.html", words("contact.title"), description)


def _nothing_to_show(room: Room[Contact]) -> Iterator[Finding]:
    if not room.section.reaches(room.site.organisation.address):
        yield warning("contact.nothing_to_show", "site.yaml", room.line())


feature = Feature(name="contact", section=Contact, pages=_pages, checks=(_nothing_to_show,))
register = feature.register
