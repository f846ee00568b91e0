"""The privacy page: made of what the pages of this very build hold, so that it says neither more nor less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from pelicasso.kit import Link, Room
from pelicasso.kit.frames import provider_of
from pelicasso.kit.record import Held
from pelicasso.schema import Finding, error, warning
from pelicasso_plugins.legal.config import Legal
from pelicasso_plugins.legal.hosting import Host, host_of
from pelicasso_plugins.legal.notice import Reach, reach_of

NAMED = 5
"""Pages that are named of those with the same frame or form: it may stand in the footer of all."""
HOLDS = re.compile(rb"\bdata-frame=|<form\b")


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Someone else who receives something: the host, by the name of its service where that is known.

    `pages` are some of those that it belongs to, `others` is how many more there are.
    """

    name: str
    host: str
    country: str
    pages: tuple[Link, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the privacy page shows.

    `letters` are the pages whose form opens the visitor's own e-mail; `is_closed` says that no page can load anything
    from elsewhere or run a script of another; `is_french` that the CNIL is the one to complain to.
    """

    reach: Reach
    host: Host | None
    frames: tuple[ThirdParty, ...]
    forms: tuple[ThirdParty, ...]
    letters: tuple[Link, ...]
    is_closed: bool
    is_french: bool


def privacy(room: Room[Legal]) -> Privacy:
    record = room.record
    titles = {room.href(each.address): each.title for each in room.plan if each.title}
    titles.setdefault(room.href("/"), room.words("home.title"))
    forms = record.forms()
    place = room.site.organisation.address
    return Privacy(
        reach_of(room),
        host_of(room),
        tuple(_third_party(room, *each, titles) for each in record.frames().items()),
        tuple(_third_party(room, host, pages, titles) for host, pages in forms.items() if host),
        _links(forms.get("", ()), titles),
        not any(_is_elsewhere(each) for held in record.pages.values() for each in held.scripts),
        place is None or place.country == "FR",
    )


def _third_party(room: Room[Legal], host: str, pages: Sequence[str], titles: Mapping[str, str]) -> ThirdParty:
    provider = provider_of(host)
    country = room.words(f"legal.countries.{provider.country}") if provider and provider.country else ""
    return ThirdParty(
        provider.name if provider else "", host, country, _links(pages, titles), max(0, len(pages) - NAMED)
    )


def _links(pages: Sequence[str], titles: Mapping[str, str]) -> tuple[Link, ...]:
    return tuple(Link(titles.get(each, each), each) for each in pages[:NAMED])


def _is_elsewhere(script: str) -> bool:
    return bool(urlsplit(script).netloc)


def not_named(files: Mapping[str, bytes | Path], page: str) -> Iterator[Finding]:
    """Every host that a page of the output hands something to must stand on the privacy page."""
    told: set[str] = set()
    for name, each in files.items():
        if name.endswith(".html") and isinstance(each, bytes) and HOLDS.search(each):
            held = Held.of(each.decode())
            for host in {urlsplit(address).hostname for address in (*held.frames, *held.forms)} - {None} - told:
                told.add(str(host))
                if not _names(files.get(page), str(host)):
                    yield error("legal.host_not_named", f"output/{name}", host=host, page=page)


def _names(page: bytes | Path | None, host: str) -> bool:
    said = unescape(page.decode()) if isinstance(page, bytes) else ""
    return re.search(rf"(?<![\w.-]){re.escape(host)}(?![\w-])", said) is not None


def unexplained(room: Room[Legal]) -> Iterator[Finding]:
    """Data are gathered, and nobody said what becomes of them (RGPD, article 13)."""
    asking = [each for each in room.record.frames() if (known := provider_of(each)) and known.gathers]
    if (gathering := [*room.record.forms(), *asking]) and not room.section.processing:
        hosts = ", ".join(each or room.words("legal.email_form") for each in dict.fromkeys(gathering))
        yield warning("legal.no_processing", "site.yaml", room.line(), hosts=hosts)
