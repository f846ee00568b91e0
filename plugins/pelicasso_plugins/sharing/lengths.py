"""How long a text may be on a network, counted as the network counts."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pelicasso.kit import Entry
from pelicasso.kit.cut import cut

LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Signs that X counts as one; it counts all others as two."""
ADDRESS = 23
"""What X and Mastodon count for an address, however long it is."""
GSM = {*string.ascii_letters, *string.digits, *"@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà\n"}
"""The signs of a text message; a single other one halves what it may hold (GSM 03.38)."""
SAID_OTHERWISE = str.maketrans(
    {
        "’": "'",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "…": "...",
        "–": "-",
        "—": "-",
        "œ": "oe",
        "Œ": "OE",
        "€": "euros",
    }
)
SPACES = str.maketrans({"\u202f": "\u00a0"})


@dataclass(frozen=True, slots=True)
class Place:
    """A network: the most that it takes, how it counts the words, and what it counts for an address."""

    limit: int
    count: Callable[[str], int] = len
    address: int | None = None
    plain: bool = False


def _weight(text: str) -> int:
    return sum(1 if any(low <= ord(each) <= high for low, high in LIGHT) else 2 for each in text)


PLACES = {
    "x": Place(280, _weight, ADDRESS),
    "mastodon": Place(500, len, ADDRESS),
    "bluesky": Place(300),
    "facebook": Place(2000),
    "linkedin": Place(3000),
    "instagram": Place(2200),
    "telegram": Place(1024),
    "whatsapp": Place(700),
    "sms": Place(160, plain=True),
}
"""`len` counts more than graphemes, never fewer: what fits by it fits on Bluesky."""


def text_for(place: Place, entry: Entry, address: str) -> str:
    """Title, facts and summary as far as there is room, and the address whole."""
    words = plain if place.plain else _spaced
    left = place.limit - (len(address) if place.address is None else place.address) - 2
    told = ""
    for part in map(words, _parts(entry)):
        longer = f"{told}\n{part}" if told else part
        if place.count(longer) > left:
            told = told or _fitting(part, left, place.count)
            break
        told = longer
    return f"{told}\n\n{address}" if told else address


def _parts(entry: Entry) -> Iterator[str]:
    yield entry.title
    if entry.facts:
        yield " · ".join(entry.facts)
    if entry.summary:
        yield entry.summary


def _fitting(text: str, limit: int, count: Callable[[str], int]) -> str:
    size = min(len(text), limit)
    while size > 1 and count(cut(text, size)) > limit:
        size -= 1
    return cut(text, size) if size > 1 else ""


def _spaced(text: str) -> str:
    """A narrow space counts twice on X, and is lost elsewhere."""
    return text.translate(SPACES)


def plain(text: str) -> str:
    """In the signs of a text message alone."""
    said = unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u202f", " ").translate(SAID_OTHERWISE)
    return " ".join(filter(None, "".join(map(_letter, said.replace("·", "-"))).split(" ")))


def _letter(letter: str) -> str:
    if letter in GSM:
        return letter
    return "".join(each for each in unicodedata.normalize("NFKD", letter) if each in GSM)
