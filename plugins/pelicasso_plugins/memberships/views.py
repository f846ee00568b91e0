"""What the page of memberships shows, said in the words of the site."""

from __future__ import annotations

from dataclasses import dataclass

from pelicasso.kit import Room
from pelicasso.kit.context import FrameView
from pelicasso.kit.frames import read_frame
from pelicasso.kit.helloasso import is_form_of_example
from pelicasso_plugins.memberships.config import Fee, Memberships


@dataclass(frozen=True, slots=True)
class FeeView:
    """A kind of membership: its title, and its price in words."""

    title: str
    price: str
    conditions: str | None


@dataclass(frozen=True, slots=True)
class MembershipsPage:
    """What `memberships/page.html` shows; `opens` is the day in words while one can't join, `link` the form."""

    fees: tuple[FeeView, ...]
    form: FrameView | None
    link: str | None
    paper: str | None
    opens: str | None


def page(room: Room[Memberships], paper: str | None) -> MembershipsPage:
    section, words = room.section, room.words
    form = form_of(room)
    frame = read_frame(form) if form else None
    is_open = section.is_open(room.site.day)
    title = words("memberships.form_title", name=room.site.organisation.name)
    return MembershipsPage(
        fees(room),
        frame.view(title) if frame and is_open else None,
        frame.page if frame and is_open else None,
        paper,
        None if is_open or section.opens is None else words.day(section.opens),
    )


def form_of(room: Room[Memberships]) -> str | None:
    """The form to join online; that of the example stays away from the site of anybody else."""
    form = room.section.form
    return None if form and is_form_of_example(form, room.site.organisation.name) else form


def fees(room: Room[Memberships]) -> tuple[FeeView, ...]:
    return tuple(_fee(room, each) for each in room.section.fees)


def _fee(room: Room[Memberships], fee: Fee) -> FeeView:
    words = room.words
    title = words.typography.text(fee.title) if fee.title else words(f"memberships.kinds.{fee.kind or 'individual'}")
    if fee.price is None:
        price = words("memberships.free_price")
    else:
        price = words.money(fee.price) if fee.price else words("memberships.free")
    return FeeView(title, price, words.typography.text(fee.conditions) if fee.conditions else None)
