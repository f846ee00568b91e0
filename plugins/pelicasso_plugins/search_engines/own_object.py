"""The object of a page in schema.org's words: what it is, since when, of whom, below which pages."""

from __future__ import annotations

from typing import Any

from pelicasso.kit import Entry, Room
from pelicasso.kit.cut import cut
from pelicasso.kit.page import Page
from pelicasso.kit.structured_data import Node, image, organisation_id, reference
from pelicasso_plugins.search_engines.config import SearchEngines

NEWS = "NewsArticle"
HEADLINE = 110
"""Signs of a headline: what is longer is cut in results."""

EngineRoom = Room[SearchEngines]


def own_object(room: EngineRoom, page: Page) -> Node:
    """The page, tied by `@id` to the site and to the association."""
    document, entry = page.document, page.about.entry
    return {
        "@type": _types(room, page),
        "@id": f"{document.canonical}#page",
        "url": document.canonical,
        "headline": cut(document.heading, HEADLINE),
        "description": document.description,
        "inLanguage": (entry.data.lang if entry else None) or room.site.language,
        "isPartOf": _site(room, page),
        "publisher": {"@id": organisation_id(room.site)},
        **(_of_entry(room, entry) if entry else {}),
        **_place(room, page),
    }


def _types(room: EngineRoom, page: Page) -> Any:
    """NewsArticle or WebPage, which is all that Mastodon knows; a more exact kind stands beside it."""
    kind = "AboutPage" if _presents(room, page.about.entry) else page.about.kind
    return kind if kind in (NEWS, "WebPage") else ["WebPage", kind]


def _presents(room: EngineRoom, entry: Entry | None) -> bool:
    """Whether a page presents the association: the one that is named, else one of the usual file names."""
    if entry is None or entry.collection.name != "pages":
        return False
    if room.section.about is not None:
        return entry.file == room.section.about
    return entry.address.strip("/") in room.words("search_engines.about_pages").split()


def _site(room: EngineRoom, page: Page) -> Node:
    """The whole site, told once on the home page and elsewhere by its identity."""
    home = room.absolute("/")
    site: dict[str, Any] = {"@type": "WebSite", "@id": f"{home}#website"}
    if page.document.href != room.href("/"):
        return site
    own = room.site.organisation
    return site | {
        "name": own.name,
        "alternateName": own.short_name,
        "url": home,
        "inLanguage": room.site.language,
        "publisher": {"@id": organisation_id(room.site)},
    }


def _of_entry(room: EngineRoom, entry: Entry) -> dict[str, Any]:
    data = entry.data
    picture = room.picture_of(entry)
    author = (
        {"@type": "Person", "name": data.author} if data.author else {**reference(room.site), "url": room.absolute("/")}
    )
    return {
        "datePublished": data.date.isoformat() if data.date else None,
        "dateModified": entry.updated.isoformat() if entry.updated else None,
        "author": author,
        "image": image(room.site, picture) if picture else None,
        "keywords": ", ".join(data.tags),
    }


def _place(room: EngineRoom, page: Page) -> dict[str, Any]:
    """The way from home to the page; of an article it is the page around it that has one."""
    if not page.trail:
        return {"about": {"@id": organisation_id(room.site)}}
    steps = [(each.title, room.absolute(each.href.removeprefix(room.site.base))) for each in page.trail]
    listed = [*steps, (cut(page.document.heading, HEADLINE), None)]
    breadcrumb = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(listed, 1)
        ],
    }
    if page.about.kind != NEWS:
        return {"breadcrumb": breadcrumb}
    return {"mainEntityOfPage": {"@type": "WebPage", "@id": page.document.canonical, "breadcrumb": breadcrumb}}
