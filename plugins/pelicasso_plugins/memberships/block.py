"""`/// join`: the fees and the way to the form, in any text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pelicasso.kit import Link, Room
from pelicasso.kit.blocks import RoomBlock, Use
from pelicasso.schema.section import Section
from pelicasso_plugins.memberships.views import FeeView, fees


class JoinOptions(Section):
    """It takes none."""


@dataclass(frozen=True, slots=True)
class JoinView:
    """What the block shows."""

    title: str
    fees: tuple[FeeView, ...]
    action: Link


class Join(RoomBlock[JoinOptions]):
    """What it costs to join, and how."""

    name = "join"
    feature = "memberships"
    meaning = ("Les cotisations, et un bouton pour adhérer.", "The fees, and a button to join.")
    example = "/// join | Rejoignez-nous\n///"
    words = frozenset({"adhésion", "adhesion", "adhérer", "adherer", "cotisation", "cotisations", "membership"})
    options = JoinOptions

    def shown(self, room: Room[Any], use: Use[JoinOptions], _file: str) -> JoinView | None:
        return JoinView(use.title, fees(room), self.link(room, use))

    def link(self, room: Room[Any], _use: Use[JoinOptions]) -> Link:
        return room.link(room.words("memberships.button"), room.address("memberships"))
