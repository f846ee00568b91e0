"""A newsletter of a month, as HTML that mail programs accept and as plain text; sent by hand, it follows nobody."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from pelicasso.kit import Entry
from pelicasso.kit.collection import PAGES
from pelicasso.kit.command import write
from pelicasso.kit.context import Picture
from pelicasso.schema import SiteError, error
from pelicasso.schema.size import weight
from pelicasso_plugins.sharing.cards import SharingRoom, shared

COLOURS = ("paper", "tint", "ink", "muted", "brand")
WIDTH = 536
"""Pixels of a picture in a letter that is 600 wide."""
UNSUBSCRIBE = "{{unsubscribe_url}}"
"""What the sender's tool puts the address into."""


@dataclass(frozen=True, slots=True)
class Item:
    """A text of the letter; `href` is absolute, and so is the address of the picture."""

    title: str
    href: str
    kicker: str
    facts: tuple[str, ...]
    summary: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of one kind: articles, events, missions."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A newsletter; its colours are by their names in the palette."""

    title: str
    preheader: str
    name: str
    language: str
    direction: str
    home: str
    groups: tuple[Group, ...]
    light: dict[str, str]
    dark: dict[str, str]
    unsubscribe: str = UNSUBSCRIBE


def publish(room: SharingRoom, _words: Sequence[str], month: str | None) -> Iterator[str]:
    """Write the letter of a month, twice; tells what is in it."""
    if room.site.address is None:
        raise SiteError(error("sharing.needs_address", "site.yaml"), exit_code=2)
    first, last = _month(month, room.site.day)
    letter = _letter(room, first, last)
    said = room.words.day(first, "month")
    count = sum(len(each.items) for each in letter.groups)
    if not count:
        raise SiteError(error("sharing.empty_month", month=said), exit_code=2)
    name = f"{first:%Y-%m}"
    folder = room.words("sharing.kit.folder")
    html = html_of(room, letter).encode()
    write(room.site.folder / folder / f"{name}.html", html)
    write(room.site.folder / folder / f"{name}.txt", text_of(room, letter).encode())
    size = weight(len(html), room.site.language)
    yield room.words("sharing.digest.written", month=said, count=count, folder=folder, weight=size)


def html_of(room: SharingRoom, letter: Letter) -> str:
    """For mail programs: tables, and styles at each element, as some drop all others."""
    module: Any = room.plan.renderer.environment.get_template("sharing/digest.html").module
    return re.sub(r"\n\s*\n+", "\n", str(module.digest(letter))).strip() + "\n"


def text_of(room: SharingRoom, letter: Letter) -> str:
    """The twin that everyone can read."""
    words = room.words
    parts = [letter.title.upper(), letter.preheader]
    for group in letter.groups:
        parts.append(f"== {group.title} ==")
        parts += ["\n".join(filter(None, _lines(each))) for each in group.items]
    parts.append(f"-- \n{letter.name}\n{letter.home}\n{words('sharing.digest.leave')} {UNSUBSCRIBE}")
    return "\n\n".join(parts) + "\n"


def _lines(item: Item) -> Iterator[str]:
    yield f"* {item.title}"
    yield " · ".join((*filter(None, (item.kicker,)), *item.facts))
    yield item.summary
    yield item.href


def _month(asked: str | None, day: date) -> tuple[date, date]:
    found = re.fullmatch(r"(\d{4})-(0?[1-9]|1[0-2])", asked or f"{day:%Y-%m}")
    if found is None or int(found[1]) < 1900:
        raise SiteError(error("sharing.bad_month", value=asked), exit_code=2)
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _letter(room: SharingRoom, first: date, last: date) -> Letter:
    words, name = room.words, room.site.organisation.name
    month = words.day(first, "month")
    return Letter(
        words("sharing.digest.title", name=name, month=month),
        words("sharing.digest.preheader", month=month),
        name,
        room.site.language,
        words.direction,
        room.absolute("/") or "",
        tuple(_groups(room, first, last)),
        _named(room.colours.light),
        _named(room.colours.dark),
    )


def _named(colours: Mapping[str, str]) -> dict[str, str]:
    return {each: colours[each] for each in COLOURS}


def _groups(room: SharingRoom, first: date, last: date) -> Iterator[Group]:
    found = [
        each
        for each in shared(room)
        if each.collection is not PAGES and not each.data.is_hidden and each.is_of(first, last)
    ]
    found.sort(key=lambda each: (not each.collection.dated, each.collection.name, *_order(each, first)))
    for name, entries in groupby(found, lambda each: each.collection.name):
        yield Group(room.words(f"{name}.title"), tuple(_item(room, each) for each in entries))


def _order(entry: Entry, first: date) -> tuple[date, str]:
    """What comes first in the month; what was open before it comes first of all."""
    days = [max(begin, first) for begin, end in entry.periods if end >= first] or [entry.data.date or first]
    return min(days), entry.file


def _item(room: SharingRoom, entry: Entry) -> Item:
    facts = entry.facts or ((room.words.day(entry.data.date),) if entry.data.date else ())
    kicker = entry.kicker or entry.data.category or ""
    return Item(entry.title, room.absolute(entry.address) or "", kicker, facts, entry.summary, _picture(room, entry))


def _picture(room: SharingRoom, entry: Entry) -> Picture | None:
    """In a format that every mail program shows."""
    picture = room.picture_of(entry)
    if picture is None or not picture.href.endswith((".jpg", ".png", ".gif")):
        return None
    height = round(picture.height * WIDTH / picture.width)
    return Picture(urljoin(f"{room.site.address}/", picture.href), picture.alt, WIDTH, height)
