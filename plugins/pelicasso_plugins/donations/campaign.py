"""Campaigns: a target, what was collected, an end, and thanks after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, model_validator

from pelicasso.kit import Collection, Entry, EntryView, FrontMatter
from pelicasso.kit.collection import Day
from pelicasso.kit.frames.pasted import read_pasted
from pelicasso.schema.section import Section, Text, refuse, titled
from pelicasso_plugins.donations.config import MISTAKEN, Money

CARD = ("head", "card")


def _whole(value: object) -> object:
    return int(value.strip()) if isinstance(value, str) and value.strip().isdigit() else value


class CampaignData(FrontMatter):
    """The front matter of a campaign."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **FrontMatter.mistaken,
        **MISTAKEN,
        **dict.fromkeys(("objectif", "but", "cible", "goal"), "target"),
        **dict.fromkeys(("collecté", "collecte", "récolté", "raised"), "collected"),
        **dict.fromkeys(("donateurs", "donatrices"), "donors"),
        **dict.fromkeys(("début", "debut"), "start"),
        **dict.fromkeys(("fin", "jusqu'au", "échéance"), "end"),
        **dict.fromkeys(("lien", "adresse", "formulaire", "url"), "link"),
        **dict.fromkeys(("merci", "remerciements"), "thanks"),
    }

    target: Money | None = titled(en="The target, in euros.", fr="L’objectif, en euros : 3 000.")
    collected: Money | None = titled(
        en="What was collected so far, in euros; without it, what refresh fetched.",
        fr="Ce qui est déjà collecté, en euros ; sans cette ligne, ce que « refresh » a rapporté.",
    )
    donors: Annotated[int, BeforeValidator(_whole)] | None = titled(
        en="How many people gave.", fr="Combien de personnes ont donné.", ge=0
    )
    start: Day | None = titled(en="The first day.", fr="Le premier jour.")
    end: Day | None = titled(en="The last day.", fr="Le dernier jour : 2026-12-31.")
    link: Text | None = titled(
        en="Where one gives to this campaign; the page of donations by default.",
        fr="Où l’on donne pour cette campagne ; sans cette ligne, la page des dons.",
    )
    thanks: Text | None = titled(en="What is said after it.", fr="Le mot de remerciement, une fois finie.")

    @model_validator(mode="after")
    def _is_in_order(self) -> CampaignData:
        if self.start and self.end and self.end < self.start:
            raise refuse("donations.campaign_ends_before", start=self.start.isoformat(), end=self.end.isoformat())
        if self.link:
            read_pasted(self.link)
        return self


class Collected(Section):
    """What `pelicasso donations refresh` writes beside a campaign, in `verger.md.yaml`."""

    collected: Money | None = titled(en="Collected, in euros.", fr="Collecté, en euros.")
    donors: Annotated[int, BeforeValidator(_whole)] | None = titled(en="Donors.", fr="Donateurs.")


CAMPAIGNS = Collection("campaigns", CampaignData, address="donations", kind="campaign", places=CARD)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is: amounts said in words, `percent` at most 100 for the bar, `said` the whole truth."""

    collected: str
    target: str | None
    percent: int | None
    said: str
    donors: int | None


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign as templates see it; `state` is coming, open or over, `until` the last day in words."""

    entry: EntryView
    state: str
    progress: Progress | None
    until: str | None
    days_left: int | None
    link: str
    thanks: str | None


def data_of(entry: Entry) -> CampaignData:
    assert isinstance(entry.data, CampaignData)
    return entry.data


def state_of(data: CampaignData, day: date) -> str:
    if data.end is not None and data.end < day:
        return "over"
    return "coming" if data.start is not None and data.start > day else "open"


def percent_of(collected: Decimal, target: Decimal) -> int:
    """Rounded down, so that nobody reads « 100 % » before the target is reached."""
    return int(collected * 100 / target)
