"""The calendar files that we write, read back by others: the same instants, around both changes of the clocks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from playwright.sync_api import Page, sync_playwright

from pelicasso.site import yaml
from pelicasso.site.validation import validate
from pelicasso_plugins.events.calendar_file import CalendarHead, Said, calendar, entry
from pelicasso_plugins.events.event import Event, Stamp
from pelicasso_plugins.events.front_matter import EventData
from pelicasso_plugins.events.occurrence import Series
from pelicasso_plugins.events.reading import series_of
from pelicasso_plugins.events.rule import Rule, Steps

PARIS = ZoneInfo("Europe/Paris")
PARSER = Path(__file__).parent / "ical/ical.min.js"
FIRST, LAST = date(2026, 1, 1), date(2028, 1, 1)
"""Two years, with two changes to summer time and two back."""
EVENTS = {
    "an hour": "start: 2026-03-28 14:00\nend: 17 h",
    "without an end": "start: 2026-03-28 14:00",
    "a night": "start: 2026-03-28 22:00\nend: 4 h",
    "the night of the change back": "start: 2026-10-24 22:00\nend: 2026-10-25 06:00",
    "an hour that is skipped": "start: 2026-03-29 02:30\nduration: 1 h",
    "an hour that comes twice": "start: 2026-10-25 02:30\nduration: 1 h",
    "three days": "start: 2026-10-24 18:00\nend: 2026-10-26 12:00",
    "a whole day": "start: 2026-03-29",
    "several whole days": "start: 2026-10-24\nend: 2026-10-26",
    "whole days as a duration": "start: 2026-10-24\nduration: 3 jours",
    "every week": "start: 2026-03-03 18:00\nend: 20 h\nrecurrence: tous les mardis",
    "every week, two days": "start: 2026-03-03 18:00\nend: 20 h\nrecurrence: tous les mardis et vendredis",
    "every other week": "start: 2026-03-03 18:00\nend: 20 h\nrecurrence: toutes les deux semaines",
    "until a day": "start: 2026-03-03 18:00\nrecurrence: {every: mardi, until: 2026-06-30}",
    "so many times": "start: 2026-03-03 18:00\nrecurrence: {every: mardi, times: 12}",
    "but some dates": "start: 2026-03-03 18:00\nrecurrence: {every: mardi, skipped: [2026-03-31, 2026-10-27]}",
    "but a period": """
start: 2026-03-03 18:00
recurrence: {every: mardi, paused: [du 4 juillet 2026 au 1er septembre 2026]}""",
    "one cancelled": "start: 2026-03-03 18:00\nrecurrence: {every: mardi, cancelled: [2026-03-31]}",
    "one moved to another day": """
start: 2026-03-03 18:00
end: 20 h
recurrence: {every: mardi, moved: {date: 2026-10-27, start: 2026-10-28 19:00}}""",
    "one moved over the change": """
start: 2026-03-24 02:30
duration: 1 h
recurrence: {every: mardi, moved: {date: 2026-03-31, start: 2026-03-28 10:00, end: 12 h}}""",
    "the first one moved": """
start: 2026-03-03 18:00
recurrence: {every: mardi, moved: {date: 2026-03-03, start: 17 h}}""",
    "some more": """
