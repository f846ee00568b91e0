"""People: who makes the association, by group, each with a portrait or initials, and a page where there is a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pelicasso.kit import Collection, Feature, FeaturePage, Room
from pelicasso.kit.structured_data import Node, organisation_id
from pelicasso_plugins.people.advice import advice
from pelicasso_plugins.people.block import PeopleBlock
from pelicasso_plugins.people.config import People, PersonData
from pelicasso_plugins.people.persons import Everyone, PersonView
from pelicasso_plugins.people.views import PeopleBlockView, PeoplePage, ProfilePage

PEOPLE = Collection("people", PersonData, address="people", kind="person", places=())


def _pages(room: Room[People]) -> Iterator[FeaturePage]:
    words, everyone = room.words, room.once(Everyone)
    title, given = words("people.title"), room.section.introduction
    description = words("people.description", name=room.site.organisation.name)
    yield FeaturePage(
        room.address("people"),
        "people/page.html",
        title,
        words.typography.text(given) if given else description,
        shown=lambda: PeoplePage(everyone.groups),
        nodes=lambda: [_node(room, each) for each in everyone.people],
    )
    parent = room.link(title, room.address("people"))
    for person in everyone.people:
        if (entry := person.entry) is not None:
            yield FeaturePage(
                entry.address,
                "people/profile.html",
                entry.title,
                "",
                shown=partial(_profile, room, person),
                entry=entry,
                trail=(parent,),
                nodes=partial(_nodes, room, person),
            )


def _profile(room: Room[People], person: PersonView) -> ProfilePage:
    assert person.entry is not None
    return ProfilePage(person, room.view(person.entry, "head"))


def _nodes(room: Room[People], person: PersonView) -> list[Node]:
    return [_node(room, person)]


def _node(room: Room[People], person: PersonView) -> Node:
    """A person as schema.org has it; staff works for the association, the others are members of it."""
    site = {"@id": organisation_id(room.site)}
    return {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.role,
        "url": room.absolute(person.entry.address) if person.entry else None,
        "worksFor" if person.group == "staff" else "memberOf": site,
        "sameAs": [each.href for each in person.links],
    }


feature = Feature(
    name="people",
    section=People,
    pages=_pages,
    collections=(PEOPLE,),
    contexts={
        "people/page.html": PeoplePage,
        "people/profile.html": ProfilePage,
        "blocks/people.html": PeopleBlockView,
    },
    blocks=(PeopleBlock(),),
    checks=(advice,),
)
register = feature.register
