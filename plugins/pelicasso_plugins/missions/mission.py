"""A mission on a day: whether it is open, and what is said of it in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pelicasso.kit import Address, Collection, Entry, Room, Words
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.data import Apply, MissionData, Place
from pelicasso_plugins.missions.vocabulary import Rhythm

MISSIONS = Collection("missions", MissionData, address="missions", kind="mission", places=("head",))
REGULAR = re.compile(
    r"\b(?:par|chaque|toutes? les|tous les|hebdo\w*|mensuel\w*|quotidien\w*|réguli\w*|an?|every|weekly|monthly)"
    r"\b(?: (?:jours?|semaines?|mois|trimestre|an|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir"
    r"|\w*day|week|month))?s?\b",
    re.I,
)
SHORT = timedelta(days=31)
"""What ends within a month is a mission that one does once."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know of a mission: its name and one line or more."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Mission:
    """A mission as it stands on the day of the build."""

    entry: Entry
    data: MissionData
    room: Room[Missions]

    @property
    def words(self) -> Words:
        return self.room.words

    @property
    def title(self) -> str:
        return self.entry.title

    @property
    def open(self) -> bool:
        return self.over is None

    @cached_property
    def over(self) -> str | None:
        """Why it is no longer open: full, closed, or too_late since its deadline, ended since its last day."""
        data, day = self.data, self.room.site.day
        if data.status != "open":
            return data.status
        if data.end is not None and data.end < day:
            return "ended"
        return "too_late" if data.deadline is not None and data.deadline < day else None

    @property
    def ends(self) -> date | None:
        """The last day that it is open, as far as is known."""
        return min((each for each in (self.data.deadline, self.data.end) if each), default=None)

    @property
    def listed(self) -> bool:
        return self.open and not self.data.is_hidden

    @property
    def way(self) -> Apply | None:
        """How to apply: as it says itself, or as the site says for all."""
        return self.data.apply or self.room.section.apply

    @cached_property
    def rhythm(self) -> Rhythm | None:
        """As its author says, else guessed: a few weeks are once; a whole year and « par semaine » are regular."""
        data = self.data
        if data.rhythm is not None:
            return data.rhythm
        if data.all_year or (data.schedule and REGULAR.search(data.schedule)):
            return "regular"
        first = data.start or self.room.site.day
        return "once" if data.end is not None and data.end - first <= SHORT else None

    @property
    def minors(self) -> bool | None:
        """Whether minors may come, None when nobody said."""
        if self.data.minors is not None:
            return self.data.minors
        return None if self.data.min_age is None else self.data.min_age < 18

    @cached_property
    def cities(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.city for each in self.data.all_places if each.city))

    @cached_property
    def located(self) -> tuple[Address, ...]:
        """Its addresses for platforms, which want a town; what has no place of its own starts from the seat."""
        if self.data.all_places:
            return self.data.all_places
        seat = self.room.site.organisation.address
        nowhere = self.data.zone is None and self.data.remote == "no"
        return () if nowhere or seat is None or not seat.city else (seat,)

    @property
    def label(self) -> str:
        """Its domain, else « Bénévolat »."""
        words = self.words
        return words(f"missions.domain.{self.data.domain}") if self.data.domain else words("missions.any_domain")

    @cached_property
    def where(self) -> str | None:
        """« Saint-Aubin », « dans tout le département », « À distance », « Saint-Aubin ou à distance »."""
        words, data = self.words, self.data
        if data.remote == "full":
            return words("missions.remote.full")
        place = words.typography.text(data.zone or ", ".join(self.cities))
        place = place[:1].upper() + place[1:]
        if data.remote == "local":
            return place or words("missions.remote.local")
        if data.remote == "possible":
            return words("missions.or_remote", place=place) if place else words("missions.remote.possible")
        return place or None

    @cached_property
    def when(self) -> str | None:
        """« Toute l’année », « Le 5 décembre 2026 », « Du 1er au… »."""
        data, words = self.data, self.words
        if data.all_year:
            return words("missions.all_year")
        if data.start and data.end:
            first, last = words.day(data.start), words.day(data.end)
            return (
                words("missions.on", day=first) if first == last else words("missions.from_to", first=first, last=last)
            )
        if data.start:
            now = data.start <= self.room.site.day
            return words("missions.now") if now else words("missions.from", day=words.day(data.start))
        return words("missions.until", day=words.day(data.end)) if data.end else None

    @property
    def schedule(self) -> str | None:
        return self.words.typography.text(self.data.schedule) if self.data.schedule else None

    @property
    def until(self) -> str | None:
        """The last day to apply."""
        return (
            self.words("missions.apply_until", day=self.words.day(self.data.deadline)) if self.data.deadline else None
        )

    @property
    def in_short(self) -> tuple[str, ...]:
        """Where, when, how much time, until when one may apply."""
        return tuple(each for each in (self.where, self.when, self.schedule, self.until) if each)

    def facts(self) -> tuple[Fact, ...]:
        """The practical facts, those first that decide."""
        words = self.words
        return tuple(
            Fact(words(f"missions.fact.{name}"), tuple(map(words.typography.text, lines)))
            for name, lines in self._facts()
            if lines
        )

    def _facts(self) -> Iterator[tuple[str, Sequence[str]]]:
        data, words = self.data, self.words
        yield "domain", _some(self.label if data.domain else None)
        yield "where", tuple(each[:1].upper() + each[1:] for each in self._places())
        yield "when", _some(self.when)
        yield "schedule", _some(data.schedule)
        yield "deadline", _some(words.day(data.deadline) if data.deadline else None)
        yield "places", _some(words("missions.volunteers", count=data.places) if data.places else None)
        yield "age", _some(self._age())
        yield "audience", self._labels("audience", data.audience)
        yield "activities", self._labels("activity", data.activities)
        yield "open_to", self._labels("team", data.open_to)
        yield "expenses", self._told("expenses", data.expenses)
        yield "accessible", self._told("accessible", data.accessible)
        yield "transport", self._told("transport", data.transport)

    def _places(self) -> Sequence[str]:
        data = self.data
        lines = [_in_one_line(each) for each in data.all_places]
        if data.remote == "full" or not lines or data.zone:
            return [*_some(self.where), *(lines if data.remote != "full" else ())]
        return [*lines, *_some(self.words(f"missions.remote.{data.remote}") if data.remote != "no" else None)]

    def _age(self) -> str | None:
        words, data = self.words, self.data
        if data.min_age is not None:
            return words("missions.from_age", age=data.min_age)
        return None if self.minors is None else words(f"missions.minors.{'yes' if self.minors else 'no'}")

    def _labels(self, name: str, chosen: Sequence[str]) -> Sequence[str]:
        said = ", ".join(self.words(f"missions.{name}.{each}") for each in chosen)
        return (said,) if said else ()

    def _told(self, name: str, told: bool | str | None) -> Sequence[str]:
        if told is None:
            return ()
        return (told if isinstance(told, str) else self.words(f"missions.{name}.{'yes' if told else 'no'}"),)


def missions_of(room: Room[Missions]) -> list[Mission]:
    """The published missions: those that close soonest first, then the newest."""
    found = [Mission(each, each.data, room) for each in room.of(MISSIONS) if isinstance(each.data, MissionData)]
    return sorted(found, key=_order)


def _order(mission: Mission) -> tuple[bool, int, int, str]:
    deadline, posted = mission.data.deadline, mission.entry.data.date
    return (
        deadline is None,
        deadline.toordinal() if deadline else 0,
        -(posted.toordinal() if posted else 0),
        mission.title,
    )


def _in_one_line(place: Place) -> str:
    town = " ".join(filter(None, (place.postal_code, place.city)))
    return ", ".join((*(place.street or "").splitlines(), *_some(town or None)))


def _some(text: str | None) -> Sequence[str]:
    return (text,) if text else ()
