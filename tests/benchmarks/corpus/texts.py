"""Which texts there are: their files, their titles and headings, what their front matter says."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from corpus import prose
from corpus.prose import HANDS, Prose

DAY = date(2026, 11, 24)
"""The day of the build."""
FIRST_YEAR = 2009
AUTHORS = (
    "Odile Ferrand",
    "Karim Belkacem",
    "Jeanne Wattel",
    "Thérèse Lebrun-Costa",
    "Malo Le Goff",
    "Ismaël Traoré",
    "Solange d'Arcy",
    "Béatrice Oyono",
    "Gérard Pichon",
    "Noémie Vasseur",
    "Fatou N'Diaye",
    "Le bureau",
)
PHOTOS = tuple(f"photo-{at:02}.{'png' if at % 3 else 'jpg'}" for at in range(24))
PLACES = ("La Grange", "Le jardin du lavoir", "Salle Louise-Michel")
DOMAINS = ("environnement", "education", "culture-loisirs", "solidarite-insertion")
ROLES = ("Présidence", "Trésorerie", "Secrétariat", "Accueil", "Ateliers")
TOP_PAGES = {
    "qui-sommes-nous": "Qui sommes-nous ?",
    "nous-rejoindre": "Nous rejoindre",
    "nos-activites": "Nos activités",
    "nos-lieux": "Nos lieux",
    "questions-frequentes": "Questions fréquentes",
    "la-lettre-du-pre": "« La Lettre du Pré », notre journal",
}
GROUPS = ("fiches", "comptes_rendus", "groupes")
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|«»!]+')


@dataclass(frozen=True)
class Heading:
    """A heading of a text; `anchor` is written beside it when the author set one."""

    title: str
    anchor: str | None = None

    @property
    def place(self) -> str:
        return self.anchor or slug(self.title)


@dataclass(frozen=True)
class Text:
    """A text before its body is written; `file` is relative to `content`.

    `head` is how its front matter is written: yaml, toml, header, or none (then the file's name and first heading
    say it all). `encoding` and `newline` are those of the file. `own` is what its room reads.
    """

    file: str
    address: str
    topic: str
    title: str
    day: date | None
    author: int
    words: int
    headings: tuple[Heading, ...]
    head: str = "yaml"
    title_in_body: bool = False
    day_in_name: bool = False
    category: str | None = None
    tags: tuple[str, ...] = ()
    summary: str | None = None
    updated: date | None = None
    draft: bool = False
    hidden: bool = False
    noindex: bool = False
    slug: str | None = None
    id: str | None = None
    aliases: tuple[str, ...] = ()
    encoding: str = "utf-8"
    newline: str = "\n"
    own: tuple[tuple[str, str], ...] = ()

    @property
    def is_article(self) -> bool:
        return self.file.startswith("articles/")

    @property
    def is_published(self) -> bool:
        return not self.draft and (self.day is None or self.day <= DAY)

    @property
    def hand(self) -> prose.Hand:
        return HANDS[self.author % len(HANDS)]


def slug(text: str) -> str:
    """A part of an address, as the specification makes it."""
    spread = re.sub(r"['’]", "-", text).replace("œ", "oe").replace("Œ", "oe")
    plain = unicodedata.normalize("NFKD", spread).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


class Planner:
    """Draws the texts of a site."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(f"{seed} texts")
        self.taken: set[str] = set()

    def texts(self, articles: int) -> list[Text]:
        """So many articles, for ten of them three pages, two events and a mission; people, and a campaign."""
        pages = self._pages()
        made = [next(pages) for _ in range(articles * 3 // 10)]
        made += [self._article() for _ in range(articles)]
        made += [self._event() for _ in range(articles // 5)]
        made += [self._mission() for _ in range(articles // 10)]
        return [*made, *map(self._person, AUTHORS[:-1]), self._campaign()]

    def _chance(self, part: float) -> bool:
        return self.draw.random() < part

    def _article(self) -> Text:
        topic = self.draw.choice(prose.topics())
        day = self._day()
        author = self.draw.randrange(len(AUTHORS))
        title, name = self._title(topic, "titre", day, "/actualites/")
        file, own = self._article_file(day, title, name)
        in_name = day.isoformat() in file
        head = self.draw.choices(("yaml", "header", "toml", "none"), (90, 6, 2, 2 if in_name and own is None else 0))[0]
        spare: dict[str, Any] = {} if head == "none" else self._spare(topic, day, name)
        return Text(
            file=file,
            address=f"/actualites/{own or name}/",
            topic=topic,
            title=title,
            day=day,
            author=author,
            words=self.draw.randint(390, 1120),
            headings=self._headings(topic, HANDS[author % len(HANDS)]),
            head=head,
            title_in_body=head == "none" or self._chance(0.03),
            day_in_name=head == "none" or (in_name and self._chance(0.04)),
            slug=own,
            **spare,
            **self._bytes(),
        )

    def _day(self) -> date:
        if self._chance(0.015):
            return DAY + timedelta(days=self.draw.randint(1, 90))
        year = max(FIRST_YEAR, DAY.year - int(self.draw.expovariate(1 / 5)))
        days = (min(DAY, date(year, 12, 31)) - date(year, 1, 1)).days
        return date(year, 1, 1) + timedelta(days=self.draw.randint(0, days))

    def _title(self, topic: str, kind: str, day: date, above: str) -> tuple[str, str]:
        """A title, and the name at the end of its address, which no other text has."""
        source = Prose(self.draw, topic, HANDS[0])
        month = prose.months()[day.month - 1]
        for attempt in range(1, 100):
            title = source.title(kind, month, day.year)
            if attempt > 4:
                title = f"{title} ({self.draw.randint(2, 99)})"
            name = "-".join(slug(title).split("-")[:9])
            if f"{above}{name}/" not in self.taken:
                break
        self.taken.add(f"{above}{name}/")
        return title, name

    def _article_file(self, day: date, title: str, name: str) -> tuple[str, str | None]:
        """The file of an article, and its `slug` where the name does not say it."""
        dated = f"{day.isoformat()}-{name}"
        folder = f"articles/{day.year}" if day.year < 2021 else "articles"
        kind = self.draw.choices(("dated", "accents", "bundle", "plain", "other"), (84, 4, 3, 5, 4))[0]
        if kind == "accents" and slug(spelt := " ".join(NOT_IN_NAMES.sub(" ", title).split())) == name:
            return f"{folder}/{day.isoformat()} {spelt}.md", None
        if kind == "bundle":
            return f"{folder}/{dated}/index.md", None
        if kind == "plain":
            return f"{folder}/{name}.md", None
        if kind == "other":
            return f"{folder}/{day.isoformat()}-texte-{len(self.taken)}.md", name
        return f"{folder}/{dated}.md", None

    def _headings(self, topic: str, hand: prose.Hand) -> tuple[Heading, ...]:
        source = Prose(self.draw, topic, hand)
        count = self.draw.choices(range(6), (8, 6, 24, 32, 20, 10))[0]
        titles = self.draw.sample(sorted({hand.typed(each) for each in source.all("section")}), count)
        return tuple(Heading(each, f"partie-{at}" if self._chance(0.02) else None) for at, each in enumerate(titles))

    def _spare(self, topic: str, day: date | None, name: str) -> dict[str, Any]:
        """What a front matter may say beside the title and the date."""
        since = day or date(2024, 1, 8)
        updated = since + timedelta(days=self.draw.randint(1, 400))
        return {
            "category": prose.category(topic) if day and self._chance(0.92) else None,
            "tags": self._tags(topic) if day else (),
            "summary": Prose(self.draw, topic, HANDS[2]).sentence() if self._chance(0.45) else None,
            "updated": updated if self._chance(0.1) and updated <= DAY else None,
            "draft": self._chance(0.02),
            "hidden": self._chance(0.01),
            "noindex": self._chance(0.005),
            "id": f"{self.draw.getrandbits(40):010x}" if self._chance(0.2) else None,
            "aliases": self._aliases(name) if self._chance(0.04) else (),
            "own": (("picture", self._picture()),) if self._chance(0.15) else (),
        }

    def _picture(self) -> str:
        return f"images/{self.draw.choice(PHOTOS)}"

    def _event(self) -> Text:
        """An event of the last years or of the coming months; one in twelve comes back every week."""
        start = DAY + timedelta(days=self.draw.randint(-900, 200))
        own = [("start", f"{start.isoformat()} {self.draw.randint(9, 18)}:00"), ("duration", "2 h")]
        own.append(("place", self.draw.choice(PLACES)))
        if self._chance(0.08):
            own.append(("recurrence", f"tous les {prose.weekdays()[start.weekday()]}s"))
        if self._chance(0.04):
            own.append(("status", "annulé"))
        if self._chance(0.3):
            own.append(("picture", self._picture()))
        return self._of_room("events", "/agenda/", "titre", own, start)

    def _mission(self) -> Text:
        own = [
            ("domain", self.draw.choice(DOMAINS)),
            ("rhythm", self.draw.choice(("once", "regular"))),
            ("schedule", f"{self.draw.randint(2, 4)} heures par semaine"),
            ("address", "4 rue des Tanneurs, 01000 Vieux-Moulin-sur-Rive"),
            ("status", self.draw.choices(("open", "full", "closed"), (7, 2, 1))[0]),
            ("apply", "bonjour@le-pre-commun.example"),
        ]
        return self._of_room("missions", "/missions/", "faire", own, DAY - timedelta(days=self.draw.randint(1, 300)))

    def _campaign(self) -> Text:
        own = [("target", "3000"), ("collected", "1840"), ("start", "2026-10-15"), ("end", "2026-12-31")]
        return self._of_room("campaigns", "/don/", "titre", own, DAY)

    def _of_room(self, folder: str, above: str, kind: str, own: list[tuple[str, str]], day: date) -> Text:
        """A short text with a summary."""
        topic = self.draw.choice(prose.topics())
        title, name = self._title(topic, kind, day, above)
        author = self.draw.randrange(len(AUTHORS))
        return Text(
            file=f"{folder}/{name}.md",
            address=f"{above}{name}/",
            topic=topic,
            title=title,
            day=None if folder == "events" else day,
            author=author,
            words=self.draw.randint(60, 260),
            headings=self._headings(topic, HANDS[author % len(HANDS)])[:2],
            category=prose.category(topic) if folder == "events" else None,
            summary=Prose(self.draw, topic, HANDS[2]).sentence(),
            own=tuple(own),
        )

    def _person(self, name: str) -> Text:
        """A member of the board, or a volunteer."""
        own = (("role", self.draw.choice(ROLES)), ("group", self.draw.choice(("bureau", "bénévoles"))))
        file, address = f"people/{slug(name)}.md", f"/equipe/{slug(name)}/"
        topic = self.draw.choice(prose.topics())
        return Text(file, address, topic, name, None, AUTHORS.index(name), 60, (), own=own)

    def _tags(self, topic: str) -> tuple[str, ...]:
        known = prose.tags(topic)
        count = self.draw.choices(range(5), (6, 18, 34, 30, 12))[0]
        found = [each for each in self.draw.sample(known, len(known)) if self._chance(0.7)][:count]
        return tuple(each.capitalize() if self._chance(0.01) else each for each in found)

    def _aliases(self, name: str) -> tuple[str, ...]:
        number = len(self.taken)
        options = (f"/blog/{number}/{name}.html", f"/node/{number}/", f"/spip/article{number}")
        return tuple(self.draw.sample(options, self.draw.choices((1, 2), (4, 1))[0]))

    def _bytes(self) -> dict[str, Any]:
        """How a text is saved: nearly always as it should be."""
        encoding = self.draw.choices(("utf-8", "utf-8-sig", "cp1252"), (988, 8, 4))[0]
        return {"encoding": encoding, "newline": "\r\n" if self._chance(0.02) else "\n"}

    def _pages(self) -> Iterator[Text]:
        topics = prose.topics()
        for name, title in TOP_PAGES.items():
            yield self._page(f"pages/{name}.md", f"/{name}/", self.draw.choice(topics), title, None)
        for at, topic in enumerate(topics):
            file = f"pages/{topic}.md" if at % 3 == 2 else f"pages/{topic}/index.md"
            yield self._page(file, f"/{topic}/", topic, prose.category(topic), None)
            for group in GROUPS:
                title = group.replace("_", " ").capitalize()
                yield self._page(f"pages/{_folder(topic, group)}/index.md", _above(topic, group), topic, title, None)
        while True:
            yield self._leaf(self.draw.choice(topics), self.draw.choices(GROUPS, (3, 6, 2))[0])

    def _leaf(self, topic: str, group: str) -> Text:
        """A page two folders deep."""
        day = self._day()
        above = _above(topic, group)
        title, name = self._title(topic, group, min(day, DAY), above)
        file = f"pages/{_folder(topic, group)}/{name}.md"
        return self._page(file, f"{above}{name}/", topic, title, day if self._chance(0.3) else None)

    def _page(self, file: str, address: str, topic: str, title: str, day: date | None) -> Text:
        author = self.draw.randrange(len(AUTHORS))
        is_leaf = file.count("/") == 3 and not file.endswith("index.md")
        spare = self._spare(topic, None, address.strip("/").replace("/", "-"))
        kept = spare if is_leaf else {"summary": spare["summary"], "updated": spare["updated"]}
        return Text(
            file=file,
            address=address,
            topic=topic,
            title=title,
            day=day,
            author=author,
            words=self.draw.randint(120, 900),
            headings=self._headings(topic, HANDS[author % len(HANDS)]),
            head=self.draw.choices(("yaml", "header", "toml"), (92, 6, 2))[0],
            **kept,
            **self._bytes(),
        )


def _folder(topic: str, group: str) -> str:
    """The folder of a group of pages; some have spaces in their names."""
    return f"{topic}/{group.replace('_', ' ' if topic in ('vie', 'fetes') else '-')}"


def _above(topic: str, group: str) -> str:
    return f"/{topic}/{slug(group)}/"
