"""The Pelican generator of a feature's pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, cast

from pelican.generators import Generator

from pelicasso.kit.feature import AnyFeature, FeatureFile, FeaturePage
from pelicasso.kit.page import About
from pelicasso.kit.plan import Planned
from pelicasso.kit.renderer import names
from pelicasso.kit.room import AnyRoom, Room
from pelicasso.kit.slots import ENDS


class FeatureGenerator(Generator):  # type: ignore[misc]
    """Plans and renders the pages that a feature declares."""

    feature: AnyFeature

    def generate_context(self) -> None:
        """Plan what the feature writes."""
        self.room = room = self._room()
        for each in self.feature.pages(room):
            if isinstance(each, FeatureFile):
                room.plan.add(Planned(each.address, each.content))
            else:
                room.plan.add(_planned(room, each))

    def finish(self) -> None:
        """Let the feature add what needs all addresses and texts."""
        if self.feature.finished is not None:
            self.feature.finished(self.room)

    def generate_output(self, _writer: Any) -> None:
        """Planned pages are rendered by the build; in a plain Pelican site they are written here."""
        if self._is_plain:
            from pelicasso.kit.plain_pelican.room import said, write

            if errors := [*self.room.report.errors, *self.room.plan.clashes()]:
                raise said(errors, self.feature, self.room.site.language)
            write(self.room, Path(self.output_path))

    @property
    def _is_plain(self) -> bool:
        return not isinstance(self.settings["PELICASSO"].get(self.feature.name), Room)

    def _room(self) -> AnyRoom:
        """What the build gives; in a plain Pelican site it is made from the settings."""
        if not self._is_plain:
            return cast(AnyRoom, self.settings["PELICASSO"][self.feature.name])
        from pelicasso.kit.plain_pelican.room import plain_room

        return plain_room(self.feature, self.settings, self.context, self.env)


def leave_to_rooms(feature: AnyFeature, settings: dict[str, Any]) -> None:
    """In a plain Pelican site its own generators pass over the folders of a room."""
    given = settings.setdefault("PELICASSO", {}).get(feature.name)
    if not isinstance(given, Room):
        for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES"):
            settings[name] = [*settings.get(name, ()), *feature.own_folders()]


def generator_of(feature: AnyFeature) -> type[FeatureGenerator]:
    """A generator class that belongs to one feature, as Pelican asks for classes."""
    return type(f"{feature.name.title()}Generator", (FeatureGenerator,), {"feature": feature})


def _planned(room: AnyRoom, page: FeaturePage) -> Planned:
    entry = page.entry
    listed = page.listed and not (entry is not None and entry.data.is_hidden)
    return Planned(
        page.address,
        partial(rendered, room, page),
        source=entry.path if entry else None,
        line=entry.lines.get("slug") if entry else None,
        title=page.title if listed else None,
        branch=room.feature.name,
        indexed=page.indexed and listed and not (entry is not None and entry.data.noindex),
        in_menu=page.in_menu and listed and entry is None,
        updated=entry.updated if entry else None,
        last=page.last,
    )


def rendered(room: AnyRoom, page: FeaturePage) -> bytes:
    """The page of a feature."""
    renderer, entry = room.plan.renderer, page.entry
    description = entry.summary if entry else page.description
    noindex = not page.indexed or (entry is not None and entry.data.noindex)
    document = renderer.document(page.address, page.title, description, noindex=noindex)
    trail = (renderer.frame.home, *page.trail)
    styles = (room.feature.name, *page.styles, *(entry.styles if entry else ()))
    own = {"section": room.section, **names(page.shown())}
    about = About(entry, page.kind)
    ends = ENDS if entry else ()
    return renderer.render(page.template, document, trail, styles, page.nodes(), ends, about, **own).encode()
