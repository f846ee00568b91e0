"""Calendar files as a source of events: exports of Google Calendar, Nextcloud, OpenAgenda, Mobilizon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import nh3
from icalendar import Calendar
from icalendar.prop import vDDDLists, vDDDTypes
from pydantic_core import PydanticCustomError

from pelicasso.kit.links import slug
from pelicasso.schema import Finding, SiteError, error, warning
from pelicasso_plugins.events.calendar_lines import sift
from pelicasso_plugins.events.event import Event, Stamp
from pelicasso_plugins.events.occurrence import DAY, Change, Series
from pelicasso_plugins.events.place import Place, place_of_text
from pelicasso_plugins.events.rule import Rule, read_rule

CRITICAL = frozenset({"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID"})
"""Without these an entry can't be told right: it is left out, which is said."""
FAILURES = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
"""What icalendar raises on what it can't read."""
FIRST, LAST = 1900, 2200
UTC_ZONE = ZoneInfo("UTC")


class LeftOutError(Exception):
    """An entry that can't be shown."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass
class CalendarEvents:
    """What a calendar file holds."""

    events: list[Event] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    component: Any
    line: int


def read_calendar(content: bytes, file: str, zone: ZoneInfo, category: str | None = None) -> CalendarEvents:
    """The events of a calendar file; what is left out is said. Raises when it can't be read at all."""
    sifted = sift(content, file)
    made = CalendarEvents(findings=list(sifted.findings))
    try:
        calendars = Calendar.from_ical("\r\n".join((*sifted.lines, "")), multiple=True)
    except FAILURES as problem:
        raise SiteError(error("events.broken_calendar", file, problem=" ".join(str(problem).split())[:80])) from None
    lines = iter(sifted.begins)
    for calendar in calendars:
        entries = [_Entry(each, next(lines)) for each in calendar.subcomponents if each.name == "VEVENT"]
        _Reader(made, file, _zone_named(calendar.get("X-WR-TIMEZONE")) or zone, zone, category).read(entries)
    return made