start: 2026-03-03 18:00
recurrence: {every: mardi, until: 2026-05-05, extra: [2026-07-04 10:00, 2026-11-02]}""",
    "only single dates": "start: 2026-03-03 18:00\nrecurrence: {extra: [2026-07-04 10:00, 2026-11-02]}",
    "first Saturday": "start: 2026-03-07 10:00\nrecurrence: premier samedi du mois",
    "first and third Tuesday": "start: 2026-03-03 10:00\nrecurrence: premier et troisième mardi du mois",
    "last Friday": "start: 2026-03-27 20:00\nrecurrence: dernier vendredi du mois",
    "the fifteenth": "start: 2026-03-15 10:00\nrecurrence: le 15 de chaque mois",
    "the last day": "start: 2026-03-31 10:00\nrecurrence: {rrule: FREQ=MONTHLY;BYMONTHDAY=-1}",
    "every year": "start: 2026-03-29 10:00\nrecurrence: chaque année",
    "every day at night": "start: 2026-03-25 02:30\nduration: 30 min\nrecurrence: {every: jour, times: 250}",
    "every day over the change back": "start: 2026-10-20 02:30\nrecurrence: {every: jour, times: 10}",
    "whole days each month": "start: 2026-03-07\nend: 2026-03-08\nrecurrence: premier samedi du mois",
    "whole days but one": "start: 2026-03-07\nrecurrence: {every: samedi, skipped: 2026-03-14, until: 2026-06-06}",
    "a second-last weekday": "start: 2026-03-20 10:00\nrecurrence: {rrule: FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-2}",
    "in New York": "start: 2026-03-01 18:00\ntimezone: America/New_York\nrecurrence: tous les dimanches",
    "in Réunion": "start: 2026-03-01 18:00\ntimezone: Indian/Reunion\nrecurrence: tous les dimanches",
    "in Casablanca": "start: 2026-02-01 18:00\ntimezone: Africa/Casablanca\nrecurrence: tous les dimanches",
    "on Lord Howe": "start: 2026-03-31 18:00\ntimezone: Australia/Lord_Howe\nrecurrence: tous les mardis",
    "by universal time": "start: 2026-03-03 18:00\ntimezone: Etc/UTC\nrecurrence: tous les mardis",
}
Held = tuple[str, str]
AT_NIGHT = {"every day at night", "every day over the change back"}
"""Series at an hour that the clocks skip or show twice: readers don't agree on that one date (RFC 5545, 3.3.5)."""
NIGHTS = ("2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31")


def data_of(text: str) -> EventData:
    source = yaml.compose_mapping(text, "event.md")
    data, findings = validate(EventData, source, "event.md", context={"language": "fr", "timezone": PARIS})
    assert findings == []
    assert data is not None
    return data


def event_of(series: Series) -> Event:
    return Event(
        "Fête, « été » ; fin",
        "fete",
        "/agenda/fete/",
        series,
        Stamp("fete@x.example", datetime(2026, 1, 1, tzinfo=UTC)),
        "fete.md",
    )


def written(series: Series) -> bytes:
    event = event_of(series)
    said = Said(event.title, "Des crêpes\net du cidre ; \\ à volonté " * 9, "https://x.example/fete/", "Fêtes")
    return calendar(CalendarHead("Agenda", "fr"), [event], [entry(event, said)])


def ours(series: Series) -> list[Held]:
    found = series.occurrences(LAST - timedelta(days=1), Steps(4000), FIRST)
    return sorted(
        (moment(each.start, series.all_day), moment(each.end or each.start, series.all_day))
        for each in found
        if not each.cancelled
    )


def moment(value: date | datetime, all_day: bool) -> str:
    if all_day:
        return f"{value:%Y-%m-%d}"
    assert isinstance(value, datetime)
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def theirs(content: bytes, all_day: bool) -> list[Held]:
    """What icalendar and recurring-ical-events find."""
    read = Calendar.from_ical(content)
    held = [each for each in recurring_ical_events.of(read).between(FIRST, LAST) if each.get("STATUS") != "CANCELLED"]
    return sorted((moment(each["DTSTART"].dt, all_day), moment(each.end, all_day)) for each in held)


@pytest.mark.parametrize("name", EVENTS)
def test_python_s_calendars_find_the_same_instants(name: str) -> None:
    series = series_of(data_of(EVENTS[name]), PARIS, "fr")
    assert len(ours(series)) >= 1
    assert known(name, theirs(written(series), series.all_day)) == known(name, ours(series))


def known(name: str, held: list[Held]) -> list[Held]:
    """Without the nights on which readers differ."""
    return [each for each in held if name not in AT_NIGHT or not each[0].startswith(NIGHTS)]


