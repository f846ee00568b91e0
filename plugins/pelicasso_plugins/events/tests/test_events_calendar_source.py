"""Calendar files of others: every kind of time lands right, hostile ones are bounded, what is left out is said."""

from __future__ import annotations

from datetime import UTC, date
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelicasso.kit.testing import Rendered, render, write_site
from pelicasso.schema import SiteError
from pelicasso_plugins.events.calendar_source import CalendarEvents, read_calendar
from pelicasso_plugins.events.rule import Steps

PARIS = ZoneInfo("Europe/Paris")
EASTERN = """BEGIN:VTIMEZONE
TZID:Eastern
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, head: str = "") -> bytes:
    parts = "".join(f"BEGIN:VEVENT\n{each.strip()}\nEND:VEVENT\n" for each in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{parts}END:VCALENDAR\n".encode()


def read(content: bytes) -> CalendarEvents:
    return read_calendar(content, "content/x.ics", PARIS)


def instants(content: bytes) -> list[str]:
    (event,) = read(content).events
    held = islice(event.series.occurrences(date(2030, 1, 1), Steps(1000)), 4)
    return [f"{each.start.astimezone(UTC):%m-%d %H:%M}" for each in held]


@pytest.mark.parametrize(
    ("lines", "head", "held"),
    [
        ("DTSTART;TZID=Europe/Paris:20260325T180000\nRRULE:FREQ=WEEKLY;COUNT=2", "", ["03-25 17:00", "04-01 16:00"]),
        ("DTSTART:20260325T180000\nRRULE:FREQ=WEEKLY;COUNT=2", "", ["03-25 17:00", "04-01 16:00"]),
        ("DTSTART:20260325T180000Z\nRRULE:FREQ=WEEKLY;COUNT=2", "", ["03-25 18:00", "04-01 18:00"]),
        ("DTSTART:20260325T180000Z", "", ["03-25 18:00"]),
        ("DTSTART:20260325T180000", "X-WR-TIMEZONE:America/Montreal\n", ["03-25 22:00"]),
        ("DTSTART;TZID=Eastern:20260325T180000", EASTERN, ["03-25 22:00"]),
        ("DTSTART;TZID=Romance Standard Time:20260325T180000", "", ["03-25 17:00"]),
        ("DTSTART;VALUE=DATE:20260329", "", ["03-28 23:00"]),
        ("DTSTART;TZID=Europe/Paris:20260325T180000\nRRULE:FREQ=DAILY;UNTIL=20260326T165900Z", "", ["03-25 17:00"]),
        (
            "DTSTART;TZID=Europe/Paris:20260325T180000\nRRULE:FREQ=DAILY;UNTIL=20260326T170000Z",
            "",
            ["03-25 17:00", "03-26 17:00"],
        ),
        (
            "DTSTART;TZID=Europe/Paris:20260325T180000\nRRULE:FREQ=WEEKLY;COUNT=3\n"
            "EXDATE;TZID=Europe/Paris:20260401T180000\nRDATE;TZID=Europe/Paris:20260410T180000",
            "",
            ["03-25 17:00", "04-08 16:00", "04-10 16:00"],
        ),
    ],
)
def test_each_kind_of_time_lands_right_on_both_sides_of_the_change(lines: str, head: str, held: list[str]) -> None:
    assert instants(calendar(f"UID:a\nSUMMARY:Bal\n{lines}", head=head)) == held


def test_one_date_of_a_series_may_be_moved_or_cancelled() -> None:
    made = read(
        calendar(
            "UID:a\nSUMMARY:Bal\nDTSTART;TZID=Europe/Paris:20260303T180000\nRRULE:FREQ=WEEKLY;COUNT=3",
            "UID:a\nSUMMARY:Bal\nDTSTART;TZID=Europe/Paris:20260311T190000\nLOCATION:Lavoir\n"
            "RECURRENCE-ID;TZID=Europe/Paris:20260310T180000",
            "UID:a\nSUMMARY:Bal\nDTSTART;TZID=Europe/Paris:20260317T180000\nSTATUS:CANCELLED\n"
            "RECURRENCE-ID;TZID=Europe/Paris:20260317T180000",
        )
    )
    (event,) = made.events
    _, moved, cancelled = event.series.occurrences(date(2027, 1, 1), Steps(100))
    assert (moved.start.isoformat(), moved.change and moved.change.place) == ("2026-03-11T19:00:00+01:00", "Lavoir")
    assert cancelled.cancelled
    assert made.findings == []


def test_words_are_text_whatever_they_hold_and_addresses_of_people_stay_out() -> None:
    html = "<b>Venez</b> !<br>Dès 14 h<script>alert(1)</script>"
    content = calendar(
        f"UID:a\nDTSTART:20260325T180000\nSUMMARY:<i>Bal</i> & co\nDESCRIPTION:{html}\n"
        "ORGANIZER;CN=Odile:mailto:odile@x.example\nATTENDEE:mailto:paul@x.example\n"
        "LOCATION:Lavoir\\, 1 rue Haute\\, 59100 Aubin\n"
        "GEO:50.7;3.1\nURL:https://x.example/bal\nBEGIN:VALARM\nTRIGGER:-PT15M\nDESCRIPTION:non\nEND:VALARM"
    )
    (event,) = read(content).events
    assert (event.title, event.text) == ("Bal & co", "Venez !\nDès 14 h")
    assert event.place is not None
    assert (event.place.name, event.place.city, event.place.coordinates) == ("Lavoir", "Aubin", (50.7, 3.1))
    assert "@" not in repr(event)


def test_a_line_of_nine_thousand_signs_without_folds_is_read() -> None:
    (event,) = read(calendar(f"UID:a\nDTSTART:20260325T180000\nDESCRIPTION:{'bla ' * 2250}\nSUMMARY:Bal")).events
    assert len(event.text) == 8999


SAID = {
    "secondly": ("DTSTART:20260325T180000\nRRULE:FREQ=SECONDLY", "events.calendar_rule"),
    "broken rule": ("DTSTART:20260325T180000\nRRULE:FREQ=FOO", "events.calendar_left_out"),
    "no start": ("SUMMARY:x", "events.calendar_left_out"),
    "impossible start": ("DTSTART:20260230T180000", "events.calendar_left_out"),
    "start in the year 9999": ("DTSTART:99990101T180000", "events.calendar_left_out"),
    "end before start": ("DTSTART:20260325T180000\nDTEND:20260325T170000", "events.calendar_left_out"),
    "unknown zone": ("DTSTART;TZID=Nulle/Part:20260325T180000", "events.calendar_zone"),
    "broken place": ("DTSTART:20260325T180000\nGEO:a;b", "events.calendar_without"),
    "two rules": ("DTSTART:20260325T180000\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "events.calendar_without"),
    "private": ("DTSTART:20260325T180000\nCLASS:PRIVATE", "events.calendar_private"),
    "a line that is none": ("DTSTART:20260325T180000\nDESCRIPTION:un\ndeux", "events.calendar_odd_lines"),
    "a very long line": ("DTSTART:20260325T180000\nSUMMARY:" + "x" * 9000, "events.calendar_long_line"),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_left_out_is_said_with_its_line(name: str) -> None:
    lines, code = SAID[name]
    (finding,) = read(calendar(f"UID:a\n{lines}")).findings
    assert (finding.code, finding.file, finding.severity) == (code, "content/x.ics", "warning")
    assert finding.line is not None
    assert finding.line >= 3


def test_a_number_that_comes_twice_is_said() -> None:
    made = read(calendar("UID:a\nDTSTART:20260325T180000", "UID:a\nDTSTART:20260326T180000"))
    assert [each.code for each in made.findings] == ["events.calendar_same_uid"]
    assert len(made.events) == 1


REFUSED = {
    "a web page": (b"<!doctype html><title>Connexion</title>", "events.not_a_calendar"),
    "nothing": (b"", "events.not_a_calendar"),
    "cut short": (calendar("UID:a\nDTSTART:20260325T180000").partition(b"END:VEVENT")[0], "events.calendar_cut_short"),
    "an end too many": (b"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n", "events.broken_calendar"),
    "too deep": (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 900, "events.broken_calendar"),
    "ten megabytes": (calendar("UID:a\nDESCRIPTION:" + "x" * 10_000_000), "events.calendar_too_large"),
    "too many": (calendar(*["UID:a"] * 5001), "events.calendar_too_many"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_calendar_is_refused_by_name(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(SiteError) as problem:
        read(content)
    assert [(each.code, each.file) for each in problem.value.findings] == [(code, "content/x.ics")]


HOSTILE = {
    "commas": "UID:a\nDTSTART:20260325T180000\nCATEGORIES:" + "," * 1_000_000,
    "parameters": "UID:a\nDTSTART" + ";A=b" * 400_000 + ":20260325T180000",
    "quotes": 'UID:a\nDTSTART:20260325T180000\nSUMMARY;X="' + "b" * 1_000_000,
    "backslashes": "UID:a\nDTSTART:20260325T180000\nDESCRIPTION:" + "\\" * 60_000,
    "a million times": "UID:a\nDTSTART:20260325T180000\nRRULE:FREQ=DAILY;COUNT=1000000",
    "from the year 1900": "UID:a\nDTSTART:19000101T180000\nRRULE:FREQ=DAILY",
    "never": "UID:a\nDTSTART:20260325T180000\nRRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO",
    "zeroes": "UID:a\nDTSTART:20260325T180000\nSUMMARY:\x00\x00",
}


def rendered(folder: Path, content: bytes, asked: str = "{calendars: [agendas/x.ics]}") -> Rendered:
    return render(write_site(folder, {"agendas/x.ics": content}, f"organisation: {{name: Lavoir}}\nevents: {asked}\n"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_calendar_ends_in_a_site_and_a_sentence(tmp_path: Path, name: str) -> None:
    made = rendered(tmp_path, calendar(HOSTILE[name]))
    assert "agenda/index.html" in made.files
    silent = {"backslashes", "a million times", "from the year 1900", "never", "zeroes"}
    assert (name in silent) != any(each.startswith("events.calendar") for each in made.codes)


def test_thousands_of_rules_that_never_come_are_bounded_together(tmp_path: Path) -> None:
    events = [f"UID:{each}\nDTSTART:19000101T180000\nRRULE:FREQ=DAILY;COUNT=1000000" for each in range(4000)]
    made = rendered(tmp_path, calendar(*events))
    assert made.codes.count("events.calendar_dates") == 4000
    assert made.codes.count("events.calendar_old") == 1


def test_a_calendar_with_a_thousand_coming_events_is_refused_by_name(tmp_path: Path) -> None:
    events = [f"UID:{each}\nDTSTART:20270101T180000" for each in range(1001)]
    assert rendered(tmp_path, calendar(*events)).codes == ["events.calendar_too_many"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ABDEGINRSTUVWZ:;=\n\r -_20260115"\\,<é\x00', max_size=300), st.integers(0, 200))
def test_noise_never_breaks_the_reader(noise: str, at: int) -> None:
    content = calendar(
        "UID:a\nDTSTART;TZID=Europe/Paris:20260325T180000\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:Bal"
    ).decode()
    codes = []
    try:
        read((content[:at] + noise + content[at:]).encode())
    except SiteError as problem:
        codes = [each.code for each in problem.findings]
    assert all(each.startswith("events.") for each in codes)


def test_calendars_join_the_agenda_and_keep_their_own_numbers(tmp_path: Path) -> None:
    bal = "UID:42@ailleurs\nSUMMARY:Bal\nDTSTART:20261205T180000Z\nSEQUENCE:7\nDTSTAMP:20260101T000000Z"
    made = rendered(tmp_path, calendar(bal), "{calendars: [{file: agendas, category: Danse}]}")
    page = next(name for name in made.files if name.startswith("agenda/bal-") and name.endswith(".html"))
    assert "samedi 5 décembre 2026, à 19" in made.text(page)
    assert "Bal" in made.text("agenda/theme/danse/index.html")
    assert "UID:42@ailleurs\r\nDTSTAMP:20260101T000000Z" in made.text("agenda/agenda.ics")
    assert "SEQUENCE:7" in made.text("agenda/agenda.ics")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("{calendars: [agendas/y.ics]}", "events.calendar_missing"),
        ("{calendars: [{file: agendas/y.ics, url: 'https://x.example/y.ics'}]}", "events.calendar_not_fetched"),
    ],
)
def test_a_calendar_that_is_not_there_is_said(tmp_path: Path, asked: str, code: str) -> None:
    found = [each for each in rendered(tmp_path, calendar(), asked).findings if each.code.startswith("events.")]
    assert [(each.code, each.file, each.line) for each in found] == [(code, "site.yaml", 2)]


def test_a_calendar_that_nobody_asked_for_is_said(tmp_path: Path) -> None:
    made = render(write_site(tmp_path, {"events/x.ics": calendar()}))
    assert "events.calendar_unlisted" in made.codes
