"""The people of a site, from `site.yaml` and from texts, by group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from pelicasso.kit import Entry, Link, Picture, Room
from pelicasso.kit.links import slug
from pelicasso_plugins.people.config import Group, Member, People, PersonData
from pelicasso_plugins.people.groups import KNOWN

NAMES_ALONE = 12
"""A longer group of which only names and roles are known becomes a plain list."""
DECORATES = "-"
ROLES = frozenset(
    {
        "chair",
        "co_chair",
        "vice_chair",
        "treasurer",
        "deputy_treasurer",
        "secretary",
        "deputy_secretary",
        "director",
        "coordinator",
    }
)
"""Roles that the catalogue says as a charge, whoever holds it."""
PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "les", "van", "von", "der", "den", "el", "al", "da", "dos"})


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as a template shows them; `href` leads to a page of their own, where there is a text."""

    name: str
    anchor: str
    initials: str
    group: str
    role: str | None = None
    picture: Picture | None = None
    text: str | None = None
    href: str | None = None
    links: tuple[Link, ...] = ()
    language: str | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group, its people in order; one of `names` alone becomes a plain list."""

    name: str
    title: str
    anchor: str
    introduction: str | None
    people: tuple[PersonView, ...]
    is_names: bool
    is_honour: bool


class Everyone:
    """Reads the people of a room once; asked while pages are planned, as it asks for their portraits."""

    def __init__(self, room: Room[People]) -> None:
        self.room = room
        self._anchors: set[str] = set()

    @cached_property
    def groups(self) -> tuple[GroupView, ...]:
        """Groups with somebody in them."""
        people: dict[str, list[PersonView]] = {each.group: [] for each in self.room.section.groups}
        people |= {each: [] for each in KNOWN if each not in people}
        for person in (*self._listed(), *self._written()):
            people.setdefault(person.group, []).append(person)
        given = {each.group: each for each in reversed(self.room.section.groups)}
        return tuple(self._group(name, tuple(held), given.get(name)) for name, held in people.items() if held)

    @cached_property
    def people(self) -> tuple[PersonView, ...]:
        return tuple(person for group in self.groups for person in group.people)

    def _group(self, name: str, people: tuple[PersonView, ...], given: Group | None) -> GroupView:
        words, typeset = self.room.words, self.room.words.typography.text
        title = given.title if given and given.title else words(f"people.groups.{name}") if name in KNOWN else name
        introduction = typeset(given.introduction) if given and given.introduction else None
        more = any(each.picture or each.text or each.href or each.links for each in people)
        is_names = len(people) > NAMES_ALONE and not more
        anchor = f"people-{slug(name)}"
        return GroupView(name, typeset(title), anchor, introduction, people, is_names, name == "honour")

    def _listed(self) -> Iterator[PersonView]:
        """Those of `site.yaml`."""
        for at, group in enumerate(self.room.section.groups):
            for index, member in enumerate(group.people):
                yield self._member(group.group, member, self.room.line("groups", at, "people", index))

    def _member(self, group: str, member: Member, line: int | None) -> PersonView:
        typeset = self.room.words.typography.text
        asked = member.picture
        alone = asked and asked.model_copy(update={"alt": DECORATES})
        return PersonView(
            name=typeset(member.name),
            anchor=self._anchor(member.name),
            initials=initials(member.name),
            group=group,
            role=self._role(member.role),
            picture=self.room.picture(alone, "portrait", line) if alone else None,
            text=typeset(member.text) if member.text else None,
            links=_links(member.links),
        )

    def _written(self) -> Iterator[PersonView]:
        """Those who have a text, in the order that they give."""
        shown = [each for each in self.room.entries if not each.data.is_hidden]
        for entry in sorted(shown, key=lambda each: (_data(each).order or 1000, each.file)):
            yield self._person(entry)

    def _person(self, entry: Entry) -> PersonView:
        data, room = _data(entry), self.room
        typeset = room.words.typography.text
        anchor = self._anchor(entry.title)
        has_page = entry.has_text
        if not has_page:
            entry.address = f"{room.address('people')}#{anchor}"
        role = self._role(data.role)
        entry.kicker, entry.facts = role or room.words("people.title"), (role,) if role else ()
        asked = data.picture
        alone = asked and asked.model_copy(update={"alt": DECORATES})
        return PersonView(
            name=entry.title,
            anchor=anchor,
            initials=initials(entry.title),
            group=data.group,
            role=role,
            picture=room.picture(alone, "portrait", entry.lines.get("picture"), entry.path) if alone else None,
            text=typeset(data.summary) if data.summary else None,
            href=room.href(entry.address) if has_page else None,
            links=_links(data.links),
            language=data.lang,
            entry=entry if has_page else None,
        )

    def _role(self, role: str | None) -> str | None:
        if role is None:
            return None
        key = slug(role).replace("-", "_")
        return self.room.words(f"people.roles.{key}") if key in ROLES else self.room.words.typography.text(role)

    def _anchor(self, name: str) -> str:
        base = slug(name) or "x"
        anchor = next(each for each in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if each not in self._anchors)
        self._anchors.add(anchor)
        return anchor


def initials(name: str) -> str:
    """« Jean-Luc de La Tour » is JT."""
    words = [each for each in name.replace("’", " ").replace("'", " ").split() if each.lower() not in PARTICLES]
    letters = [next((sign for sign in each if sign.isalnum()), "") for each in words]
    return "".join((letters[0], letters[-1]) if len(letters) > 1 else letters).upper()


def _data(entry: Entry) -> PersonData:
    assert isinstance(entry.data, PersonData)
    return entry.data


def _links(addresses: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(Link((urlsplit(each).hostname or each).removeprefix("www."), each) for each in addresses)