EXPAND = """(texts) => texts.map(([text, first, last]) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const said = (time) => time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000", "");
  const parts = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  const master = parts.find((each) => !each.isRecurrenceException());
  for (const each of parts) if (each !== master) master.relateException(each);
  const held = [];
  if (!master.isRecurring()) return [[said(master.startDate), said(master.endDate)]];
  const iterator = master.iterator();
  for (let next, steps = 0; (next = iterator.next()) && steps < 1500; steps += 1) {
    const details = master.getOccurrenceDetails(next);
    if (next.toJSDate() >= new Date(last)) break;
    if (details.item.component.getFirstPropertyValue("status") !== "CANCELLED")
      held.push([said(details.startDate), said(details.endDate)]);
  }
  return held;
})"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = browser.new_page(timezone_id="America/Los_Angeles")
        opened.route("**/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        opened.route("**/ical.js", lambda route: route.fulfill(path=PARSER, content_type="text/javascript"))
        opened.goto("https://x.example/")
        opened.add_script_tag(type="module", content='import it from "/ical.js"; window.ICAL = it;')
        opened.wait_for_function("window.ICAL")
        yield opened
        browser.close()


def test_ical_js_finds_the_same_instants(page: Page) -> None:
    assert len(EVENTS) >= 30
    series = {name: series_of(data_of(text), PARIS, "fr") for name, text in EVENTS.items()}
    asked = [[written(each).decode(), FIRST.isoformat(), LAST.isoformat()] for each in series.values()]
    found = page.evaluate(EXPAND, asked)
    for (name, each), held in zip(series.items(), found, strict=True):
        assert known(name, sorted(map(tuple, held))) == known(name, ours(each)), name


@st.composite
def rules(draw: Any) -> tuple[Rule, datetime]:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    start = datetime.combine(draw(st.dates(FIRST, date(2027, 6, 1))), time(draw(st.integers(0, 23)), 30))
    weekdays = draw(st.lists(st.integers(0, 6), unique=True, max_size=3)) if frequency != "DAILY" else []
    ordinals = st.sampled_from([1, 2, 3, 4, -1]) if frequency == "MONTHLY" else st.just(0)
    days = tuple(sorted((draw(ordinals), day) for day in weekdays))
    numbers = draw(st.lists(st.integers(1, 28), unique=True, max_size=2)) if frequency == "MONTHLY" and not days else []
    bound = draw(st.sampled_from(["count", "until", "none"]))
    rule = Rule(
        frequency,
        draw(st.integers(1, 4)),
        draw(st.integers(1, 40)) if bound == "count" else None,
        start.date() + timedelta(days=draw(st.integers(0, 500))) if bound == "until" else None,
        () if frequency == "YEARLY" else days,
        tuple(sorted(numbers)),
    )
    return rule, start


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rules(), st.booleans(), st.sampled_from(["Europe/Paris", "America/New_York", "Indian/Reunion"]))
def test_any_rule_comes_back_with_the_same_instants(made: tuple[Rule, datetime], all_day: bool, zone: str) -> None:
    rule, start = made
    first = next(rule.days(start.date(), start.date() + timedelta(days=4000), Steps(4000)), None)
    assume(first is not None)
    assert first is not None
    start = datetime.combine(first, time() if all_day else start.time())
    length = timedelta(days=1) if all_day else timedelta(hours=2)
    series = Series(start, ZoneInfo(zone), length, all_day, rule)
    assert theirs(written(series), all_day) == ours(series)


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    content = written(series_of(data_of(EVENTS["one moved to another day"]), PARIS, "fr"))
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for each in lines:
        each.decode()
    (read,) = (each for each in Calendar.from_ical(content).walk("VEVENT") if "RECURRENCE-ID" not in each)
    assert read["SUMMARY"] == "Fête, « été » ; fin"
    assert str(read["DESCRIPTION"]).startswith("Des crêpes\net du cidre ; \\ à volonté Des")


def test_a_calendar_names_only_the_zones_that_it_needs() -> None:
    content = written(series_of(data_of(EVENTS["a whole day"]), PARIS, "fr"))
    assert b"VTIMEZONE" not in content
    assert written(series_of(data_of(EVENTS["in Casablanca"]), PARIS, "fr")).count(b"BEGIN:VTIMEZONE") == 1
