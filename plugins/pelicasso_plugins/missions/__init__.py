"""Missions: what volunteers are wanted for, written once and published everywhere they may look."""

from __future__ import annotations

from pelicasso.kit import Feature
from pelicasso_plugins.missions.block import BlockContext, MissionsBlock
from pelicasso_plugins.missions.checks import checked
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.mission import MISSIONS
from pelicasso_plugins.missions.moderation import predicted
from pelicasso_plugins.missions.pages import HomeContext, ListContext, MissionContext, home, pages

feature = Feature(
    name="missions",
    section=Missions,
    pages=pages,
    collections=(MISSIONS,),
    shown={"slots/home_section/missions.html": home},
    contexts={
        "missions/list.html": ListContext,
        "missions/page.html": MissionContext,
        "slots/home_section/missions.html": HomeContext,
        "blocks/missions.html": BlockContext,
    },
    blocks=(MissionsBlock(),),
    checks=(checked,),
    reviews=(predicted,),
)
register = feature.register
