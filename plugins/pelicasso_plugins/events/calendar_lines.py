"""The lines of a calendar file, unfolded and sifted: only what the agenda reads, so that no file takes long to parse.

Addresses of guests and organisers never come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pelicasso.schema import Finding, SiteError, error, warning

MOST_BYTES = 2_000_000
MOST_ENTRIES = 5_000
HEAD = 500
"""Signs of a line before its value: a name and a few parameters."""
SHORT = 4_000
LONG = 64_000
"""Signs of a value; a description may be a whole page."""
COMPONENTS = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
SHORT_ONES = (
    "UID DTSTART DTEND DURATION DTSTAMP LAST-MODIFIED SEQUENCE RRULE RECURRENCE-ID SUMMARY LOCATION GEO URL CATEGORIES "
    "STATUS CLASS TZID TZOFFSETFROM TZOFFSETTO TZNAME X-WR-TIMEZONE"
)
READ = {**dict.fromkeys(SHORT_ONES.split(), SHORT), **dict.fromkeys(("DESCRIPTION", "EXDATE", "RDATE"), LONG)}
"""The properties that the agenda reads, and how long the value of each may be."""
LINE = re.compile(r"([A-Za-z0-9-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):")


@dataclass
class Sifted:
    """What is left of a file: its lines, where its entries begin, and what had to be said."""

    file: str
    lines: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def sift(content: bytes, file: str) -> Sifted:
    """The lines worth reading; raises where the file is no calendar, cut short, or too large."""
    check_size(len(content), file)
    text = _decoded(content)
    if not re.match(r"\s*BEGIN:VCALENDAR\b", text, re.I):
        raise SiteError(error("events.not_a_calendar", file))
    return _Sieve(file).sift(text)


def check_size(size: int, file: str) -> None:
    """Raise where a file is too large to be read."""
    if size > MOST_BYTES:
        shown, most = (f"{each / 1_000_000:.1f}" for each in (size, MOST_BYTES))
        raise SiteError(error("events.calendar_too_large", file, size=shown, most=most))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; a line that begins with a space goes on with the one before."""
    number, parts = 0, list[str]()
    for at, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
        else:
            if parts:
                yield number, "".join(parts)
            number, parts = at, [line]
    yield number, "".join(parts)


class _Sieve:
    def __init__(self, file: str) -> None:
        self.kept = Sifted(file)
        self._open: list[str] = []
        self._odd: list[int] = []

    def sift(self, text: str) -> Sifted:
        for number, line in _unfolded(text):
            if line.strip():
                self._take(number, line.strip("\x00"))
        if self._open:
            raise SiteError(error("events.calendar_cut_short", self.kept.file))
        if self._odd:
            self._warn("events.calendar_odd_lines", self._odd[0], count=len(self._odd))
        return self.kept

    def _take(self, number: int, line: str) -> None:
        found = LINE.match(line[: HEAD + 1])
        if found is None:
            self._odd.append(number)
            return
        name, value = found[1].upper(), line[found.end() :]
        if name in ("BEGIN", "END"):
            self._bound(number, name, value.strip().upper())
        elif self._reads() and name in READ:
            self._property(number, name, line, value)

    def _reads(self) -> bool:
        return all(each in COMPONENTS for each in self._open)

    def _bound(self, number: int, name: str, component: str) -> None:
        if name == "BEGIN":
            self._open.append(component)
            if len(self._open) > 4:
                raise SiteError(error("events.broken_calendar", self.kept.file, number, problem="BEGIN"))
        if self._reads() and (component == "VEVENT") == ("VEVENT" in self._open):
            self._keep(number, name, component)
        if name == "END" and (not self._open or self._open.pop() != component):
            raise SiteError(error("events.broken_calendar", self.kept.file, number, problem=f"END:{component[:20]}"))

    def _keep(self, number: int, name: str, component: str) -> None:
        self.kept.lines.append(f"{name}:{component}")
        if (name, component) == ("BEGIN", "VEVENT"):
            self.kept.begins.append(number)
            if len(self.kept.begins) > MOST_ENTRIES:
                raise SiteError(error("events.calendar_too_many", self.kept.file, number, most=MOST_ENTRIES))

    def _property(self, number: int, name: str, line: str, value: str) -> None:
        if len(value) > READ[name]:
            self._warn("events.calendar_long_line", number, property=name, most=READ[name])
        else:
            self.kept.lines.append(line)

    def _warn(self, code: str, line: int, **values: object) -> None:
        self.kept.findings.append(warning(code, self.kept.file, line, **values))
