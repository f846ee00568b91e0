"""The pictures that go with a shared link: one for each text, one for the site; drawn once for what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pelicasso.kit import Entry, PictureFile, Room
from pelicasso.kit.links import slug
from pelicasso.kit.pictures.drawn import Drawn
from pelicasso_plugins.sharing.config import Sharing
from pelicasso_plugins.sharing.drawing import COLOURS, REVISION, Said, drawn

SharingRoom = Room[Sharing]


@dataclass(frozen=True, slots=True)
class Cards:
    """The addresses of the cards: that of the site, and those of texts by their files."""

    site: str
    of: Mapping[str, str]


def cards(room: SharingRoom) -> Cards:
    """All cards; asked through `room.once`, first when everything is planned."""
    entries = list(shared(room))
    wanted = [_of_site(room), *(_of_entry(room, each) for each in entries)]
    site, *others = room.draw(wanted)
    return Cards(site, dict(zip((each.file for each in entries), others, strict=True)))


def shared(room: SharingRoom) -> Iterator[Entry]:
    """The texts that have a page which everyone may find."""
    for each in room.texts:
        if each.address in room.plan and not each.data.noindex and not each.data.is_draft:
            yield each


def said_of(room: SharingRoom, entry: Entry, address: str = "") -> Said:
    """What a card says of a text: of an article its category and its date; a poster says the address too."""
    card, data, words = entry.card, entry.data, room.words
    kicker = card.kicker or (data.category or words("sharing.article") if entry.collection.dated else "")
    dated = (words.day(data.date),) if entry.collection.dated and data.date else ()
    return Said(kicker, card.title, card.facts or dated, room.site.organisation.name, address)


def drawing(room: SharingRoom, said: Said, name: str, asked: PictureFile | None, file: str, size: str) -> Drawn:
    """A picture of a size, with the logo and the picture of the text when there are any."""
    logo = room.site.organisation.logo
    found = [
        ("logo", room.located(PictureFile(file=logo)) if logo else None),
        ("picture", room.located(asked, file) if asked else None),
    ]
    there = {name: each for name, each in found if each is not None and not each.path.lower().endswith(".svg")}
    colours = tuple(room.colours.light[each] for each in COLOURS)
    draw: Callable[..., bytes] = partial(drawn, said, colours, tuple(there), size)
    settings = (REVISION, said, colours, tuple(there), size)
    return Drawn(name, settings, tuple(there.values()), draw)


def _of_site(room: SharingRoom) -> Drawn:
    own = room.site.organisation
    said = Said("", own.tagline or own.description or own.name, (), own.name)
    hero = next((each.hero.picture for each in room.site.file.home or () if each.hero and each.hero.picture), None)
    return drawing(room, said, f"{room.words('sharing.file')}.jpg", hero, "site.yaml", "card")


def _of_entry(room: SharingRoom, entry: Entry) -> Drawn:
    name = slug(entry.address.strip("/").rpartition("/")[2]) or room.words("sharing.file")
    return drawing(room, said_of(room, entry), f"{name}.jpg", entry.data.picture, entry.path, "card")
