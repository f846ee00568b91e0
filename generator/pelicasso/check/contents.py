"""Every rule over a rendered site; they advise, and never stop a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pelicasso.check import (
    age,
    files,
    headings,
    languages,
    links,
    lists,
    media,
    pictures,
    positions,
    reach,
    tables,
    titles,
    weight,
    words,
)
from pelicasso.check.rule import Family, family
from pelicasso.check.subject import Subject
from pelicasso.check.text import Text
from pelicasso.schema import Finding

MODULES = (
    pictures,
    links,
    files,
    headings,
    lists,
    tables,
    words,
    languages,
    titles,
    media,
    positions,
    reach,
    age,
    weight,
)
FAMILIES: Mapping[str, Family] = {each.name: each for each in map(family, MODULES)}


def check_contents(subject: Subject, only: str | None = None) -> Iterator[Finding]:
    """What the rules say of a site; those of one family where its name is given."""
    asked = [each for name, each in FAMILIES.items() if only in (None, name)]
    for text in subject.texts:
        look_at(text, asked)
    for each in asked:
        yield from each(subject)


def look_at(text: Text, asked: Iterable[Family] = tuple(FAMILIES.values())) -> None:
    """Ask the rules on texts; afterwards it holds what they say, and is light again."""
    for each in asked:
        each.said_of(text)
    text.rest()
