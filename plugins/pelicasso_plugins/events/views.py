"""What the pages of the agenda show: plain values, every word already said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pelicasso.kit import EntryView, Link
from pelicasso_plugins.events.place import Place


@dataclass(frozen=True, slots=True)
class Row:
    """An event in a list, on one or several dates of a month.

    `day` and `weekday` stand in the leaf; `when` are the hours, or the last day. `others` are more dates of the month.
    `off`: nobody should come, and `notice` says so. `over` is the instant from which it is past.
    """

    title: str
    href: str
    day: date
    weekday: str
    month: str
    when: str
    place: str
    notice: str
    off: bool
    kicker: str
    others: str
    over: str
    language: str


@dataclass(frozen=True, slots=True)
class Month:
    """The events of a month; `href` leads to its table, which has so many `more`."""

    title: str
    href: str
    anchor: str
    rows: tuple[Row, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Subscription:
    """How calendars follow the agenda; `address` is to be copied, `webcal` opens the calendar of the machine."""

    file: str
    address: str | None
    webcal: str | None


@dataclass(frozen=True, slots=True)
class AgendaContext:
    """The agenda, or one theme of it: coming events by month, and ways to all others."""

    months: tuple[Month, ...]
    later: tuple[Link, ...]
    categories: tuple[Link, ...]
    years: tuple[Link, ...]
    subscription: Subscription
    feed: Link | None


@dataclass(frozen=True, slots=True)
class Item:
    """An event in a day of the table."""

    title: str
    href: str
    hours: str
    notice: str
    off: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the table; `said` names it in full where there is no head of a column."""

    day: date
    said: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class MonthContext:
    """A month as a table: days in rows of weeks, None where a day belongs to another month."""

    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Cell | None, ...], ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class YearContext:
    """What took place in a year, by month."""

    months: tuple[Month, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DateShown:
    """A date of an event: `start` for machines, `said` for people, `note` when it is held otherwise.

    `weekday`, `number` and `month` stand in a leaf.
    """

    start: str
    said: str
    over: str
    weekday: str
    number: int
    month: str
    note: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class EventContext:
    """An event. `entry` is its text, None for one of a calendar file, whose text is `paragraphs`.

    `notice` says what nobody may miss, `past` that it is over; `dates` are the next ones of a series.
    """

    entry: EntryView | None
    paragraphs: tuple[str, ...]
    kicker: str
    date: DateShown
    rhythm: str
    zone: str
    dates: tuple[DateShown, ...]
    notice: str
    notice_more: str
    off: bool
    past: bool
    place: Place | None
    place_lines: tuple[str, ...]
    online: str | None
    price: tuple[str, ...]
    booking: Link | None
    audience: str | None
    organisers: str
    category: Link | None
    agenda: tuple[str, ...]
    documents: tuple[Link, ...]
    proxy_form: Link | None
    source: Link | None
    calendar: Subscription


@dataclass(frozen=True, slots=True)
class NextEvents:
    """The next events, for the home page and for texts."""

    rows: tuple[Row, ...]
    all: Link
