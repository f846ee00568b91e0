"""The page of an event: when, where, what it costs, and how it comes into one's own calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic_core import PydanticCustomError

from pelicasso.kit import Entry, FeaturePage, Link, Room
from pelicasso.kit.helloasso import read_form
from pelicasso_plugins.events.agenda import Agenda, Held
from pelicasso_plugins.events.config import Events
from pelicasso_plugins.events.event import Event
from pelicasso_plugins.events.front_matter import MEETING, EventData
from pelicasso_plugins.events.occurrence import Occurrence
from pelicasso_plugins.events.rows import kicker_of, notice_of, rhythm_of
from pelicasso_plugins.events.said import listed_said, machine, short_month, short_weekday, when_said
from pelicasso_plugins.events.structured import nodes
from pelicasso_plugins.events.subscription import subscription
from pelicasso_plugins.events.views import DateShown, EventContext

NEXT = 6
"""Dates of a series that its page shows."""


@dataclass(frozen=True, slots=True)
class _Papers:
    """What goes with a general meeting, its links looked up."""

    agenda: tuple[str, ...] = ()
    documents: tuple[Link, ...] = ()
    proxy_form: Link | None = None


def event_page(room: Room[Events], agenda: Agenda, event: Event, trail: tuple[Link, ...]) -> FeaturePage:
    """Plan the page; what a share card says of a text is put into its entry."""
    words = room.words
    main = main_date(agenda, event)
    said = when_said(words, main)
    if event.entry is not None:
        place = event.place.short if event.place else words("events.online") if event.online else ""
        event.entry.kicker = kicker_of(words, event) or words("events.kinds.event")
        event.entry.facts = tuple(filter(None, (said, words.typography.text(place))))
        event.entry.periods = tuple((each.day, each.last_day) for each in event.occurrences)
    category = agenda.category_of(event)
    link = room.link(words.typography.text(category.name), category.address(room)) if category else None
    return FeaturePage(
        event.address,
        "events/event.html",
        titled(room, event),
        words("events.event.description", title=event.title, when=said),
        shown=_shown(room, agenda, event, link, _papers(room, event)),
        entry=event.entry,
        trail=trail,
        nodes=lambda: nodes(room, event),
        listed=event.listed,
        in_menu=False,
    )


def titled(room: Room[Events], event: Event) -> str:
    """The title, which begins with what is off: a window, a share and a search result say it too."""
    if event.status == "cancelled":
        return room.words("events.event.cancelled", title=event.title)
    if event.off:
        return room.words("events.event.postponed", title=event.title)
    return event.title


def main_date(agenda: Agenda, event: Event) -> Occurrence:
    """The date that the page is about: the next one that takes place, else the next, else the last."""
    coming = event.coming(agenda.day)
    on = [each for each in coming if not each.cancelled]
    return (on or coming or event.occurrences[-1:])[0]


def _shown(
    room: Room[Events], agenda: Agenda, event: Event, category: Link | None, papers: _Papers
) -> Callable[[], EventContext]:
    words, typeset = room.words, room.words.typography.text

    def shown() -> EventContext:
        coming = event.coming(agenda.day)
        main = main_date(agenda, event)
        place = event.place
        return EventContext(
            entry=room.view(event.entry, "head") if event.entry else None,
            paragraphs=tuple(map(typeset, event.text.split("\n"))) if event.text else (),
            kicker=kicker_of(words, event),
            date=_date(room, event, main),
            rhythm=rhythm_of(words, event),
            zone=_zone(room, event),
            dates=tuple(_date(room, event, each) for each in coming[:NEXT]) if event.series.recurs else (),
            notice=notice_of(words, event, Held(event, main)),
            notice_more=_more(room, event, main),
            off=event.off,
            past=not coming,
            place=place,
            place_lines=tuple(map(typeset, (main.change.place,) if main.change and main.change.place else place.lines))
            if place
            else (),
            online=event.online,
            price=event.price,
            booking=None if event.off or not coming else _booking(room, event),
            audience=event.audience,
            organisers=listed_said(words, list(event.organisers)),
            category=category,
            agenda=papers.agenda,
            documents=papers.documents,
            proxy_form=papers.proxy_form,
            source=Link(typeset(event.title), event.link) if event.link else None,
            calendar=subscription(room, f"{event.address}{event.slug}.ics"),
        )

    return shown


def _date(room: Room[Events], event: Event, held: Occurrence) -> DateShown:
    words = room.words
    note = notice_of(words, event, Held(event, held)) if event.series.recurs else ""
    if held.moved and not event.off:
        planned = words.day(held.planned.date(), "weekday")
        note = words("events.event.instead", day=planned)
    if held.change and held.change.place and not held.cancelled:
        place = words.typography.text(held.change.place)
        note = ", ".join(filter(None, (note, words("events.event.elsewhere", place=place))))
    return DateShown(
        machine(held.start, day_only=held.all_day),
        when_said(words, held),
        machine(held.over, day_only=False),
        short_weekday(words, held.day),
        held.day.day,
        short_month(words, held.day),
        note,
        held.cancelled or event.off,
    )


def _zone(room: Room[Events], event: Event) -> str:
    """Whose hours are told, where they aren't those of the site."""
    zone = event.series.shown or event.series.zone
    if event.series.all_day or zone.key == room.site.timezone.key:
        return ""
    return room.words("events.event.zone", place=zone.key.rpartition("/")[2].replace("_", " "))


def _more(room: Room[Events], event: Event, main: Occurrence) -> str:
    """What follows the notice."""
    words = room.words
    if event.status == "postponed" and event.previous is not None:
        former = Occurrence(event.previous, None, main.all_day or event.previous.hour == 0, event.previous)
        return words("events.notice.rescheduled", day=when_said(words, former))
    if event.status == "postponed":
        return words("events.notice.postponed")
    if event.status == "cancelled":
        return words("events.notice.cancelled")
    if event.status == "moved":
        return words("events.notice.moved_online") if event.online and not event.place else words("events.notice.moved")
    return words("events.notice.full") if event.status == "full" else ""


def _booking(room: Room[Events], event: Event) -> Link | None:
    if event.booking is None or event.status == "full":
        return None
    try:
        return Link(room.words("events.event.book_helloasso"), read_form(event.booking).page)
    except PydanticCustomError:
        return Link(room.words("events.event.book"), event.booking)


def _papers(room: Room[Events], event: Event) -> _Papers:
    """The files of a meeting; asked while planning, as they become addresses."""
    entry, typeset = event.entry, room.words.typography.text
    if entry is None:
        return _Papers()
    data = entry.data
    assert isinstance(data, EventData)
    documents = [_file(room, entry, "documents", each.file, each.title) for each in data.documents]
    form = _file(room, entry, "proxy_form", data.proxy_form, room.words("events.event.proxy_form"))
    items = tuple(map(typeset, data.agenda)) if event.kind == MEETING or data.agenda else ()
    return _Papers(items, tuple(each for each in documents if each), form)


def _file(room: Room[Events], entry: Entry, key: str, target: str | None, title: str | None) -> Link | None:
    if target is None:
        return None
    found = room.resolve(target, entry.lines.get(key), entry.path)
    name = PurePosixPath(target.partition("#")[0]).stem.replace("-", " ").replace("_", " ")
    said = room.words.typography.text(title or f"{name[:1].upper()}{name[1:]}")
    suffix = PurePosixPath(target).suffix.lstrip(".").upper()
    known = 2 <= len(suffix) <= 4 and suffix.isalpha() and "://" not in target
    return Link(f"{said} ({suffix})" if known else said, found) if found else None