class _Reader:
    def __init__(
        self, made: CalendarEvents, file: str, floating: ZoneInfo, zone: ZoneInfo, category: str | None
    ) -> None:
        self.made, self.file, self.floating, self.zone, self.category = made, file, floating, zone, category

    def read(self, entries: Sequence[_Entry]) -> None:
        """Series with their changed dates; a change whose series is not there stands alone."""
        public = [each for each in entries if str(each.component.get("CLASS", "PUBLIC")).upper() == "PUBLIC"]
        if len(public) < len(entries):
            self._say("events.calendar_private", entries[0].line, count=len(entries) - len(public))
        groups: dict[str, list[_Entry]] = {}
        for each in public:
            groups.setdefault(str(each.component.get("UID", "")), []).append(each)
        for uid, group in groups.items():
            masters = [each for each in group if "RECURRENCE-ID" not in each.component]
            changes = [each for each in group if "RECURRENCE-ID" in each.component]
            if masters:
                self._add(uid, masters[-1], changes)
                self._repeated(masters)
            else:
                for at, each in enumerate(changes):
                    self._add(f"{uid}-{at}", each, ())

    def _repeated(self, masters: Sequence[_Entry]) -> None:
        if len(masters) > 1:
            self._say(
                "events.calendar_same_uid", masters[0].line, title=_title(masters[0].component), count=len(masters)
            )

    def _add(self, uid: str, entry: _Entry, changes: Iterable[_Entry]) -> None:
        try:
            self.made.events.append(self._event(uid, entry, changes))
        except LeftOutError as problem:
            self.made.findings.append(problem.finding)
        except PydanticCustomError as problem:
            values = {**(problem.context or {}), "title": _title(entry.component)}
            value = str(values.get("value", ""))[:60]
            self._say("events.calendar_rule", entry.line, title=values["title"], value=value)

    def _event(self, uid: str, entry: _Entry, changes: Iterable[_Entry]) -> Event:
        component = entry.component
        self._check(entry)
        series = self._series(entry, changes)
        title = _title(component)
        identity = blake2b(uid.encode(), digest_size=3).hexdigest()
        changed = _instant(component.get("LAST-MODIFIED")) or _instant(component.get("DTSTAMP"))
        return Event(
            title=title,
            slug=f"{slug(title)[:60].strip('-')}-{identity}".strip("-"),
            address="",
            series=series,
            stamp=Stamp(
                uid or f"{identity}-{series.start:%Y%m%d}",
                changed or series.start.replace(tzinfo=UTC),
                _number(component.get("SEQUENCE")),
            ),
            file=self.file,
            line=entry.line,
            status="cancelled" if str(component.get("STATUS", "")).upper() == "CANCELLED" else "scheduled",
            place=_place(component),
            category=self.category or _category(component),
            link=_web(component.get("URL")),
            text=_plain(str(component.get("DESCRIPTION", ""))),
        )

    def _check(self, entry: _Entry) -> None:
        """Say the lines of an entry that could not be read; one that needs them is left out."""
        broken = [name for name, _ in entry.component.errors]
        if "DTSTART" not in entry.component or set(broken) & CRITICAL:
            name = next((each for each in broken if each in CRITICAL), "DTSTART")
            raise LeftOutError(self._finding("events.calendar_left_out", entry, property=name))
        for name in broken:
            self.made.findings.append(self._finding("events.calendar_without", entry, property=name))

    def _series(self, entry: _Entry, changes: Iterable[_Entry]) -> Series:
        component = entry.component
        start, zone, all_day = self._start(entry, component["DTSTART"])
        length = self._length(entry, start, zone, all_day)
        rule = self._rule(entry, start, zone)
        if zone is UTC_ZONE and rule is None:
            start, zone = start.replace(tzinfo=UTC).astimezone(self.zone).replace(tzinfo=None), self.zone
        series = Series(
            start,
            zone,
            length,
            all_day,
            rule,
            tuple(sorted(_local(each, zone) for each in _dates(component.get("RDATE")))),
            frozenset(_local(each, zone).date() for each in _dates(component.get("EXDATE"))),
            shown=self.zone if zone is UTC_ZONE else None,
        )
        changed = {day: change for each in changes for day, change in self._change(each, series)}
        return replace(series, changes=changed)

    def _start(self, entry: _Entry, value: Any) -> tuple[datetime, ZoneInfo, bool]:
        """The start on its clocks, their zone, and whether it is a whole day."""
        moment = value.dt
        if not FIRST <= moment.year <= LAST:
            raise LeftOutError(self._finding("events.calendar_left_out", entry, property="DTSTART"))
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time()), self.zone, True
        if moment.tzinfo is None:
            if (named := value.params.get("TZID")) is not None:
                self.made.findings.append(self._finding("events.calendar_zone", entry, zone=str(named)[:40]))
            return moment, self.floating, False
        key = getattr(moment.tzinfo, "key", None)
        if key in ("UTC", "Etc/UTC") or moment.tzinfo is UTC:
            return moment.replace(tzinfo=None), UTC_ZONE, False
        zone = _zone_named(key)
        return _local(moment, zone or self.zone), zone or self.zone, False

    def _length(self, entry: _Entry, start: datetime, zone: ZoneInfo, all_day: bool) -> timedelta | None:
        component = entry.component
        if "DTEND" in component:
            length = _local(component["DTEND"].dt, zone) - start
        elif "DURATION" in component:
            length = component["DURATION"].dt
        else:
            return DAY if all_day else None
        if all_day:
            length = max(length, DAY)
        if not timedelta() <= length <= timedelta(days=3660):
            raise LeftOutError(self._finding("events.calendar_left_out", entry, property="DTEND"))
        return length or None

    def _rule(self, entry: _Entry, start: datetime, zone: ZoneInfo) -> Rule | None:
        found: Any = entry.component.get("RRULE")
        if isinstance(found, list):
            self.made.findings.append(self._finding("events.calendar_without", entry, property="RRULE"))
            found = found[0]
        if found is None:
            return None
        rule = read_rule(found.to_ical().decode())
        return rule if rule.until is None else _with_until(rule, found["UNTIL"][0], start, zone)

    def _change(self, entry: _Entry, series: Series) -> Iterator[tuple[date, Change]]:
        component = entry.component
        try:
            self._check(entry)
            start, zone, _ = self._start(entry, component["DTSTART"])
            length = self._length(entry, start, zone, series.all_day)
        except LeftOutError as problem:
            self.made.findings.append(problem.finding)
            return
        planned = _local(component["RECURRENCE-ID"].dt, series.zone)
        held = start if series.all_day else _local(start.replace(tzinfo=zone), series.zone)
        cancelled = str(component.get("STATUS", "")).upper() == "CANCELLED"
        place = _place(component)
        yield planned.date(), Change(held, length, place.text if place else None, cancelled)

    def _finding(self, code: str, entry: _Entry, **values: object) -> Finding:
        return warning(code, self.file, entry.line, title=_title(entry.component), **values)

    def _say(self, code: str, line: int, **values: object) -> None:
        self.made.findings.append(warning(code, self.file, line, **values))


