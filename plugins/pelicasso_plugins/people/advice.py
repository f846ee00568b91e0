"""What is to be said of people: roles that are hard to hear, and people who stand there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelicasso.kit import Room
from pelicasso.schema import Finding, warning
from pelicasso_plugins.people.config import People, PersonData

BOTH_FORMS = re.compile(
    r"\w\((?:e|ne|ère|trice|rice|se|euse)s?\)|\w[·•]\w|\w\.e?s?\b(?=\.s\b|$)|\w/(?:e|trice|rice|ère)\b", re.I
)
"""« Président(e) », « trésorier·ère », « coordinateur/trice »."""


def advice(room: Room[People]) -> Iterator[Finding]:
    """Everything there is to say, before anything is rendered."""
    if not room.entries and not any(each.people for each in room.section.groups):
        line = room.line()
        yield warning("people.nobody", "site.yaml" if line else "content/people", line)
    seen: dict[str, str] = {}
    for name, role, file, line in _everyone(room):
        if role and BOTH_FORMS.search(role):
            yield warning("people.both_forms", file, line, role=role)
        if (other := seen.setdefault(name.casefold(), file)) != file:
            yield warning("people.twice", file, line, name=name, other=other)


def _everyone(room: Room[People]) -> Iterator[tuple[str, str | None, str, int | None]]:
    """Name, role, file and line of each."""
    for at, group in enumerate(room.section.groups):
        for index, member in enumerate(group.people):
            line = room.line("groups", at, "people", index, "role") or room.line("groups", at, "people", index)
            yield member.name, member.role, "site.yaml", line
    for entry in room.entries:
        assert isinstance(entry.data, PersonData)
        yield entry.title, entry.data.role, entry.path, entry.lines.get("role")
