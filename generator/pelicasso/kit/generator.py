"""The Pelican generator of a feature's pages."""

from __future__ import annotations

from functools import partial
from typing import Any

from pelican.generators import Generator

from pelicasso.kit.feature import AnyFeature, FeatureFile, FeaturePage
from pelicasso.kit.plan import Planned
from pelicasso.kit.renderer import names
from pelicasso.kit.room import AnyRoom


class FeatureGenerator(Generator):  # type: ignore[misc]
    """Plans and renders the pages that a feature declares."""

    feature: AnyFeature

    def generate_context(self) -> None:
        """Plan what the feature writes."""
        room: AnyRoom = self.settings["PELICASSO"][self.feature.name]
        for each in self.feature.pages(room):
            if isinstance(each, FeatureFile):
                room.plan.add(Planned(each.address, each.content))
            else:
                room.plan.add(_planned(room, each))

    def generate_output(self, _writer: Any) -> None:
        """Nothing is left: planned pages are rendered by the build."""


def generator_of(feature: AnyFeature) -> type[FeatureGenerator]:
    """A generator class that belongs to one feature, as Pelican asks for classes."""
    return type(f"{feature.name.title()}Generator", (FeatureGenerator,), {"feature": feature})


def _planned(room: AnyRoom, page: FeaturePage) -> Planned:
    entry = page.entry
    listed = page.listed and not (entry is not None and entry.data.is_hidden)
    return Planned(
        page.address,
        partial(_rendered, room, page),
        source=entry.path if entry else None,
        line=entry.lines.get("slug") if entry else None,
        title=page.title if listed else None,
        branch=room.feature.name,
        indexed=page.indexed and listed and not (entry is not None and entry.data.noindex),
        in_menu=page.in_menu and listed and entry is None,
        updated=entry.updated if entry else None,
        last=page.last,
    )


def _rendered(room: AnyRoom, page: FeaturePage) -> bytes:
    renderer, entry = room.plan.renderer, page.entry
    description = entry.summary if entry else page.description
    noindex = not page.indexed or (entry is not None and entry.data.noindex)
    document = renderer.document(page.address, page.title, description, noindex=noindex)
    trail = (renderer.frame.home, *page.trail)
    styles = (room.feature.name, *(entry.styles if entry else ()))
    own = {"section": room.section, **names(page.shown())}
    return renderer.render(page.template, document, trail, styles, page.nodes(), **own).encode()
