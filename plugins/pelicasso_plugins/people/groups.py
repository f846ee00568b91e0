"""Groups of people that every association knows, and what volunteers call them."""

from __future__ import annotations

from typing import Any

from pelicasso.kit.links import slug
from pelicasso.schema.section import refuse

KNOWN = ("board", "staff", "volunteers", "honour")
"""In the order in which they stand where nobody gives another."""
CALLED = {
    "board": "bureau conseil-d-administration ca le-bureau direction-collegiale collegiale conseil committee",
    "staff": "salaries salariees equipe-salariee equipe permanents permanence employees salarie salariee",
    "volunteers": "benevoles benevole volontaires volontaire equipe-benevole volunteer",
    "honour": "honneur a-l-honneur portrait-d-honneur presidence-d-honneur membres-d-honneur honor",
}


def group_of(value: Any) -> Any:
    """« Bureau » is the board; words of one's own stay as they are."""
    if not isinstance(value, str):
        return value
    name = slug(value)
    if not name:
        raise refuse("empty_text")
    known = (group for group, words in CALLED.items() if name == group or name in words.split())
    return next(known, value.strip())