def _with_until(rule: Rule, last: date | datetime, start: datetime, zone: ZoneInfo) -> Rule:
    """UNTIL may be an instant: its day, or the day before when the series begins later in the day."""
    if not isinstance(last, datetime):
        return rule
    local = _local(last, zone)
    return replace(rule, until=local.date() if local.time() >= start.time() else local.date() - DAY)


def _title(component: Any) -> str:
    text = " ".join(_plain(str(component.get("SUMMARY", ""))).split())
    return text[:200] or "…"


def _category(component: Any) -> str | None:
    found = component.get("CATEGORIES")
    found = found[0] if isinstance(found, list) and found else found
    names = getattr(found, "cats", ())
    return (" ".join(str(names[0]).split())[:60] or None) if names else None


def _place(component: Any) -> Place | None:
    text = ", ".join(_plain(str(component.get("LOCATION", ""))).split("\n")).strip(" ,")[:300]
    if not text or re.fullmatch(r"https?://\S+", text):
        return None
    keys = place_of_text(text)
    point = component.get("GEO")
    if hasattr(point, "latitude") and abs(point.latitude) <= 90 and abs(point.longitude) <= 180:
        keys["position"] = f"{point.latitude}, {point.longitude}"
    return Place.model_validate(keys)


def _web(value: object) -> str | None:
    text = str(value or "").strip()
    return text if re.fullmatch(r"https?://[^\s<>\"'\\]{4,500}", text) else None


def _plain(text: str) -> str:
    """The text without its HTML, its paragraphs parted by lines."""
    if re.search(r"<[a-zA-Z/!]", text):
        text = re.sub(r"(?i)<(?:br|/p|/div|/li|/h\d|/ul)\b[^>]*>", "\n", text)
        text = unescape(nh3.clean(text, tags=set()))
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n"))
    return "\n".join(filter(None, (" ".join(each.split()) for each in text.split("\n"))))


def _dates(found: object) -> Iterator[date | datetime]:
    """The dates of one or several lines; of a period its start."""
    for each in found if isinstance(found, list) else [found]:
        for value in each.dts if isinstance(each, vDDDLists) else ():
            moment = value.dt[0] if isinstance(value.dt, tuple) else value.dt
            if isinstance(moment, date):
                yield moment


def _local(moment: date | datetime, zone: ZoneInfo) -> datetime:
    """A moment on a zone's clocks."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None)


def _instant(found: object) -> datetime | None:
    moment = getattr(found, "dt", None) if isinstance(found, vDDDTypes) else None
    if not isinstance(moment, datetime):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(found: object) -> int:
    return found if isinstance(found, int) and 0 <= found < 2**31 else 0


def _zone_named(name: object) -> ZoneInfo | None:
    try:
        return ZoneInfo(str(name)) if name else None
    except (ValueError, OSError):
        return None
