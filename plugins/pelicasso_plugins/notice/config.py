"""What `notice:` in `site.yaml` may say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ConfigDict, model_validator

from pelicasso.kit.collection import Day
from pelicasso.schema.section import Section, Text, refuse, required, titled

MISTAKEN = {
    **dict.fromkeys(("texte", "message", "annonce"), "text"),
    **dict.fromkeys(("début", "debut", "du", "depuis", "from"), "start"),
    **dict.fromkeys(("fin", "au", "jusqu'au", "until", "to"), "end"),
    **dict.fromkeys(("niveau", "type", "importance"), "level"),
    **dict.fromkeys(("lien", "url", "href"), "link"),
    **dict.fromkeys(("titre", "mots"), "title"),
    **dict.fromkeys(("avis", "annonces", "notices", "liste"), "items"),
}
"""What volunteers write for a key."""


class Further(Section):
    """Where a notice leads on to."""

    mistaken = MISTAKEN

    title: Text = required(en="What the link says.", fr="Ce que dit le lien : « Voir l’ordre du jour ».")
    link: Text = required(en="An address or a file.", fr="Une adresse ou un fichier.")


class Item(Section):
    """One notice."""

    mistaken = MISTAKEN

    text: Text = required(en="The notice, in one sentence.", fr="L’avis, en une phrase.")
    start: Day | None = titled(en="The first day it is shown.", fr="Le premier jour où il est montré : 2026-12-01.")
    end: Day | None = titled(en="The last day it is shown.", fr="Le dernier jour où il est montré : 2026-12-12.")
    level: Literal["info", "important"] = titled(
        "info", en="important stands out more.", fr="important se voit davantage."
    )
    link: Further | None = titled(en="Where to read on.", fr="Où en savoir plus : title et link.")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Item:
        if self.start and self.end and self.end < self.start:
            raise refuse("notice.ends_before_it_starts")
        return self

    def is_shown(self, day: datetime.date) -> bool:
        """Whether it is up on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Notice(Section):
    """Notices at the top of every page, each for its days."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Des avis en haut de toutes les pages, chacun pour ses jours."}
    )
    mistaken = MISTAKEN

    items: tuple[Item, ...] = titled((), en="The notices.", fr="Les avis, un par tiret.")

    @model_validator(mode="before")
    @classmethod
    def _one_alone(cls, given: Any) -> Any:
        """A notice that stands without a dash, as many write the only one."""
        meant = {MISTAKEN.get(each.lower(), each) for each in given} if isinstance(given, Mapping) else set()
        is_one = "items" not in meant and bool(meant & Item.model_fields.keys())
        return {"items": [given]} if is_one else given
