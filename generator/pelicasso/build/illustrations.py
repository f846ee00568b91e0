"""What pages show of pictures: those in texts, and those that keys ask for, each with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from pelicasso.build.markdown import PictureReference
from pelicasso.build.picture_notes import Notes, PictureNote
from pelicasso.build.pictures import SitePictures
from pelicasso.build.resolver import Resolver
from pelicasso.kit.blocks import Use
from pelicasso.kit.collection import Entry
from pelicasso.kit.context import Picture
from pelicasso.kit.pictures.kinds import SUFFIXES
from pelicasso.kit.pictures.made import Traits
from pelicasso.kit.pictures.pool import Told
from pelicasso.kit.pictures.settings import REST
from pelicasso.kit.renderer import Renderer
from pelicasso.schema import Finding, SiteError, warning
from pelicasso.site.model import PictureFile
from pelicasso.site.paths import Found

UNSAID = "-"
"""In place of an alternative: the picture only decorates. In place of a credit: none is shown, and none proposed."""
IN_TEXTS = {"wide": "wide", "left": "half", "right": "half", "half": "half"}
"""The place of a picture in a text, by the class that asks for it."""
IN_LISTS = ("card", "row")
"""Where a title beside the picture says what it shows."""
WORD = re.compile(r"[^\s()<>\"'\[\]]++")
SUFFIX = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(SUFFIXES)))})\b", re.I)


class Illustrations:
    """Pictures with their words; what is wrong goes to the resolver's report, with the line that asks for it."""

    def __init__(self, resolver: Resolver, pictures: SitePictures, renderer: Renderer) -> None:
        self.resolver = resolver
        self.pictures = pictures
        self.renderer = renderer
        self.report = resolver.report
        self.notes = Notes(resolver.content, resolver.site.folder, resolver.report)
        self._told: set[str] = set()

    def prepare(self, entries: Iterable[Entry], hero: PictureFile | None, told: Told) -> None:
        """Make at once what the texts will show; a picture that is not foreseen is made when it is asked for."""
        wanted: dict[str, dict[str, None]] = {}
        for target, file, place in _foreseen(entries, hero):
            if (located := self.resolver.locate(target, file)) is not None:
                wanted.setdefault(located[0], {})[place] = None
        files = self.resolver.content.files
        self.pictures.prepare([(files[path], list(names)) for path, names in wanted.items()], told)

    def of_entry(self, entry: Entry, place: str) -> Picture | None:
        """The picture of an entry, for the head of its page or for a list."""
        asked = entry.data.picture
        if asked is None:
            return None
        alternative = UNSAID if place in IN_LISTS else asked.alt
        reference = PictureReference(asked.file, entry.lines.get("picture", 1), alternative)
        return self._shown(reference, entry.file, entry.path, place, asked.credit)

    def of_block(self, use: Use[Any], entry: Entry) -> dict[str, Picture]:
        """The pictures that the options of a block name; its title says what they show."""
        named = {each: getattr(use.options, each) for each in use.block.pictures}
        references = {
            name: PictureReference(file, use.lines.get(name), UNSAID)
            for name, file in named.items()
            if file is not None
        }
        shown = {name: self._shown(each, entry.file, entry.path, "text", None) for name, each in references.items()}
        return {name: each for name, each in shown.items() if each is not None}

    def of_site(self, asked: PictureFile, file: str, line: int | None, place: str, beside: str = "") -> Picture | None:
        """A picture that `site.yaml` asks for, or the file of `content` that it is looked for `beside`."""
        return self._shown(PictureReference(asked.file, line, asked.alt), beside, file, place, asked.credit)

    def of_text(self, entry: Entry) -> Callable[[PictureReference], str | None]:
        """Shows the pictures of one text as HTML; the first one is not waited for, unless one stands above the text."""
        waits = [entry.data.picture is not None]

        def show(reference: PictureReference) -> str | None:
            place = next((IN_TEXTS[each] for each in reference.classes if each in IN_TEXTS), "text")
            image = self._shown(reference, entry.file, entry.path, place, None)
            if image is None:
                return None
            eager = not waits[0]
            waits[0] = True
            return self._html(image, reference, eager)

        return show

    def _html(self, image: Picture, reference: PictureReference, eager: bool) -> str:
        kind = "figure" if reference.is_block else "picture"
        macro = getattr(self.renderer.environment.get_template(f"components/{kind}.html").module, kind)
        return str(macro(image, " ".join(reference.classes), eager)).strip()

    def _shown(
        self, reference: PictureReference, file: str, said: str, place: str, credit: str | None
    ) -> Picture | None:
        located = self.resolver.picture(reference.target, file, said, reference.line)
        if located is None:
            return None
        path, found = located
        try:
            image = self.pictures.shown(path, found, place)
        except SiteError as problem:
            self.report.add(*(Finding(each.code, said, reference.line, each.values) for each in problem.findings))
            return None
        note = self.notes.of(path)
        self._propose(self.pictures.made(found, place).traits, found, credit or note.credit)
        return self._described(image, reference, note, credit)

    def _described(self, image: Picture, reference: PictureReference, note: PictureNote, credit: str | None) -> Picture:
        alternative = _alternative(reference, note)
        typeset = self.resolver.words.typography.text
        caption = (reference.title or note.caption or "").strip()
        own = (credit or note.credit or "").strip()
        if reference.width is not None and reference.width < image.width:
            height = max(1, round(image.height * reference.width / image.width))
            image = replace(image, width=reference.width, height=height, sizes=f"{reference.width}px")
        return replace(
            image,
            alt="" if alternative == UNSAID else typeset(alternative),
            caption=typeset(caption) if caption else None,
            credit=typeset(own) if own not in ("", UNSAID) else None,
        )

    def _propose(self, traits: Traits, found: Found, credit: str | None) -> None:
        """Tell once what a picture says of itself: whose it is, and that it moves for long."""
        if found.path in self._told:
            return
        self._told.add(found.path)
        if traits.credit and not credit:
            self.report.add(warning("picture_credit", found.path, picture=found.path, credit=traits.credit))
        if sum(traits.durations) > REST:
            seconds = round(sum(traits.durations) / 1000)
            self.report.add(warning("animation_long", found.path, picture=found.path, seconds=seconds))


def _alternative(reference: PictureReference, note: PictureNote) -> str:
    """What stands where the picture is shown, else what its note says; empty when nobody said anything."""
    if reference.alternative == "":
        return UNSAID
    return (reference.alternative or note.alt or "").strip()


def waiting(html: str) -> str:
    """A text whose pictures are all waited for, as another one stands above it."""
    return html.replace(' fetchpriority="high"', ' loading="lazy"')


def _foreseen(entries: Iterable[Entry], hero: PictureFile | None) -> Iterator[tuple[str, str, str]]:
    """What texts and keys name as pictures: the target, the file that names it, the place."""
    if hero is not None:
        yield hero.file, "", "hero"
    for entry in entries:
        if entry.data.picture is not None:
            yield from ((entry.data.picture.file, entry.file, place) for place in entry.collection.places)
        places = ["text", *(place for name, place in IN_TEXTS.items() if name in entry.body)]
        for each in _named(entry.body):
            yield from ((unquote(each), entry.file, place) for place in places)


def _named(text: str) -> Iterator[str]:
    """The words of a text that may name a picture, each as far as its suffix."""
    for word in WORD.findall(text) if SUFFIX.search(text) else ():
        if "." in word and (ends := [found.end() for found in SUFFIX.finditer(word)]):
            yield word[: ends[-1]]
