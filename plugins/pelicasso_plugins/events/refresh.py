"""Fetches calendars into their files; the one place of the room that uses the network, and never in a build."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.request import Request, urlopen

from pelicasso.kit import Room
from pelicasso.schema import Finding, SiteError, error
from pelicasso_plugins.events.calendar_lines import MOST_BYTES, check_size
from pelicasso_plugins.events.calendar_source import read_calendar
from pelicasso_plugins.events.config import Calendar, Events

SECONDS = 20


def refresh(room: Room[Events]) -> Iterator[str]:
    """Fetch each calendar that has an address; a file is only replaced by a calendar that can be read."""
    asked = [(index, each) for index, each in enumerate(room.section.calendars) if each.url]
    failed: list[Finding] = []
    for index, calendar in asked:
        try:
            yield _refresh(room, calendar, room.line("calendars", index, "url"))
        except SiteError as problem:
            failed += problem.findings
    if failed:
        raise SiteError(*failed, exit_code=3)
    if not asked:
        yield room.words("events.refresh.none")


def _refresh(room: Room[Events], calendar: Calendar, line: int | None) -> str:
    content = _fetched(calendar.url or "", calendar.file, line)
    count = len(read_calendar(content, calendar.file, room.site.timezone).events)
    file = _target(room.site.folder / "content", calendar.file)
    if file.is_file() and file.read_bytes() == content:
        return room.words("events.refresh.same", file=calendar.file)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)
    return room.words("events.refresh.fetched", file=calendar.file, count=count)


def _fetched(url: str, file: str, line: int | None) -> bytes:
    request = Request(url, headers={"User-Agent": "Pelicasso", "Accept": "text/calendar"})
    try:
        with urlopen(request, timeout=SECONDS) as answer:
            content: bytes = answer.read(MOST_BYTES + 1)
    except (OSError, HTTPException, ValueError) as problem:
        said = " ".join(str(problem).split())[:80]
        raise SiteError(error("events.refresh_failed", "site.yaml", line, url=url, problem=said)) from None
    check_size(len(content), file)
    return content


def _target(content: Path, file: str) -> Path:
    """Where a calendar is saved: within the content, whatever links stand there."""
    target = content / (file if file.endswith(".ics") else f"{file}.ics")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.parent.resolve().is_relative_to(content.resolve()) or target.is_symlink():
        raise SiteError(error("events.calendar_missing", "site.yaml", None, target=file))
    return target
