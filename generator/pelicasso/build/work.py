"""What the generators of one build share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pelicasso.build.content import Content
from pelicasso.build.illustrations import Illustrations
from pelicasso.build.learnt import Learnt
from pelicasso.build.reads import Unnoted
from pelicasso.build.resolver import Resolver
from pelicasso.build.views import Views
from pelicasso.check.looked import Looked
from pelicasso.kit.collection import Entry
from pelicasso.kit.context import Link
from pelicasso.kit.links import href
from pelicasso.kit.locale import Words
from pelicasso.kit.palette import Palette
from pelicasso.kit.plan import Plan
from pelicasso.kit.renderer import Renderer
from pelicasso.kit.room import AnyRoom
from pelicasso.schema import Finding, Report
from pelicasso.site.model import Site


@dataclass
class Work:
    """One build under way: what it read, what it planned, what is wrong.

    `reads` notes what each part of the site read, `looked` is what the checks read of it. `advice` is what is to be
    said of the pages, once all but the last are rendered.
    """

    site: Site
    words: Words
    colours: Palette
    content: Content
    plan: Plan
    renderer: Renderer
    views: Views
    resolver: Resolver
    illustrations: Illustrations
    learnt: Learnt
    report: Report
    feeds: list[Link] = field(default_factory=list)
    rooms: Mapping[str, AnyRoom] = field(default_factory=dict)
    reads: Unnoted = field(default_factory=Unnoted)
    looked: Looked = field(default_factory=Looked)
    advice: Callable[[], Sequence[Finding]] = tuple

    def published(self, entries: list[Entry]) -> list[Entry]:
        return [each for each in entries if each.is_published(self.site.day)]

    def link(self, title: str, address: str) -> Link:
        return Link(title, href(self.site, address))

    @property
    def home(self) -> Link:
        return self.link(self.words("home.title"), "/")


SETTING = "PELICASSO_WORK"
"""Where Pelican's generators find it."""
