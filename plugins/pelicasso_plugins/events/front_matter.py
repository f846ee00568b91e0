"""What stands at the head of an event's file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from pelicasso.kit import FrontMatter, Timezone
from pelicasso.schema.section import Section, Text, WebAddress, refuse, required, titled
from pelicasso_plugins.events.moment import Moment
from pelicasso_plugins.events.place import PlaceField
from pelicasso_plugins.events.recurrence import Later, Recurrence, RecurrenceField, Timed, listed, spoken
from pelicasso_plugins.events.rule import Rule, Steps

MEETING = "general_meeting"
KINDS = {
    **dict.fromkeys(("assemblée générale", "assemblee generale", "ag", "general meeting", "agm", MEETING), MEETING),
}
STATUSES = {
    **dict.fromkeys(("annulé", "annulée", "canceled"), "cancelled"),
    **dict.fromkeys(("reporté", "reportée", "repoussé"), "postponed"),
    **dict.fromkeys(("déplacé", "déplacée", "en ligne"), "moved"),
    **dict.fromkeys(("complet", "complète", "sold out"), "full"),
    **dict.fromkeys(("prévu", "prévue", "confirmé", "confirmée"), "scheduled"),
}
FREE = re.compile(r"(?:entrée |accès )?(?:gratuite?|libre|free)|0(?: ?€)?", re.I)
AMOUNT = re.compile(r"(?<![\d,.])(\d{1,5}(?:[.,]\d{1,2})?)\s*(?:€|euros?|eur\b|$)", re.I)
LENGTH = re.compile(
    r"(?:(?P<days>\d+)\s*(?:jours?|days?|j|d))?\s*"
    r"(?:(?P<hours>\d+)\s*(?:heures?|hours?|h)\s*(?P<rest>\d{1,2})?)?\s*(?:(?P<minutes>\d+)\s*(?:minutes?|min|mn))?",
    re.I,
)
LONGEST = timedelta(days=366)
EARLY = time(9)
"""An end that is an hour alone and earlier than the start is meant for the next morning up to here."""
STEPS = 4000
Status = Literal["scheduled", "cancelled", "postponed", "moved", "full"]


def _duration(value: object, info: ValidationInfo) -> object:
    """« 2 h 30 », « 90 min », « 3 jours »."""
    if not isinstance(value, str):
        return value
    found = LENGTH.fullmatch(value.strip())
    if not value.strip() or found is None:
        raise refuse("events.bad_duration", value=value)
    given = {key: int(each or 0) for key, each in found.groupdict().items()}
    length = timedelta(days=given["days"], hours=given["hours"], minutes=given["rest"] + given["minutes"])
    start: Moment | None = info.data.get("start")
    if not timedelta() < length <= LONGEST:
        raise refuse("events.bad_duration", value=value)
    if info.data.get("end") is not None:
        raise refuse("events.end_or_duration")
    if start is not None and start.hour is None and length % timedelta(days=1):
        raise refuse("events.start_without_hour")
    return length


def _end(value: Moment | time | None, info: ValidationInfo) -> Moment | None:
    """The end, seen from the start."""
    start: Moment | None = info.data.get("start")
    if value is None or start is None:
        return value if isinstance(value, Moment) else None
    return end_after(start, value)


def end_after(start: Moment, value: Moment | time) -> Moment:
    """The end of what starts at a moment; refused when it comes first, or when one of the two has no hour."""
    if isinstance(value, time):
        end = Moment(start.day, value)
        if start.hour is not None and value < start.hour and value <= EARLY:
            end = Moment(start.day + timedelta(days=1), value)
    else:
        end = value
    if (start.hour is None) != (end.hour is None):
        raise refuse("events.start_without_hour" if start.hour is None else "events.end_without_hour")
    if end.local < start.local or (start.hour is not None and end == start):
        raise refuse("events.end_before_start", end=_written(end), start=_written(start))
    if end.local - start.local > LONGEST:
        raise refuse("events.too_long")
    return end


def _written(moment: Moment) -> str:
    return f"{moment.local:%Y-%m-%d %H:%M}" if moment.hour else f"{moment.day}"


def _known(words: Mapping[str, str]) -> BeforeValidator:
    """A person's own word leads to the value that it means."""

    def meant(value: object) -> object:
        return words.get(value.strip().casefold(), value) if isinstance(value, str) else value

    return BeforeValidator(meant)


