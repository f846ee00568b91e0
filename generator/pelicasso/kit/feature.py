"""A feature: one room, found by its name, that adds its section, entries, pages, slots, blocks, words and styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pelicasso.kit.collection import Collection, Entry
from pelicasso.kit.context import Link
from pelicasso.kit.page import Page
from pelicasso.kit.structured_data import Node
from pelicasso.schema import Finding
from pelicasso.schema.section import Section

if TYPE_CHECKING:
    from pelicasso.kit.blocks import AnyBlock
    from pelicasso.kit.room import Room

Given = TypeVar("Given", bound=Section)


def _nothing() -> None:
    return None


def _no_nodes() -> tuple[Node, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class FeaturePage:
    """A page that a feature writes: its address (`/contact/`), its template and what the head says of it.

    `shown` gives what its template may use beside `section`, as a dataclass whose fields are the names; it is asked
    when the page is rendered, once all addresses and texts are known. `entry` is the text that the page is of. `trail`
    are the links between home and the page, `nodes` its structured data, `styles` what it needs beside the room's. A
    `kind` is the page in schema.org's words: WebPage or one of its kinds. A
    page that is not `listed` is in no map and no menu. One that comes `last` is rendered after all others, and may ask
    the room what they hold.
    """

    address: str
    template: str
    title: str
    description: str
    shown: Callable[[], object] = _nothing
    entry: Entry | None = None
    trail: tuple[Link, ...] = ()
    nodes: Callable[[], Iterable[Node]] = _no_nodes
    styles: tuple[str, ...] = ()
    kind: str = "WebPage"
    listed: bool = True
    indexed: bool = True
    in_menu: bool = True
    last: bool = False


@dataclass(frozen=True, slots=True)
class FeatureFile:
    """A file that a feature writes, and that is no page: `/agenda/agenda.ics`."""

    address: str
    content: Callable[[], bytes | Path]


@dataclass(frozen=True)
class Feature(Generic[Given]):
    """One room of the house.

    `name` is the folder's name and the key of its section in `site.yaml`. It is on when that section is there, or
    one of its folders of `content` (those of its `collections`, and `folders`), or when it is `on_by_default`.
    `pages` plans what it writes. `shown` gives, by the template of a slot, what that may use beside `section`;
    `on_page` gives it anew for each page, or None where the slot stays empty. `finished` is called once all addresses
    are planned and all texts converted, before the first page is rendered. `contexts` says of which type what a
    template uses is. `blocks` are what texts may hold, `organisation` what it says of the association in structured
    data, `accounts` where money that it asks for arrives: a build says when one is not that of the build before.
    `checks` find what a type can't; `reviews` look at the rendered site.
    Slots, words, styles and examples are found where the anatomy puts them.
    """

    name: str
    section: type[Given]
    pages: Callable[[Room[Given]], Iterable[FeaturePage | FeatureFile]] = lambda _room: ()
    collections: tuple[Collection, ...] = ()
    folders: tuple[str, ...] = ()
    shown: Mapping[str, Callable[[Room[Given]], object]] = field(default_factory=dict)
    on_page: Mapping[str, Callable[[Room[Given], Page], object]] = field(default_factory=dict)
    finished: Callable[[Room[Given]], None] | None = None
    contexts: Mapping[str, type] = field(default_factory=dict)
    blocks: tuple[AnyBlock, ...] = ()
    organisation: Callable[[Room[Given]], Node] | None = None
    accounts: Callable[[Room[Given]], Iterable[tuple[str, str]]] | None = None
    checks: tuple[Callable[[Room[Given]], Iterable[Finding]], ...] = ()
    reviews: tuple[Callable[[Room[Given], Mapping[str, bytes | Path]], Iterable[Finding]], ...] = ()
    on_by_default: bool = False

    def register(self) -> None:
        """What Pelican calls on a plugin: the feature offers the generator of its pages."""
        from pelican import signals

        signals.get_generators.connect(self._generators)

    def unregister(self) -> None:
        """Undo `register`."""
        from pelican import signals

        signals.get_generators.disconnect(self._generators)

    def _generators(self, pelican: Any) -> type:
        from pelicasso.kit.generator import generator_of, leave_to_rooms

        leave_to_rooms(self, pelican.settings)
        return generator_of(self)

    @property
    def folder(self) -> Path:
        """Where the room stands: its templates, static files and words are below."""
        return Path(str(files(f"pelicasso_plugins.{self.name}")))

    def own_folders(self) -> Iterator[str]:
        """The folders of `content` that are the room's."""
        yield from (each.folder for each in self.collections)
        yield from self.folders


AnyFeature = Feature[Any]
Review = Callable[["Room[Any]", Mapping[str, bytes | Path]], Iterable[Finding]]
