"""The legal notice: who publishes, who hosts, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pelicasso.kit import Label, Link, Room
from pelicasso.schema import Finding, warning
from pelicasso_plugins.legal.config import Legal
from pelicasso_plugins.legal.hosting import Host, host_of


@dataclass(frozen=True, slots=True)
class Reach:
    """How to reach the association: what `legal` says, else what other rooms say of it."""

    phone: str
    phone_href: str
    email: str
    page: Link | None


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page of the legal notice shows."""

    reach: Reach
    host: Host | None
    labels: tuple[Label, ...]
    privacy: Link


def reach_of(room: Room[Legal]) -> Reach:
    """Who reads the page finds the same telephone here as on the page of contact."""
    said = room.organisation
    phone = room.section.phone or str(said.get("telephone") or "")
    point = said.get("contactPoint")
    address = urlsplit(str(point.get("url") or "")) if isinstance(point, dict) else None
    page = Link(room.words("legal.contact"), address.path) if address and address.path else None
    digits = "".join(each for each in phone if each.isdigit() or each == "+")
    return Reach(_spaced(phone), f"tel:{digits}", room.section.email or "", page)


def _spaced(phone: str) -> str:
    """« +33353014217 » as people in France read it: « 03 53 01 42 17 »."""
    if not phone.startswith("+33") or not phone[1:].isdigit() or len(phone) != 12:
        return phone
    return "\u00a0".join((f"0{phone[3]}", *(phone[at : at + 2] for at in range(4, 12, 2))))


def notice(room: Room[Legal], privacy: Link) -> Notice:
    return Notice(reach_of(room), host_of(room), room.site.organisation.labels_on(room.site.day), privacy)


def incomplete(room: Room[Legal]) -> Iterator[Finding]:
    """What the law asks for and nobody has written; of a site that is nowhere online yet, only when asked."""
    if room.site.address is None and room.feature.name not in room.site.source:
        return
    if missing := [room.words(f"legal.missing.{each}") for each in _missing(room)]:
        yield warning("legal.incomplete", "site.yaml", room.line(), missing=", ".join(missing))


def _missing(room: Room[Legal]) -> Iterator[str]:
    own, host = room.site.organisation, host_of(room)
    if own.address is None or own.address.city is None:
        yield "seat"
    if not reach_of(room).phone:
        yield "phone"
    if room.section.director is None:
        yield "director"
    if host is None:
        yield "host"
    elif not host.address or not host.phone:
        yield "host_details"


def past(room: Room[Legal]) -> Iterator[Finding]:
    """Labels and an audit whose time is over: they are no longer shown."""
    day = room.site.day
    for index, label in enumerate(room.site.organisation.labels):
        if label.until < day:
            line = room.site.line("organisation", "labels", index, "until")
            yield warning("legal.label_ended", "site.yaml", line, label=label.name, day=room.words.day(label.until))
    audit = room.section.audit
    if audit is not None and not audit.is_valid(day):
        code = "legal.audit_to_come" if audit.date > day else "legal.audit_ended"
        ends = room.words.day(audit.date if audit.date > day else audit.ends)
        yield warning(code, "site.yaml", room.line("audit", "date"), day=ends)
