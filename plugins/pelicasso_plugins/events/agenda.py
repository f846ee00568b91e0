"""The agenda: every event of texts and calendar files with its dates, as far as visitors look."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from pelicasso.kit import Collection, Entry, Room, Site
from pelicasso.kit.links import slug
from pelicasso.schema import SiteError, error, warning
from pelicasso_plugins.events.calendar_file import utc_day
from pelicasso_plugins.events.config import Calendar, Events
from pelicasso_plugins.events.event import Event, Stamp
from pelicasso_plugins.events.front_matter import MEETING, EventData
from pelicasso_plugins.events.moment import instant, is_skipped
from pelicasso_plugins.events.occurrence import MOST, Occurrence
from pelicasso_plugins.events.place import Place
from pelicasso_plugins.events.reading import series_of
from pelicasso_plugins.events.rule import Steps, TooManyStepsError

EVENTS = Collection("events", EventData, address="events", kind="event", places=("head",))
AHEAD = timedelta(days=365)
"""How far visitors look; to the end of that month."""
BACK = timedelta(days=366)
"""How far back the events of a calendar file go."""
STEPS = 4_000
STEPS_OF_CALENDAR = 20_000
MOST_OF_CALENDAR = 1_000
"""Events of one calendar file: each has a page."""
UNKNOWN = date(2026, 1, 1)
"""The day of a change that nobody knows: the same every day."""


@dataclass(frozen=True, slots=True)
class Held:
    """One date of one event."""

    event: Event
    occurrence: Occurrence

    @property
    def day(self) -> date:
        return self.occurrence.day

    @property
    def off(self) -> bool:
        return self.event.off or self.occurrence.cancelled


@dataclass(frozen=True, slots=True)
class Category:
    """A theme of events; `slug` ends its address."""

    name: str
    slug: str

    def address(self, room: Room[Events]) -> str:
        return f"{room.address('events', 'category')}{self.slug}/"


@dataclass
class Agenda:
    """All events that are published; `held` are the dates of those that are listed, in order."""

    day: date
    events: list[Event] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    categories: dict[str, Category] = field(default_factory=dict)

    @property
    def listed(self) -> list[Event]:
        return [each for each in self.events if each.listed]

    def coming(self, category: Category | None = None) -> list[Held]:
        """The dates that are not over before the day, of a category when one is given."""
        return [each for each in self._coming if category is None or each.event.theme == category.slug]

    @cached_property
    def _coming(self) -> list[Held]:
        return [each for each in self.held if each.occurrence.is_coming(self.day)]

    def category_of(self, event: Event) -> Category | None:
        return self.categories.get(event.theme)

    def of(self, category: Category) -> list[Event]:
        return [each for each in self.listed if each.theme == category.slug]

    def months(self) -> dict[date, list[Held]]:
        """The dates of each month that has any, by its first day; what goes on over its end is in both."""
        found: dict[date, list[Held]] = {}
        for each in self.held:
            month, last = each.day.replace(day=1), each.occurrence.last_day
            while month <= last:
                found.setdefault(month, []).append(each)
                month = following(month)
        return dict(sorted(found.items()))

    def past(self) -> dict[int, list[Held]]:
        """By year, the last one first, the dates that are over; of a series one a year."""
        found: dict[int, list[Held]] = {}
        seen: set[tuple[int, int]] = set()
        for each in reversed(self.held):
            year = found.setdefault(each.day.year, [])
            if not each.occurrence.is_coming(self.day) and (each.day.year, id(each.event)) not in seen:
                seen.add((each.day.year, id(each.event)))
                year.append(each)
        return {year: held[::-1] for year, held in found.items() if held}


def following(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def read_agenda(room: Room[Events]) -> Agenda:
    """Everything that the room knows; what is wrong goes to its report."""
    agenda = Agenda(room.site.day)
    last = room.site.day + AHEAD
    last = last.replace(day=monthrange(last.year, last.month)[1])
    for entry in room.of(EVENTS):
        if (event := _of_entry(room, entry, last)) is not None:
            agenda.events.append(event)
    for index, calendar in enumerate(room.section.calendars):
        agenda.events += _of_calendar(room, index, calendar, last)
    agenda.categories = _categories(room.section.categories, agenda.events)
    dates = (Held(event, each) for event in agenda.events if event.listed for each in event.occurrences)
    agenda.held = sorted(dates, key=lambda each: (each.day, each.occurrence.start, each.event.title))
    return agenda


def _categories(written: Sequence[str], events: Iterable[Event]) -> dict[str, Category]:
    """The categories by their slugs, those of `site.yaml` first; of two spellings the first one."""
    used = {each.theme for each in events if each.listed}
    found: dict[str, Category] = {}
    for name in (*written, *sorted(each.category for each in events if each.category)):
        if slug(name) in used:
            found.setdefault(slug(name), Category(name, slug(name)))
    return found


def _of_entry(room: Room[Events], entry: Entry, last: date) -> Event | None:
    data = entry.data
    assert isinstance(data, EventData)
    typeset = room.words.typography.text
    series = series_of(data, room.site.timezone, room.site.language)
    event = Event(
        title=entry.title,
        slug=entry.address.strip("/").rpartition("/")[2],
        address=entry.address,
        series=series,
        stamp=_stamp(room.site, entry),
        file=entry.path,
        status="postponed" if data.previous_start and data.status == "scheduled" else data.status,
        previous=data.previous_start.local if data.previous_start else None,
        place=_known_place(data.place, room.section.places),
        online=data.online,
        kind=_kind(room, entry, data),
        category=_category(room, entry, data),
        price=tuple(map(typeset, data.price)),
        amounts=data.amounts,
        is_free=data.is_free,
        booking=data.booking,
        audience=typeset(data.audience) if data.audience else None,
        organisers=tuple(map(typeset, data.organisers)),
        entry=entry,
        listed=not data.is_hidden,
    )
    _advise(room, entry, event)
    last = max(last, series.start.date())
    event.occurrences = _dates(room, event, last, entry.lines.get("recurrence"))
    return event if event.occurrences else None


def _stamp(site: Site, entry: Entry) -> Stamp:
    """SEQUENCE counts the minutes from the first date to the last change, so that no state is kept."""
    host = urlsplit(site.address or "").hostname or slug(site.organisation.name)
    created, changed = entry.data.date, entry.updated or UNKNOWN
    minutes = (changed - created) // timedelta(minutes=1) if created and changed > created else 0
    return Stamp(
        f"{re.sub(r'[^A-Za-z0-9/._~-]+', '-', entry.identity)}@{host}",
        utc_day(changed),
        minutes,
        utc_day(created) if created else None,
    )


def _known_place(place: Place | None, known: Sequence[Place]) -> Place | None:
    """A place that is only named may be described in `site.yaml`."""
    if place is None or place.name is None or place.city or place.street:
        return place
    return next((each for each in known if (each.name or "").casefold() == place.name.casefold()), place)


def _kind(room: Room[Events], entry: Entry, data: EventData) -> str | None:
    if data.kind is None or data.kind == MEETING:
        return data.kind
    known = {each.casefold(): each for each in room.section.kinds}
    if data.kind.casefold() not in known:
        names = ", ".join((*room.section.kinds, room.words("events.kinds.general_meeting").lower()))
        room.report.add(error("events.unknown_kind", entry.path, entry.lines.get("kind"), value=data.kind, known=names))
    return known.get(data.kind.casefold())


def _category(room: Room[Events], entry: Entry, data: EventData) -> str | None:
    known = room.section.categories
    if data.category and known and slug(data.category) not in map(slug, known):
        line = entry.lines.get("category")
        names = ", ".join(known)
        room.report.add(error("events.unknown_category", entry.path, line, value=data.category, known=names))
    return data.category if data.category and slug(data.category) else None


def _advise(room: Room[Events], entry: Entry, event: Event) -> None:
    series = event.series
    if event.place is None and event.online is None:
        room.report.add(warning("events.no_place", entry.path, entry.lines.get("start")))
    if not series.all_day and is_skipped(series.start, series.zone):
        told = instant(series.start, series.zone)
        values = {"value": f"{series.start:%H:%M}", "day": f"{series.start:%Y-%m-%d}", "told": f"{told:%H:%M}"}
        room.report.add(warning("events.skipped_hour", entry.path, entry.lines.get("start"), **values))


def _dates(room: Room[Events], event: Event, last: date, line: int | None) -> list[Occurrence]:
    try:
        found = list(islice(event.series.occurrences(last, Steps(STEPS)), MOST + 1))
    except TooManyStepsError:
        found = []
        room.report.add(error("events.too_many_dates", event.file, line, most=MOST))
    if len(found) > MOST:
        room.report.add(error("events.too_many_dates", event.file, line, most=MOST))
    if not found:
        room.report.add(error("events.no_date_left", event.file, line))
    return sorted(found, key=lambda each: each.start)


def _of_calendar(room: Room[Events], index: int, calendar: Calendar, last: date) -> Iterator[Event]:
    """The events of a calendar's file, or of all files in its folder."""
    line = room.line("calendars", index, "file") or room.line("calendars", index)
    folder = f"{calendar.file.rstrip('/')}/"
    files = [
        path for path in room.files if path == calendar.file or (path.startswith(folder) and path.endswith(".ics"))
    ]
    if not files and calendar.url:
        room.report.add(warning("events.calendar_not_fetched", "site.yaml", line, target=calendar.file))
    elif not files:
        room.report.add(error("events.calendar_missing", "site.yaml", line, target=calendar.file))
    for path in files:
        yield from _of_file(room, path, calendar.category, last)


