"""A mission without a site around it: what the feed is given, in a few lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from pelicasso.kit import Entry, EntryView, Words
from pelicasso.kit.links import absolute
from pelicasso.site.model import Site, SiteFile
from pelicasso.site.yaml import Mapping as Source
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.data import MissionData
from pelicasso_plugins.missions.mission import MISSIONS, Mission

FOLDER = Path(__file__).parents[1]
DAY = date(2026, 11, 24)
TEXT = (
    "C’est une mission où l’on ne s’ennuie pas. On vient comme on est, on commence à deux, et l’on repart avec l’envie "
    "de revenir : personne ne compte les heures, mais tout le monde voit, le soir, ce qui a changé depuis le matin. Un "
    "café attend celles et ceux qui arrivent, une soupe celles et ceux qui restent."
)
ORGANISATION = {
    "name": "Les Mains vertes du canal",
    "rna": "W595012345",
    "siret": "123 456 782 00010",
    "address": {"street": "14 quai des Péniches", "postal_code": "59100", "city": "Saint-Aubin-sur-Canal"},
}


@dataclass
class FakeRoom:
    """As much of a room as a feed asks for."""

    site: Site
    words: Words
    section: Missions
    bodies: dict[str, str]

    @property
    def plan(self) -> Any:
        return SimpleNamespace(renderer=SimpleNamespace(frame=SimpleNamespace(icons=SimpleNamespace(logo=None))))

    def once(self, make: Callable[..., Any], *about: object) -> Any:
        return make(self, *about)

    def absolute(self, address: str) -> str | None:
        return absolute(self.site, address)

    def view(self, entry: Entry, _place: str) -> EntryView:
        return EntryView(entry.title, entry.address, "", Markup(self.bodies[entry.file]), "fr")


WORDS = Words("fr", [FOLDER / "locale"])


def room(organisation: dict[str, Any] = ORGANISATION, day: date = DAY) -> FakeRoom:
    file = SiteFile.model_validate({"organisation": organisation, "site": {"url": "https://mains-vertes.example"}})
    site = Site(Path("/nowhere"), day, file, Source(), {}, "https://mains-vertes.example")
    return FakeRoom(site, WORDS, Missions(), {})


Make = Callable[..., Mission]


def made(
    keys: dict[str, Any], text: str = TEXT, name: str = "jardiner", html: str | None = None, **more: Any
) -> Mission:
    keys = {
        "title": "Jardiner avec les écoles",
        "date": "2026-11-02",
        "apply": "a@b.example",
        "address": "Lille",
        **keys,
    }
    data = MissionData.model_validate(keys)
    entry = Entry(
        MISSIONS,
        f"missions/{name}.md",
        data,
        f"/missions/{name}/",
        text,
        4,
        title=WORDS.typography.text(data.title or ""),
    )
    own = room(**more)
    own.bodies[entry.file] = html if html is not None else WORDS.typography.html(f"<p>{escape(text, quote=False)}</p>")
    return Mission(entry, data, own)  # type: ignore[arg-type]


@pytest.fixture
def make() -> Make:
    return made