def _recurrence(value: Recurrence | None, info: ValidationInfo) -> Recurrence | None:
    """Each date that is named is one of the series."""
    start: Moment | None = info.data.get("start")
    if value is None or start is None:
        return value
    language, _ = spoken(info)
    rule = value.rule(start.day, language)
    if rule is not None:
        _check_start(rule, start.day)
        _check_dates(value, rule, start.day)
    for each in value.moved:
        held = moved_moment(each.start, each.date, start)
        if each.end is not None:
            end_after(held, each.end)
    if any(extra.hour is not None for extra in value.extra) and start.hour is None:
        raise refuse("events.start_without_hour")
    return value


def _check_start(rule: Rule, start: date) -> None:
    first = next(rule.days(start, start + timedelta(days=9 * 366), Steps(STEPS)), None)
    if first is None:
        raise refuse("events.never")
    if first != start:
        raise refuse("events.start_not_in_rule", start=start, first=first)


def _check_dates(recurrence: Recurrence, rule: Rule, start: date) -> None:
    named = [*recurrence.skipped, *recurrence.cancelled, *(each.date for each in recurrence.moved)]
    if not named:
        return
    days = set(rule.days(start, max(named) + timedelta(days=62), Steps(STEPS)))
    for each in named:
        if each not in days:
            nearest = min(days, key=lambda day: abs(day - each))
            raise refuse("events.not_in_rule", value=each, nearest=nearest)


def moved_moment(value: Moment | time | None, day: date, start: Moment) -> Moment:
    """When a date of a series is held instead."""
    moment = Moment(day, value) if isinstance(value, time) else value or Moment(day, start.hour)
    if start.hour is None and moment.hour is not None:
        raise refuse("events.start_without_hour")
    return Moment(moment.day, moment.hour or start.hour)


class Document(Section):
    """A file that goes with an event; a text alone is the file."""

    mistaken: ClassVar[Mapping[str, str]] = {"titre": "title", "nom": "title", "fichier": "file", "lien": "file"}

    file: Text = required(en="The file, in content, or an address.", fr="Le fichier, dans content, ou une adresse.")
    title: Text | None = titled(en="What it is called.", fr="Son titre.")


