"""Collections and their entries: a folder of Markdown files whose front matter is read into one type."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self
from urllib.parse import unquote

from pydantic import AliasChoices, BeforeValidator

from pelicasso.kit.context import Heading
from pelicasso.kit.cut import cut
from pelicasso.kit.links import slug
from pelicasso.schema.section import Language, Section, Text, YesNo, refuse, titled
from pelicasso.site.dates import Day as Day
from pelicasso.site.model import PictureField

if TYPE_CHECKING:
    from pelicasso.kit.blocks import Use

FORMER = re.compile(r"(?:/(?:[^\s/?#<>\"\\\x00-\x1f\x7f-\x9f\ufffd\ud800-\udfff]| )+)*/?")
"""No sign that a shell, a file system or a server's configuration reads as something else than a name."""
LONGEST = 200
"""Bytes; a file's name may have a few more."""
WORDS_A_MINUTE = 220


def _listed(value: object) -> object:
    """« jardin, récolte » is a list of two."""
    if isinstance(value, str):
        return [each.strip() for each in value.split(",") if each.strip()]
    return value


def _slug(value: str) -> str:
    if value != slug(value) or not value:
        raise refuse("bad_slug", value=value, proposal=slug(value) or "mon-article")
    return value


def _address(value: str) -> str:
    """A former address, decoded: « /caf%C3%A9 » is « /café/ »."""
    path = unicodedata.normalize("NFC", unquote(value.strip()))
    parts = path.split("/")
    if not FORMER.fullmatch(path) or {"..", "."} & {*parts} or max(len(each.encode()) for each in parts) > LONGEST:
        raise refuse("bad_alias", value=value)
    return path if path.endswith((".html", ".htm")) else f"{path.rstrip('/')}/"


