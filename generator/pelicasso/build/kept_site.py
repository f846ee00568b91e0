"""A site that stays in memory: a text whose body alone changed is converted, and what shows it is rendered again."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from pelicasso.build.builder import Built, read_folder, rendered
from pelicasso.build.reads import Reads
from pelicasso.build.revision import Revision


class KeptSite:
    """Renders the site in a folder, the first time whole, then what a change asks for; the result is that of a build.

    What the last good rendering was made of is kept; whatever a change of a body does not explain is rendered whole.
    """

    def __init__(self, folder: Path, *, day: str | None = None, drafts: bool = False) -> None:
        self._folder = folder
        self._day = day
        self._drafts = drafts
        self._revision: Revision | None = None
        self._waiting: frozenset[str] | None = None

    def render(self, names: Set[str] = frozenset()) -> Built:
        """The site after files changed, by their names in its folder; no name means that anything may have changed.

        Raises SiteError; what changed before an error is then looked at again with the next change.
        """
        self._waiting = self._waiting | names if names and self._waiting is not None else None
        built = self._revised() or self._whole()
        self._waiting = frozenset()
        return built

    def _revised(self) -> Built | None:
        if self._revision is None or self._waiting is None:
            return None
        built = self._revision.after(self._waiting)
        if not self._revision.is_sound:
            self._revision = None
        return built

    def _whole(self) -> Built:
        work = read_folder(self._folder, self._day, None, drafts=self._drafts, reads=Reads())
        built = rendered(work)
        self._revision = Revision(work, built, self._day)
        return built
