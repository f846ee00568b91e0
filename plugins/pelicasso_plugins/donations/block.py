"""`/// donate`: a button, or a campaign with its progress, in any text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pelicasso.kit import Link, Room
from pelicasso.kit.blocks import RoomBlock, Use
from pelicasso.kit.links import slug
from pelicasso.schema import error
from pelicasso.schema.section import Section, Text, titled
from pelicasso_plugins.donations.campaign import CampaignView
from pelicasso_plugins.donations.config import Donations
from pelicasso_plugins.donations.pages import home, listed


class DonateOptions(Section):
    """Which campaign is shown."""

    mistaken: ClassVar[Mapping[str, str]] = {"campagne": "campaign", "collecte": "campaign", "projet": "campaign"}

    campaign: Text | None = titled(
        en="The campaign's file or the end of its address.", fr="La campagne : son fichier, ou la fin de son adresse."
    )


@dataclass(frozen=True, slots=True)
class DonateView:
    """What the block shows."""

    title: str
    action: Link
    campaign: CampaignView | None


class Donate(RoomBlock[DonateOptions]):
    """A way to give, where a text asks for it."""

    name = "donate"
    feature = "donations"
    meaning = ("Un bouton pour donner, ou une campagne et où elle en est.", "A button to give, or a campaign so far.")
    example = "/// donate | Aidez-nous à planter le verger\ncampaign: verger\n///"
    words = frozenset({"don", "dons", "donner", "donation", "donations", "faire-un-don"})
    options = DonateOptions

    def shown(self, room: Room[Any], use: Use[DonateOptions], file: str) -> DonateView | None:
        asked = use.options.campaign
        found = _campaign(room, asked) if asked else None
        if asked and found is None:
            known = ", ".join(each.entry.title for each in room.once(listed)) or "—"
            room.report.add(error("donations.unknown_campaign", file, use.line, value=asked, known=known))
            return None
        return DonateView(use.title, home(room).action, found)

    def link(self, room: Room[Any], use: Use[DonateOptions]) -> Link:
        action = home(room).action
        return Link(use.title or action.title, action.href)


def _campaign(room: Room[Donations], asked: str) -> CampaignView | None:
    wanted = slug(asked.removesuffix(".md").rsplit("/", 1)[-1])
    return next((each for each in room.once(listed) if each.entry.href.rstrip("/").endswith(f"/{wanted}")), None)
