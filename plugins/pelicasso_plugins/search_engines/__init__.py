"""Search engines: what each page says of itself to machines (schema.org)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pelicasso.kit import Feature, Room
from pelicasso.kit.page import Page
from pelicasso.kit.structured_data import Node, script
from pelicasso.schema import Finding, error
from pelicasso_plugins.search_engines.config import SearchEngines
from pelicasso_plugins.search_engines.own_object import own_object

SLOT = "slots/head/search_engines.html"


@dataclass(frozen=True, slots=True)
class Told:
    """The page's own object, alone in its script: Mastodon reads it there, and nowhere else, before Open Graph."""

    own_object: Markup


def _told(room: Room[SearchEngines], page: Page) -> Told | None:
    if room.site.address is None or page.document.noindex:
        return None
    return Told(script((own_object(room, page),)))


def _organisation(room: Room[SearchEngines]) -> Node:
    members = [{"@type": "Organization", "name": each.name, "url": each.url} for each in room.section.member_of]
    return {"memberOf": members}


def _about_is_there(room: Room[SearchEngines]) -> Iterator[Finding]:
    about = room.section.about
    if about is not None and all(each.file != about for each in room.texts):
        yield error("search_engines.missing_about", "site.yaml", room.line("about"), value=about)


feature = Feature(
    name="search_engines",
    section=SearchEngines,
    on_page={SLOT: _told},
    contexts={SLOT: Told},
    organisation=_organisation,
    checks=(_about_is_there,),
    on_by_default=True,
)
register = feature.register
