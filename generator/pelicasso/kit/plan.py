"""The plan: every address of the site, known and compared before anything is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pelicasso.kit.links import file_name
from pelicasso.kit.renderer import Renderer
from pelicasso.schema import Finding, error
from pelicasso.site.model import Site


@dataclass(frozen=True)
class Planned:
    """Something that will stand at an address.

    `source` is the file it comes from, as messages name it, None for what the site makes by itself. `title` is set for
    pages that the site map lists, in the branch `branch`; `indexed` ones stand in `sitemap.xml`,
    and those `in_menu` in the menu of a site that lists none. What comes `last` is rendered after all others.
    """

    address: str
    render: Callable[[], bytes | Path]
    source: str | None = None
    line: int | None = None
    title: str | None = None
    branch: str = "pages"
    indexed: bool = False
    in_menu: bool = False
    updated: date | None = None
    last: bool = False


class Plan:
    """The addresses of a site. Generators add to it; the build renders it."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site = site
        self.renderer = renderer
        self._planned: dict[str, list[Planned]] = {}
        self.added: list[Planned] = []

    def add(self, planned: Planned) -> None:
        self.added.append(planned)
        self._planned.setdefault(file_name(planned.address).casefold(), []).append(planned)

    def __iter__(self) -> Iterator[Planned]:
        """In the order of the addresses."""
        firsts = (each[0] for each in self._planned.values())
        return iter(sorted(firsts, key=lambda each: each.address))

    def at(self, address: str) -> Planned | None:
        """What stands at an address."""
        rivals = self._planned.get(file_name(address).casefold())
        return rivals[0] if rivals else None

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and file_name(address).casefold() in self._planned

    def clashes(self) -> Iterator[Finding]:
        """Each address that two texts want, or that a text takes from the site; and files that are folders too."""
        for rivals in self._planned.values():
            first, *others = sorted(rivals, key=lambda each: (each.source is not None, each.source or ""))
            for other in others:
                yield _clash(first, other)
        yield from self._folders()

    def _folders(self) -> Iterator[Finding]:
        for name, (planned, *_) in self._planned.items():
            parents = name.split("/")[:-1]
            for depth in range(1, len(parents) + 1):
                if (rival := self._planned.get("/".join(parents[:depth]))) is not None:
                    yield _clash(planned, rival[0])


def _clash(first: Planned, other: Planned) -> Finding:
    if first.source is None:
        return error("reserved_address", other.source, other.line, address=other.address)
    return error("same_address", other.source, other.line, address=other.address, other=first.source)
