"""The generators that are measured, on the same texts, and the situations that they are measured in."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

HERE = Path(__file__).parent
DAY = "2026-11-24"
ORGANISATION = "Le Pré commun"
PICTURES = ".pelicasso/cache/pictures"
PREPARE = """
import sys
from pathlib import Path
from corpus import write_corpus
from hugo import write_hugo
from plain_pelican import write_plain
folder, articles, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
texts = write_corpus(folder / "pelicasso", articles, seed)
write_plain(folder / "pelicasso", folder / "pelican", texts, seed)
write_hugo(folder / "pelicasso", folder / "hugo", texts, seed)
plain = (each for each in texts if each.is_article and each.is_published and not each.hidden and each.head == "yaml")
text = next(each for each in plain if each.encoding == "utf-8" and all(map(str.isalnum, each.title.split())))
print(text.file, text.title, text.address, len(texts), sep="\\n")
"""
"""Run in a process of its own: what a child holds at its start counts as its memory, so we stay small."""
NUMBERS = count(1)


@dataclass(frozen=True)
class Article:
    """The article that is edited."""

    file: str
    title: str
    address: str


@dataclass(frozen=True)
class Builder:
    """A generator: its command, run in its folder, and what a cold build must not find."""

    name: str
    folder: Path
    article: Article
    settings: str
    command: tuple[str, ...]
    left: tuple[str, ...] = ("output", ".pelicasso")

    @property
    def file(self) -> Path:
        return self.folder / "content" / self.article.file

    @property
    def pages(self) -> int:
        return sum(1 for _ in (self.folder / "output").rglob("*.html"))


def first(builder: Builder) -> None:
    """Nothing is there but the sources."""
    for name in builder.left:
        shutil.rmtree(builder.folder / name, ignore_errors=True)


def cold(builder: Builder) -> None:
    """Nothing is there but the sources, and pictures that were made before."""
    made, aside = builder.folder / PICTURES, builder.folder / "pictures"
    if made.exists():
        made.rename(aside)
    first(builder)
    if aside.exists():
        made.parent.mkdir(parents=True)
        aside.rename(made)


def unchanged(builder: Builder) -> None:
    """The same was built just before."""


def body(builder: Builder) -> None:
    """One sentence was added to one article."""
    with open(builder.file, "a", encoding="utf-8") as file:
        file.write(f"\nUne phrase de plus, la {next(NUMBERS)}e, et le tour est joué.\n")


def title(builder: Builder) -> None:
    """One article was given another title."""
    renumber(builder.file, builder.article.title)


def settings(builder: Builder) -> None:
    """The site was given another name."""
    renumber(builder.folder / builder.settings, ORGANISATION)


def renumber(file: Path, words: str) -> None:
    """Set a new number behind the first of these words in a file."""
    text = file.read_text("utf-8")
    file.write_text(re.sub(rf"{re.escape(words)}(?: n° \d+)?", f"{words} n° {next(NUMBERS)}", text, count=1), "utf-8")


Situation = Callable[[Builder], None]
SITUATIONS: dict[str, Situation] = {
    "first": first,
    "cold": cold,
    "unchanged": unchanged,
    "body": body,
    "title": title,
    "settings": settings,
}
SAID = {
    "first": "cold, pictures and share cards too",
    "cold": "cold, pictures made before",
    "unchanged": "nothing changed",
    "body": "one body edited",
    "title": "one title edited",
    "settings": "name of the site edited",
}


def prepared(folder: Path, articles: int, seed: int, hugo: str | None) -> tuple[list[Builder], int]:
    """Write the same texts for each builder; and how many there are."""
    command = [sys.executable, "-c", PREPARE, str(folder), str(articles), str(seed)]
    done = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    *article, texts = done.stdout.splitlines()
    return builders(folder, Article(*article), hugo), int(texts)


def builders(folder: Path, article: Article, hugo: str | None) -> list[Builder]:
    python = sys.executable
    ours = (python, "-m", "pelicasso", "build", "--day", DAY)
    plain = (python, "-m", "pelican", "-q", "-s", "pelicanconf.py")
    found = [
        Builder("Pelicasso", folder / "pelicasso", article, "site.yaml", ours),
        Builder("Pelican", folder / "pelican", article, "pelicanconf.py", plain),
    ]
    if hugo is not None:
        command = (str(Path(hugo).absolute()), "--quiet", "--noBuildLock", "--destination", "output")
        found.append(Builder("Hugo", folder / "hugo", article, "hugo.toml", command, ("output", "resources")))
    return found
