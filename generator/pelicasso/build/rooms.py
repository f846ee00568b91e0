"""The rooms of one build: each feature with what it works on, and the blocks that they fill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from pelicasso.build.feeds import Feeds
from pelicasso.build.work import Work
from pelicasso.kit.blocks import RoomBlock, ThirdParty, Use
from pelicasso.kit.blocks.room_block import PLACEHOLDER
from pelicasso.kit.collection import Entry
from pelicasso.kit.context import EntryView, Link, Picture
from pelicasso.kit.feature import AnyFeature, Given
from pelicasso.kit.palette import Palette
from pelicasso.kit.pictures.drawn import Drawn
from pelicasso.kit.renderer import names
from pelicasso.kit.room import FILE, Noted, Room
from pelicasso.schema import Finding, SiteError
from pelicasso.site.model import PictureFile
from pelicasso.site.paths import Found


@dataclass
class SiteRoom(Room[Given]):
    """A room with the whole build behind it."""

    work: Work

    def view(self, entry: Entry, place: str = "row") -> EntryView:
        return self.work.views.view(entry, place)

    def resolve(self, target: str, line: int | None, file: str = FILE) -> str | None:
        found = self.work.resolver.resolve(target, _below_content(file), file, "/", line)
        return None if found is None else found.href

    def picture(self, asked: PictureFile, place: str, line: int | None, file: str = FILE) -> Picture | None:
        return self.work.illustrations.of_site(asked, file, line, place, _below_content(file))

    def note(self, path: str, model: type[Noted]) -> Noted | None:
        return self.work.illustrations.notes.read(path, model)

    def learnt(self, found: Found, what: str, read: Callable[[BinaryIO], Any]) -> Any:
        return self.work.learnt.of(found, what, read)

    def feed(self, address: str, title: str, page: str, entries: Sequence[Entry]) -> Link | None:
        return Feeds(self.work).plan(address, title, page, entries)

    @property
    def texts(self) -> Sequence[Entry]:
        return self.work.published(list(self.work.content.entries.values()))

    @property
    def colours(self) -> Palette:
        return self.work.colours

    def picture_of(self, entry: Entry) -> Picture | None:
        return self.work.views.pictures.get((entry.file, "head"))

    def located(self, asked: PictureFile, file: str = FILE) -> Found | None:
        found = self.work.resolver.locate(asked.file, _below_content(file))
        return None if found is None else found[1]

    def draw(self, wanted: Sequence[Drawn]) -> Sequence[str]:
        return self.work.resolver.pictures.draw(wanted)

    @property
    def findings(self) -> Sequence[Finding]:
        return self.work.advice()


def open_rooms(work: Work) -> dict[str, SiteRoom[Any]]:
    """The room of each feature that is on, by its name."""
    return {each.name: _room(each, work) for each in work.renderer.features}


def _room(feature: AnyFeature, work: Work) -> SiteRoom[Any]:
    entries = [entry for collection in feature.collections for entry in work.content.of(collection)]
    return SiteRoom(
        feature,
        work.site,
        work.words,
        work.site.sections[feature.name],
        work.plan,
        work.report,
        work.renderer.record,
        work.published(entries),
        work.content.files,
        work,
    )


def _below_content(file: str) -> str:
    """A file as links in it see it: relative to `content`."""
    path = PurePosixPath(file)
    return str(path.relative_to("content")) if path.parts[:1] == ("content",) else ""


class Blocks:
    """Fills the blocks of texts with what the rooms know, and frames; on another page than their own, with a link."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def filled(self, entry: Entry) -> str:
        """The body of an entry, its blocks in their places."""
        return self._replaced(entry, self._rendered) if entry.to_fill else entry.html

    def linked(self, entry: Entry) -> str:
        """The body of an entry with a link in place of each block, for a feed."""
        return self._replaced(entry, self._link) if entry.to_fill else entry.html

    def _replaced(self, entry: Entry, fill: Any) -> str:
        uses = dict(enumerate(entry.to_fill))

        def put(found: Any) -> str:
            use = uses.get(int(found[1]))
            return "" if use is None else str(fill(use, entry))

        return PLACEHOLDER.sub(put, entry.html)

    def _rendered(self, use: Use[Any], entry: Entry) -> str:
        block = use.block
        if isinstance(block, ThirdParty):
            return self._frame(block, use, entry.path)
        assert isinstance(block, RoomBlock)
        room = self._work.rooms[block.feature]
        shown = block.shown(room, use, entry.path)
        if shown is None:
            return ""
        template = self._work.renderer.environment.get_template(block.template)
        return template.render({"site": room.site, "section": room.section, **names(shown)}).strip() + "\n"

    def _frame(self, block: ThirdParty[Any], use: Use[Any], file: str) -> str:
        try:
            return self._component("frame", block.shown(self._work.site, use, file))
        except SiteError as problem:
            self._work.report.add(*problem.findings)
            return ""

    def _link(self, use: Use[Any], _entry: Entry) -> str:
        block = use.block
        if isinstance(block, ThirdParty):
            return self._paragraph(block.link(use))
        assert isinstance(block, RoomBlock)
        return self._paragraph(block.link(self._work.rooms[block.feature], use))

    def _paragraph(self, link: Link) -> str:
        return f"<p>{self._component('link', link, '')}</p>\n"

    def _component(self, name: str, *values: object) -> str:
        template = self._work.renderer.environment.get_template(f"components/{name}.html")
        return str(getattr(template.module, name)(*values)).strip()
