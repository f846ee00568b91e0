"""Addresses: where visitors find things is a promise; changing a word here breaks links everywhere."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pelicasso.kit.links import slug
from pelicasso.site.catalogue import Catalogue

FRENCH = {
    "articles": "actualites",
    "page": "page",
    "category": "theme",
    "tag": "mot",
    "site_map": "plan-du-site",
    "events": "agenda",
    "missions": "missions",
    "missions_place": "lieu",
    "missions_rhythm": "rythme",
    "people": "equipe",
    "documents": "documents",
    "partners": "partenaires",
    "donations": "don",
    "memberships": "adhesion",
    "galleries": "galeries",
    "contact": "contact",
    "legal_notice": "mentions-legales",
    "privacy_policy": "confidentialite",
    "accessibility_statement": "accessibilite",
}
"""The addresses of a French site, those of rooms that are still to come among them."""
BELOW = {"page", "category", "tag", "missions_place", "missions_rhythm"}
"""These stand below a listing, the others at the root."""


def test_a_french_site_has_the_addresses_that_were_promised(catalogues: Mapping[str, Catalogue]) -> None:
    assert catalogues["fr"].group("addresses").items() <= FRENCH.items()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_address_is_plain_and_alone(catalogues: Mapping[str, Catalogue], language: str) -> None:
    addresses = catalogues[language].group("addresses")
    assert {"articles", "page", "category", "tag", "site_map"} <= addresses.keys()
    assert {each: slug(each) for each in addresses.values()} == {each: each for each in addresses.values()}
    for group in (BELOW & addresses.keys(), addresses.keys() - BELOW):
        assert len({addresses[each] for each in group}) == len(group)


def test_every_language_has_every_address(catalogues: Mapping[str, Catalogue]) -> None:
    french, english = (each.group("addresses") for each in catalogues.values())
    assert french.keys() == english.keys()
