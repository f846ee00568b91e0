"""What a template may use: every name, its type and its meaning. A test holds templates to it, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from pelicasso.kit.security_policy import MARK
from pelicasso.site.model import Site


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu, a trail or a list; `current` marks the page that is shown, or the branch it stands in."""

    title: str
    href: str
    current: bool = False
    items: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body, for the table of contents."""

    title: str
    anchor: str
    items: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A choice that a browser has before the `img` of a picture: by MIME type, or by a media query."""

    srcset: str
    type: str
    media: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published in one place; width and height are in pixels, `sizes` the room that it takes there.

    `alt` is empty where the picture only decorates; `caption` and `credit` are text, None where there is none.
    """

    href: str
    alt: str
    width: int
    height: int
    sources: tuple[Source, ...] = ()
    sizes: str = ""
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class FrameView:
    """A page of a third party that opens where its box stands, once the visitor asks for it.

    `kind` is video, sound, form, payment, tickets or map; `host` the one that receives what a browser sends; `address`
    is what the frame loads, `page` where a plain link leads. `height` is in pixels, None where the shape says it.
    """

    title: str
    kind: str
    provider: str
    host: str
    address: str
    page: str
    sandbox: str
    allow: str
    height: int | None = None
    is_upright: bool = False
    picture: Picture | None = None
    duration: str = ""


@dataclass(frozen=True, slots=True)
class Icons:
    """The site's icons: `icon` is the favicon with its MIME type, `touch` the PNG for home screens."""

    icon: str
    icon_type: str
    touch: str | None
    manifest: str
    logo: Picture | None


@dataclass(frozen=True, slots=True)
class Document:
    """What the head of a page says.

    `title` is the whole title of the window; `heading` the h1. `canonical` is absolute, None when the site's
    address is unknown. `direction` is `ltr` or `rtl`.
    """

    title: str
    heading: str
    description: str
    href: str
    canonical: str | None
    language: str
    direction: str
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as templates see it. Text is plain and set in the language's typography; only `body` is markup.

    `lede` is the summary as its author wrote it, None when `summary` was taken from the body. `picture` is made for
    the place where the view is shown: at the head of its page, on a card, in a row.
    """

    title: str
    href: str
    summary: str
    body: Markup
    language: str
    created: date | None = None
    updated: date | None = None
    author: str | None = None
    category: Link | None = None
    tags: tuple[Link, ...] = ()
    contents: tuple[Heading, ...] = ()
    minutes: int = 1
    draft: bool = False
    lede: str | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that says what an association does: « 3 200 m² », « de jardins cultivés »."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Hero:
    """The head of the home page."""

    title: str
    lede: str | None
    kicker: str | None
    actions: tuple[Link, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class HomePart:
    """A part of the home page, in the order of `home:`; `kind` is text, figures, news or section.

    A `section` is a feature's slot (`body`); a `text` the body of a page (`title`, `body`, `more` leads to it).
    """

    kind: str
    title: str = ""
    body: Markup = field(default_factory=Markup)
    more: Link | None = None
    figures: tuple[Figure, ...] = ()
    entries: tuple[EntryView, ...] = ()


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page of a listing stands; `pages` are all of them, the shown one marked current."""

    number: int
    count: int
    previous: Link | None
    next: Link | None
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What every template may use.

    `slots` holds what the features put into a slot, already rendered, in the order of the sections in `site.yaml`.
    `security_policy` is the page's Content-Security-Policy; `site_map` and `home` lead there from every page.
    `structured_data` is the script of the page's structured data, empty without any.
    `breadcrumb` leads from home to the page above this one; `feeds` begins with that of the whole site.
    """

    site: Site
    document: Document
    menu: tuple[Link, ...]
    breadcrumb: tuple[Link, ...]
    home: Link
    site_map: Link
    feeds: tuple[Link, ...]
    icons: Icons
    theme_colours: tuple[str, str]
    stylesheet: str
    security_policy: str
    structured_data: Markup
    slots: Mapping[str, tuple[Markup, ...]]


@dataclass(frozen=True, slots=True)
class HomeContext(Context):
    """home.html."""

    hero: Hero
    parts: tuple[HomePart, ...]


@dataclass(frozen=True, slots=True)
class PageContext(Context):
    """page.html; `children` are the pages below this one (`pages/jardins/verger.md` below `pages/jardins.md`)."""

    entry: EntryView
    children: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ArticleContext(Context):
    """article.html; `previous` is older, `next` newer."""

    entry: EntryView
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class ListingContext(Context):
    """listing.html: all articles, or those of a category, a tag or a year.

    `categories` and `years` lead to the other listings; `feed` is the listing's own feed.
    """

    entries: tuple[EntryView, ...]
    pagination: Pagination
    categories: tuple[Link, ...]
    years: tuple[Link, ...]
    feed: Link | None


@dataclass(frozen=True, slots=True)
class NotFoundContext(Context):
    """not_found.html, the 404 page: its links are root-relative, as it is shown at any address."""


@dataclass(frozen=True, slots=True)
class SiteMapContext(Context):
    """site_map.html: `branches` are the groups of links that lead to every listed page."""

    branches: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FeatureContext(Context):
    """A feature's own pages and slots: `section` is its section of `site.yaml`, read and typed."""

    section: object


@dataclass(frozen=True, slots=True)
class RedirectContext:
    """redirect.html, a stub at a former address: it leads to `target` and is named by its `title`."""

    title: str
    target: str
    canonical: str | None
    language: str
    security_policy: str = MARK


TEMPLATES: Mapping[str, type] = {
    "home.html": HomeContext,
    "page.html": PageContext,
    "article.html": ArticleContext,
    "listing.html": ListingContext,
    "not_found.html": NotFoundContext,
    "site_map.html": SiteMapContext,
    "redirect.html": RedirectContext,
}
"""The theme's templates and what each of them gets."""
