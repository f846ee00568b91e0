"""An event, whether a text or a calendar file tells of it, and its dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from pelicasso.kit import Entry
from pelicasso.kit.cut import cut
from pelicasso.kit.links import slug
from pelicasso_plugins.events.front_matter import Status
from pelicasso_plugins.events.occurrence import Occurrence, Series
from pelicasso_plugins.events.place import Place

SUMMARY = 200
"""Signs of a summary that is taken from a calendar file."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What calendars know a version of an event by; `changed` is its last change, `sequence` rises with it."""

    uid: str
    changed: datetime
    sequence: int = 0
    created: datetime | None = None


@dataclass(eq=False)
class Event:
    """One event; `occurrences` are its dates in order, as far as the agenda looks.

    `address` is that of its page, `slug` the last part of it. An event that a text tells of has its `entry`; of one in
    a calendar file `text` is what is said of it, and `link` leads to its own page elsewhere.
    """

    title: str
    slug: str
    address: str
    series: Series
    stamp: Stamp
    file: str
    line: int | None = None
    status: Status = "scheduled"
    previous: datetime | None = None
    place: Place | None = None
    online: str | None = None
    kind: str | None = None
    category: str | None = None
    price: tuple[str, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    is_free: bool = False
    booking: str | None = None
    audience: str | None = None
    organisers: tuple[str, ...] = ()
    entry: Entry | None = None
    text: str = ""
    link: str | None = None
    listed: bool = True
    occurrences: list[Occurrence] = field(default_factory=list)

    def coming(self, day: date) -> list[Occurrence]:
        return [each for each in self.occurrences if each.is_coming(day)]

    @property
    def summary(self) -> str:
        """A sentence or two; of an entry once its text is converted."""
        if self.entry is not None:
            return self.entry.summary
        first = self.text.split("\n", 1)[0]
        return cut(first, SUMMARY)

    @cached_property
    def theme(self) -> str:
        """The last part of its category's address; empty without one."""
        return slug(self.category) if self.category else ""

    @property
    def off(self) -> bool:
        """Whether nobody should come: it is cancelled, or put off to a day that nobody knows."""
        return self.status == "cancelled" or (self.status == "postponed" and self.previous is None)
