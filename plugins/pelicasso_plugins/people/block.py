"""`/// people`: some people in a text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pelicasso.kit import Link, Room
from pelicasso.kit.blocks import RoomBlock, Use
from pelicasso.schema import warning
from pelicasso.schema.section import Section, titled
from pelicasso_plugins.people.config import GroupName, People
from pelicasso_plugins.people.persons import Everyone
from pelicasso_plugins.people.views import PeopleBlockView

MISTAKEN = {"groupe": "group", "équipe": "group", "equipe": "group", "nombre": "count", "combien": "count"}


class PeopleOptions(Section):
    """Which people are shown."""

    mistaken = MISTAKEN

    group: GroupName | None = titled(
        en="board, staff, volunteers, honour, or words of your own.",
        fr="bureau, salariés, bénévoles, honneur, ou vos propres mots.",
    )
    count: Annotated[int, Field(ge=1, le=100)] = titled(50, en="At most so many.", fr="Combien au plus.")


class PeopleBlock(RoomBlock[PeopleOptions]):
    """Portraits or initials, names and roles."""

    feature = "people"
    name = "people"
    meaning = ("Les personnes d’un groupe, avec leur portrait ou leurs initiales.", "The people of a group.")
    example = "/// people | Le bureau\ngroup: bureau\n///"
    words = frozenset({"equipe", "équipe", "team", "personnes", "membres", "members", "bureau", "board"})
    options = PeopleOptions

    def shown(self, room: Room[People], use: Use[PeopleOptions], file: str) -> PeopleBlockView | None:
        groups = room.once(Everyone).groups
        chosen = [each for each in groups if use.options.group in (None, each.name)]
        if not chosen:
            known = ", ".join(each.title for each in groups) or "-"
            room.report.add(warning("people.block_empty", file, use.line, known=known))
            return None
        people = tuple(person for group in chosen for person in group.people)[: use.options.count]
        return PeopleBlockView(use.title, people, all(each.is_names for each in chosen))

    def link(self, room: Room[People], use: Use[PeopleOptions]) -> Link:
        return room.link(use.title or room.words("people.title"), room.address("people"))
