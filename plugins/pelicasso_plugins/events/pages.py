"""The pages and files of the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from pelicasso.kit import Entry, FeatureFile, FeaturePage, Link, Room
from pelicasso_plugins.events.agenda import Agenda, Category, Held, read_agenda
from pelicasso_plugins.events.calendar_file import CalendarHead, Said, calendar, entry
from pelicasso_plugins.events.config import Events
from pelicasso_plugins.events.event import Event
from pelicasso_plugins.events.event_page import event_page, titled
from pelicasso_plugins.events.month import month_context
from pelicasso_plugins.events.rows import month_address, months_of
from pelicasso_plugins.events.subscription import subscription
from pelicasso_plugins.events.views import AgendaContext, YearContext

ROWS = 12
MONTHS = 4
"""Of the agenda's own page, so that it stays light; the other events stand on the pages of their months."""
FILE = "agenda.ics"


def pages(room: Room[Events]) -> Iterator[FeaturePage | FeatureFile]:
    """Everything, planned."""
    agenda = room.once(read_agenda)
    write = _Files(room)
    home = room.address("events")
    up = room.link(room.words("events.title"), home)
    feed = room.feed(f"{home}feed.xml", room.words("events.feed.title"), home, _latest(agenda))
    yield _agenda_page(room, agenda, home, None, feed, ())
    yield FeatureFile(f"{home}{FILE}", partial(write.all, agenda.listed, room.words("events.title"), f"{home}{FILE}"))
    for category in agenda.categories.values():
        yield from _of_category(room, agenda, write, category, (up,))
    yield from _month_pages(room, agenda, up)
    yield from _year_pages(room, up)
    for event in agenda.events:
        yield event_page(room, agenda, event, (up,))
        address = f"{event.address}{event.slug}.ics"
        yield FeatureFile(address, partial(write.all, (event,), event.title, None))


def _latest(agenda: Agenda) -> list[Entry]:
    """The texts, what was written last first."""
    entries = [each.entry for each in agenda.listed if each.entry is not None]
    return sorted(entries, key=lambda each: (each.data.date or each.committed or date.min, each.file), reverse=True)


def _of_category(
    room: Room[Events], agenda: Agenda, write: _Files, category: Category, trail: tuple[Link, ...]
) -> Iterator[FeaturePage | FeatureFile]:
    address = category.address(room)
    name = room.words("events.category.title", category=room.words.typography.text(category.name))
    yield _agenda_page(room, agenda, address, category, None, trail)
    yield FeatureFile(f"{address}{FILE}", partial(write.all, agenda.of(category), name, f"{address}{FILE}"))


def _agenda_page(
    room: Room[Events],
    agenda: Agenda,
    address: str,
    category: Category | None,
    feed: Link | None,
    trail: tuple[Link, ...],
) -> FeaturePage:
    words = room.words
    name = words.typography.text(category.name) if category else ""
    title = words("events.category.title", category=name) if category else words("events.title")
    about = (
        words("events.category.description", category=name, name=room.site.organisation.name)
        if category
        else words("events.description", name=room.site.organisation.name)
    )
    return FeaturePage(
        address,
        "events/agenda.html",
        title,
        about,
        shown=partial(_agenda_shown, room, agenda, address, category, feed),
        trail=trail,
        in_menu=category is None,
    )


def _agenda_shown(
    room: Room[Events], agenda: Agenda, address: str, category: Category | None, feed: Link | None
) -> AgendaContext:
    coming = agenda.coming(category)
    months = months_of(room, coming, most=ROWS)[:MONTHS]
    shown = {each.anchor for each in months}
    later = sorted({each.day.replace(day=1) for each in coming} - {date.fromisoformat(f"{each}-01") for each in shown})
    return AgendaContext(
        months,
        tuple(_month_link(room, each) for each in later) if category is None else (),
        _category_links(room, agenda, category),
        _year_links(room, None) if category is None else (),
        subscription(room, f"{address}{FILE}"),
        feed,
    )


def _category_links(room: Room[Events], agenda: Agenda, shown: Category | None) -> tuple[Link, ...]:
    if not agenda.categories:
        return ()
    everything = Link(room.words("events.category.all"), room.href(room.address("events")), shown is None)
    typeset = room.words.typography.text
    return (
        everything,
        *(
            Link(typeset(each.name), room.href(each.address(room)), each is shown)
            for each in agenda.categories.values()
        ),
    )


def _month_link(room: Room[Events], month: date) -> Link:
    title = room.words.day(month, "month")
    return room.link(title[:1].upper() + title[1:], month_address(room, month))


def _month_pages(room: Room[Events], agenda: Agenda, up: Link) -> Iterator[FeaturePage]:
    months = agenda.months()
    known = list(months)
    for at, (month, held) in enumerate(months.items()):
        before = _month_link(room, known[at - 1]) if at else None
        after = _month_link(room, known[at + 1]) if at + 1 < len(known) else None
        title = room.words("events.month.title", month=room.words.day(month, "month"))
        yield FeaturePage(
            month_address(room, month),
            "events/month.html",
            title,
            room.words("events.month.description", month=room.words.day(month, "month"), name=_name(room)),
            shown=partial(month_context, room, month, held, before, after),
            trail=(up,),
            listed=False,
            in_menu=False,
        )


def _year_address(room: Room[Events], year: int) -> str:
    return f"{room.address('events')}{year}/"


def _year_links(room: Room[Events], shown: int | None) -> tuple[Link, ...]:
    return tuple(Link(str(each), room.href(_year_address(room, each)), each == shown) for each in room.once(_past_of))


def _past_of(room: Room[Events]) -> dict[int, list[Held]]:
    return room.once(read_agenda).past()


def _year_pages(room: Room[Events], up: Link) -> Iterator[FeaturePage]:
    for year, held in room.once(_past_of).items():
        yield FeaturePage(
            _year_address(room, year),
            "events/year.html",
            room.words("events.year.title", year=year),
            room.words("events.year.description", year=year, name=_name(room)),
            shown=partial(_year_shown, room, year, held),
            trail=(up,),
            in_menu=False,
        )


def _year_shown(room: Room[Events], year: int, held: Sequence[Held]) -> YearContext:
    return YearContext(months_of(room, held), _year_links(room, year))


def _name(room: Room[Events]) -> str:
    return room.words.typography.text(room.site.organisation.name)


class _Files:
    """Writes calendar files; what an event says stands in several of them, and is made once."""

    def __init__(self, room: Room[Events]) -> None:
        self._room = room
        self._entries: dict[int, bytes] = {}

    def all(self, events: Sequence[Event], name: str, address: str | None) -> bytes:
        room = self._room
        own = f"{room.site.organisation.name} – {name}" if address else name
        head = CalendarHead(own, room.site.language, room.absolute(address) if address else None)
        return calendar(head, events, (self._entry(each) for each in events))

    def _entry(self, event: Event) -> bytes:
        if id(event) not in self._entries:
            room = self._room
            url = room.absolute(event.address)
            summary = "" if event.summary == event.title else event.summary
            price = ", ".join(event.price)
            about = "\n\n".join(filter(None, (event.text or summary, price, event.booking, url)))
            said = Said(titled(room, event), about, url, event.category)
            self._entries[id(event)] = entry(event, said)
        return self._entries[id(event)]
