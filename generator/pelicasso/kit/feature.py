"""A feature: one room, found by its name, that adds its section, pages, slots, words and styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pelicasso.kit.locale import Words
from pelicasso.schema import Finding
from pelicasso.schema.section import Section
from pelicasso.site.model import Site


@dataclass(frozen=True, slots=True)
class FeaturePage:
    """A page that a feature writes: its address (`/contact/`), its template and what the head says of it."""

    address: str
    template: str
    title: str
    description: str


@dataclass(frozen=True)
class Feature:
    """One room of the house.

    `name` is the folder's name and the key of its section in `site.yaml`. `pages` says which pages it writes for a
    site, in the site's words; slots, words, styles and examples are found where the anatomy puts them.
    """

    name: str
    section: type[Section]
    pages: Callable[[Site, Words], Iterable[FeaturePage]] = lambda _site, _words: ()
    checks: tuple[Callable[[Site], Iterable[Finding]], ...] = ()
    on_by_default: bool = False

    def register(self) -> None:
        """What Pelican calls on a plugin: the feature offers the generator of its pages."""
        from pelican import signals

        signals.get_generators.connect(self._generators)

    def unregister(self) -> None:
        """Undo `register`."""
        from pelican import signals

        signals.get_generators.disconnect(self._generators)

    def _generators(self, _pelican: object) -> type:
        from pelicasso.kit.generator import generator_of

        return generator_of(self)

    @property
    def folder(self) -> Path:
        """Where the room stands: its templates, static files and words are below."""
        return Path(str(files(f"pelicasso_plugins.{self.name}")))
