"""What the templates of people may use."""

from __future__ import annotations

from dataclasses import dataclass

from pelicasso.kit import EntryView
from pelicasso_plugins.people.persons import GroupView, PersonView


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """What people/page.html may use."""

    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """What people/profile.html may use."""

    person: PersonView
    entry: EntryView


@dataclass(frozen=True, slots=True)
class PeopleBlockView:
    """What blocks/people.html may use."""

    title: str
    people: tuple[PersonView, ...]
    is_names: bool