def _document(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


DocumentField = Annotated[Document, BeforeValidator(_document, json_schema_input_type=Document | str)]


class EventData(FrontMatter):
    """An event: what, when, where."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "titre": "title",
        "début": "start",
        "debut": "start",
        "quand": "start",
        "le": "start",
        "date_début": "start",
        "date_debut": "start",
        "startdate": "start",
        "start_date": "start",
        "fin": "end",
        "date_fin": "end",
        "enddate": "end",
        "end_date": "end",
        "durée": "duration",
        "duree": "duration",
        "fuseau": "timezone",
        "lieu": "place",
        "où": "place",
        "adresse": "place",
        "location": "place",
        "visio": "online",
        "en_ligne": "online",
        "lien": "online",
        "statut": "status",
        "état": "status",
        "date_prévue": "previous_start",
        "ancienne_date": "previous_start",
        "prix": "price",
        "tarif": "price",
        "tarifs": "price",
        "réservation": "booking",
        "reservation": "booking",
        "inscription": "booking",
        "billetterie": "booking",
        "tickets": "booking",
        "genre": "kind",
        "sorte": "kind",
        "type": "kind",
        "public": "audience",
        "organisateur": "organisers",
        "organisateurs": "organisers",
        "organizer": "organisers",
        "répétition": "recurrence",
        "repetition": "recurrence",
        "récurrence": "recurrence",
        "recurrence_rule": "recurrence",
        "repeat": "recurrence",
        "rrule": "recurrence",
        "ordre_du_jour": "agenda",
        "pouvoir": "proxy_form",
        "procuration": "proxy_form",
        "rubrique": "category",
        "thème": "category",
    }

    timezone: Timezone | None = titled(
        en="The time zone, where it isn't the site's.", fr="Le fuseau horaire, si ce n’est pas celui du site."
    )
    start: Timed = required(
        en="When it starts; a day without an hour is a whole day.",
        fr="Le début : 2026-12-05 14:00, « samedi 5 décembre 2026 à 14 h » ; sans heure, toute la journée.",
    )
    end: Annotated[Later, AfterValidator(_end)] | None = titled(
        en="When it ends: an hour, or a day and an hour; for whole days the last one.",
        fr="La fin : une heure, ou un jour et une heure ; pour des journées entières, la dernière.",
    )
    duration: Annotated[timedelta, BeforeValidator(_duration)] | None = titled(
        en="How long it is, instead of the end: 2 h, 3 days.", fr="La durée, à la place de la fin : 2 h, 3 jours."
    )
    place: PlaceField | None = titled(en="Where it is.", fr="Le lieu : son nom, ou ses clés.")
    online: WebAddress | None = titled(en="Where it is online.", fr="L’adresse où le suivre en ligne.")
    status: Annotated[Status, _known(STATUSES)] = titled(
        "scheduled",
        en="cancelled, postponed, moved (online, or to another place), full.",
        fr="cancelled (annulé), postponed (reporté), moved (déplacé), full (complet).",
    )
    previous_start: Timed | None = titled(
        en="When it was to start, before it was postponed.", fr="Le début prévu, avant le report."
    )
    price: Annotated[tuple[Text, ...], BeforeValidator(listed)] = titled(
        (), en="The price, or a list of them; « free ».", fr="Le prix, ou une liste de tarifs ; « gratuit »."
    )
    booking: WebAddress | None = titled(
        en="Where to book: a form, a HelloAsso ticketing.", fr="Où réserver : un formulaire, une billetterie HelloAsso."
    )
    kind: Annotated[Text, _known(KINDS)] | None = titled(
        en="Its kind: one of site.yaml, or general_meeting.", fr="Sa sorte : l’une de site.yaml, ou assemblée générale."
    )
    audience: Text | None = titled(en="Whom it is for.", fr="À qui il s’adresse.")
    organisers: Annotated[tuple[Text, ...], BeforeValidator(listed)] = titled(
        (), en="Who organises it, with or instead of the association.", fr="Qui l’organise, avec vous ou à votre place."
    )
    recurrence: Annotated[RecurrenceField, AfterValidator(_recurrence)] | None = titled(
        en="When it comes again.", fr="Quand il revient : « tous les mardis », ou ses clés."
    )
    agenda: Annotated[tuple[Text, ...], BeforeValidator(listed)] = titled(
        (), en="The items of a general meeting.", fr="L’ordre du jour d’une assemblée générale."
    )
    documents: Annotated[tuple[DocumentField, ...], BeforeValidator(listed)] = titled(
        (), en="Documents to read before it.", fr="Les documents à lire avant."
    )
    proxy_form: Text | None = titled(
        en="The form to give a proxy.", fr="Le fichier du pouvoir, pour se faire représenter."
    )

    @property
    def is_free(self) -> bool:
        return any(FREE.fullmatch(each) for each in self.price)

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The prices in euros that the words name."""
        return tuple(Decimal(found[1].replace(",", ".")) for each in self.price if (found := AMOUNT.search(each)))

    def zone(self, site: ZoneInfo) -> ZoneInfo:
        return ZoneInfo(self.timezone) if self.timezone else site
