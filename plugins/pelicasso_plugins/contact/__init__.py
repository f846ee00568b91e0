"""Contact: how to write, call, come and follow, on a page of its own, at home and in the footer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pelicasso.kit import Feature, FeaturePage, Room
from pelicasso.kit.context import FrameView
from pelicasso.kit.frames import STYLE, read_frame
from pelicasso.schema import Finding, error, warning
from pelicasso_plugins.contact.config import Closure, Contact, Place
from pelicasso_plugins.contact.data import organisation


@dataclass(frozen=True, slots=True)
class Ways:
    """What the page shows: where to come, when nobody is there, and a form in a frame.

    `zone` is the time zone of its hours; `has_days` says that some of them are of known days of the week.
    """

    spots: tuple[Place, ...]
    country: str
    closures: tuple[Closure, ...]
    frame: FrameView | None
    zone: str
    has_days: bool


@dataclass(frozen=True, slots=True)
class Short:
    """What the other pages show."""

    spots: tuple[Place, ...]
    country: str


def _pages(room: Room[Contact]) -> Iterator[FeaturePage]:
    words = room.words
    yield FeaturePage(
        room.address("contact"),
        "contact/page.html",
        words("contact.title"),
        words("contact.description", name=room.site.organisation.name),
        shown=lambda: _ways(room),
        styles=(STYLE,) if _frame(room) else (),
        kind="ContactPage",
    )


def _short(room: Room[Contact]) -> Short:
    spots = room.section.spots(room.site.organisation.address)
    return Short(spots, next((each.address.country for each in spots if each.address), "FR"))


def _ways(room: Room[Contact]) -> Ways:
    short = _short(room)
    closures = room.section.closures_to_come(room.site.day)
    lines = [*room.section.hours, *(line for each in short.spots for line in each.hours)]
    has_days = any(each.weekdays for each in lines)
    return Ways(short.spots, short.country, closures, _frame(room), room.site.timezone.key, has_days)


def _frame(room: Room[Contact]) -> FrameView | None:
    form = room.section.form
    if form is None or form.service != "frame":
        return None
    return read_frame(form.to or "").view(room.words("contact.form"))


def _nothing_to_show(room: Room[Contact]) -> Iterator[Finding]:
    if not room.section.reaches(room.site.organisation.address):
        yield warning("contact.nothing_to_show", "site.yaml", room.line())


def _form_as_it_is(room: Room[Contact]) -> Iterator[Finding]:
    """A form by e-mail says the address to everyone; one in a frame is not of the site itself."""
    own, line = room.section, room.line("form", "to")
    if own.form is None:
        return
    if own.form.service == "mailto" and not (own.email and own.email_public):
        yield error("contact.form_shows_email", "site.yaml", room.line("form"))
    if own.form.service == "frame" and read_frame(own.form.to or "").is_of(room.site):
        yield error("frame_of_own_site", "site.yaml", line, value=own.form.host)


feature = Feature(
    name="contact",
    section=Contact,
    pages=_pages,
    shown={"slots/home_section/contact.html": _short, "slots/footer/contact.html": _short},
    contexts={
        "contact/page.html": Ways,
        "slots/home_section/contact.html": Short,
        "slots/footer/contact.html": Short,
    },
    organisation=organisation,
    checks=(_nothing_to_show, _form_as_it_is),
)
register = feature.register