def _of_file(room: Room[Events], path: str, category: str | None, last: date) -> Iterator[Event]:
    from pelicasso_plugins.events.calendar_lines import check_size
    from pelicasso_plugins.events.calendar_source import read_calendar

    found = room.files[path]
    try:
        check_size(found.size, found.path)
        read = read_calendar(found.absolute.read_bytes(), found.path, room.site.timezone, category)
    except SiteError as problem:
        room.report.add(*problem.findings)
        return
    room.report.add(*read.findings)
    steps, first = Steps(STEPS_OF_CALENDAR), room.site.day - BACK
    for event in read.events:
        event.address = f"{room.address('events')}{event.slug}/"
        event.title = room.words.typography.text(event.title)
        _follow(room, event, last, steps)
    kept = [each for each in read.events if each.occurrences and each.occurrences[-1].last_day >= first]
    if len(kept) > MOST_OF_CALENDAR:
        room.report.add(error("events.calendar_too_many", found.path, None, most=MOST_OF_CALENDAR))
        return
    if len(kept) < len(read.events):
        room.report.add(warning("events.calendar_old", found.path, None, count=len(read.events) - len(kept)))
    yield from kept


def _follow(room: Room[Events], event: Event, last: date, steps: Steps) -> None:
    """Give an event of a calendar file its dates; of a series those of the last year, and what is too much is said."""
    first = room.site.day - BACK if event.series.recurs else date.min
    found: list[Occurrence] = []
    try:
        for each in event.series.occurrences(max(last, event.series.start.date()), steps, first):
            if each.last_day >= first:
                found.append(each)
    except TooManyStepsError:
        room.report.add(warning("events.calendar_dates", event.file, event.line, title=event.title))
    event.occurrences = sorted(found, key=lambda each: each.start)