def _name(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


Slug = Annotated[str, BeforeValidator(lambda value: _slug(value) if isinstance(value, str) else value)]
Alias = Annotated[str, BeforeValidator(lambda value: _address(value) if isinstance(value, str) else value)]
Words = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Names = Annotated[Text, BeforeValidator(_name)]


class FrontMatter(Section):
    """The keys that every entry knows."""

    title: Text | None = titled(en="The title.", fr="Le titre.")
    date: Day | None = titled(en="The day it is dated.", fr="La date : 2026-12-05.")
    updated: Day | None = titled(en="The day of the last change.", fr="La date de la dernière mise à jour.")
    summary: Text | None = titled(en="One or two sentences for lists.", fr="Une ou deux phrases pour les listes.")
    picture: PictureField | None = titled(en="A picture at its head.", fr="Une image en tête, et dans les listes.")
    tags: Words = titled((), en="Tags.", fr="Des mots-clés.")
    category: Text | None = titled(en="The category.", fr="La rubrique.")
    author: Names | None = titled(
        en="Who wrote it.", fr="Qui l’a écrit.", validation_alias=AliasChoices("author", "authors")
    )
    draft: YesNo = titled(False, en="yes: not published.", fr="oui : pas publié.")
    hidden: YesNo = titled(False, en="yes: published, not listed.", fr="oui : publié, mais dans aucune liste.")
    noindex: YesNo = titled(
        False,
        en="yes: search engines are asked to leave it out.",
        fr="oui : absent des moteurs de recherche.",
    )
    slug: Slug | None = titled(en="The last part of the address.", fr="La fin de l’adresse.")
    id: Text | None = titled(en="What it stays known by when the file is renamed.", fr="Son identité.")
    aliases: Annotated[tuple[Alias, ...], BeforeValidator(_listed)] = titled(
        (), en="Former addresses, that lead here.", fr="Les anciennes adresses, qui mènent ici."
    )
    lang: Language | None = titled(en="The language of the text.", fr="La langue du texte.")

    @property
    def is_draft(self) -> bool:
        return self.draft

    @property
    def is_hidden(self) -> bool:
        return self.hidden

    def shown(self, day: Day) -> Self:
        """A draft as it will be once it is published; that day at the latest, so that it can be seen."""
        return self.model_copy(update={"draft": False, "date": min(self.date or day, day)})


@dataclass(frozen=True)
class Collection:
    """Entries of one kind: the folder below `content` where they stand, and the type of their front matter.

    `kind` is what one of them is called. `dated`: an entry without a date is an error. `address` names the
    collection's part of an address in the catalogue; None puts its entries at the root. `places` are those where the
    theme shows an entry's picture.
    """

    name: str
    data: type[FrontMatter]
    address: str | None = None
    dated: bool = False
    kind: str = ""
    places: tuple[str, ...] = ("head",)

    @property
    def folder(self) -> str:
        return self.name


class TextData(FrontMatter):
    """The front matter of pages and articles."""

    status: Literal["draft", "hidden", "published"] | None = titled(
        en="As in Pelican: draft, hidden or published.", fr="Comme dans Pelican : draft, hidden ou published."
    )

    @property
    def is_draft(self) -> bool:
        return self.draft or self.status == "draft"

    def shown(self, day: Day) -> Self:
        return super().shown(day).model_copy(update={"status": None})

    @property
    def is_hidden(self) -> bool:
        return self.hidden or self.status == "hidden"


ARTICLES = Collection(
    "articles", TextData, address="articles", dated=True, kind="article", places=("head", "card", "row")
)
PAGES = Collection("pages", TextData, kind="page")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card that is shared says of an entry: « Mission bénévole », its title, and facts such as its date."""

    kicker: str
    title: str
    facts: tuple[str, ...]


@dataclass(eq=False)
class Entry:
    """One text of a collection.

    `file` is relative to `content`; `body` the Markdown, which begins at line `body_line` of the file; `lines` gives
    the line of each key of the front matter; `html` is there once the bodies are converted, `styles` then names
    the stylesheets that it needs, and `to_fill` the blocks that rooms fill. A room says what a `kicker` calls the
    entry, its `facts`: its date, its place; and its `periods`, first and last day, when it is not of its date alone.
    """

    collection: Collection
    file: str
    data: FrontMatter
    address: str
    body: str
    body_line: int
    lines: dict[str, int] = field(default_factory=dict)
    title: str = ""
    html: str = ""
    summary: str = ""
    headings: tuple[Heading, ...] = ()
    words: int = 0
    styles: tuple[str, ...] = ()
    committed: date | None = None
    to_fill: tuple[Use[Any], ...] = ()
    kicker: str = ""
    facts: tuple[str, ...] = ()
    periods: tuple[tuple[date, date], ...] = ()

    @property
    def path(self) -> str:
        """The file as a message names it."""
        return f"content/{self.file}"

    @property
    def has_text(self) -> bool:
        """Whether more than the front matter is written."""
        return bool(self.body.strip())

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def identity(self) -> str:
        """What it stays known by: `id`, else its collection and file name."""
        return self.data.id or f"{self.collection.name}/{self.file.rsplit('/', 1)[-1].removesuffix('.md')}"

    @property
    def updated(self) -> date | None:
        """The last change: `updated`, else the last commit, else the date."""
        return self.data.updated or self.committed or self.data.date

    @property
    def card(self) -> Card:
        """What a card says of it."""
        return Card(self.kicker, self.title, self.facts)

    @property
    def texts(self) -> tuple[str, ...]:
        """What may be said of it, the most telling first."""
        return tuple(filter(None, (self.title, *self.facts, self.summary)))

    def sentence(self, limit: int) -> str:
        """One line about it, of at most so many signs."""
        return cut(", ".join((self.title, *self.facts)), limit)

    def is_of(self, first: date, last: date) -> bool:
        """Whether it belongs to some days: those it is held on or open, else the one it is dated."""
        day = self.data.date
        periods = self.periods or (((day, day),) if day else ())
        return any(start <= last and end >= first for start, end in periods)

    def is_published(self, day: date) -> bool:
        """Whether visitors may read it on that day."""
        return not self.data.is_draft and (self.data.date is None or self.data.date <= day)
