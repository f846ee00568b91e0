"""A folder for one text, with all that is pasted by hand: texts, pictures, what they show, and a poster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from pelicasso.kit import Entry
from pelicasso.kit.command import write
from pelicasso.kit.cut import cut
from pelicasso.schema import SiteError, error
from pelicasso_plugins.sharing.cards import SharingRoom, drawing, said_of, shared
from pelicasso_plugins.sharing.lengths import PLACES, text_for

SUBJECT = 60
"""Signs of a subject that a telephone shows."""


def publish(room: SharingRoom, words: Sequence[str]) -> Iterator[str]:
    """Write the folder of each text that is named; tells each."""
    if room.site.address is None:
        raise SiteError(error("sharing.needs_address", "site.yaml"), exit_code=2)
    for entry in _asked(room, words):
        files = {**_texts(room, entry), **_pictures(room, entry)}
        folder = room.site.folder / room.words("sharing.kit.folder") / _name(entry)
        for name, content in files.items():
            write(folder / name, content)
        shown = folder.relative_to(room.site.folder).as_posix()
        yield room.words("sharing.kit.written", title=entry.title, files=len(files), folder=shown)


def _asked(room: SharingRoom, words: Sequence[str]) -> list[Entry]:
    known = {_name(each): each for each in shared(room)}
    names = [Path(each.strip("/")).stem for each in words] or [""]
    for said in (each for each in names if each not in known):
        near = get_close_matches(said, known, n=3, cutoff=0.3) or list(known)[:10]
        raise SiteError(error("sharing.no_such_text", value=said, known=", ".join(near)), exit_code=2)
    return [known[each] for each in names]


def _name(entry: Entry) -> str:
    return entry.address.strip("/").rpartition("/")[2]


def _texts(room: SharingRoom, entry: Entry) -> dict[str, bytes]:
    address, words = room.absolute(entry.address) or "", room.words
    texts = {name: text_for(each, entry, address) for name, each in PLACES.items()}
    told = "\n\n".join((*entry.texts[1:], address))
    texts[words("sharing.kit.email")] = f"{cut(entry.title, SUBJECT)}\n\n{told}"
    texts[words("sharing.kit.alternative")] = _alternative(room, entry)
    return {f"{name}.txt": f"{text}\n".encode() for name, text in texts.items()}


def _alternative(room: SharingRoom, entry: Entry) -> str:
    """What the pictures say, for those who don't see them."""
    said = said_of(room, entry)
    picture = entry.data.picture
    shown = picture.alt if picture and picture.alt and picture.alt != "-" else None
    return ". ".join(filter(None, (said.kicker, said.title, *said.facts, said.name, shown)))


def _pictures(room: SharingRoom, entry: Entry) -> dict[str, bytes]:
    names = {"card": "1200x630.jpg", "square": "1080x1080.jpg", "poster": f"{room.words('sharing.kit.poster')}.pdf"}
    address = room.absolute(entry.address) or ""
    wanted = [
        drawing(
            room,
            said_of(room, entry, address if shape == "poster" else ""),
            name,
            entry.data.picture,
            entry.path,
            shape,
        )
        for shape, name in names.items()
    ]
    drawn = zip(names.values(), room.draw(wanted), strict=True)
    return {name: _content(room, address) for name, address in drawn}


def _content(room: SharingRoom, address: str) -> bytes:
    planned = room.plan.at(address)
    assert planned is not None
    content = planned.render()
    return content.read_bytes() if isinstance(content, Path) else content
