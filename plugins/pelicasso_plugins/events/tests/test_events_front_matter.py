"""What the head of an event may say, and the sentence for each mistake."""

from __future__ import annotations

from datetime import date, time
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from pelicasso.kit.testing import render, write_site
from pelicasso.site import yaml
from pelicasso.site.validation import validate
from pelicasso_plugins.events.front_matter import EventData
from pelicasso_plugins.events.moment import Moment, read_moment
from pelicasso_plugins.events.recurrence import Recurrence
from pelicasso_plugins.events.rule import DAYS, Steps, TooManyStepsError, read_rule

PARIS = ZoneInfo("Europe/Paris")
AFTERNOON = Moment(date(2026, 12, 5), time(14))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("samedi 5 décembre 2026 à 14 h", AFTERNOON),
        ("le samedi 5 décembre 2026 à 14h", AFTERNOON),
        ("2026-12-05 14:00", AFTERNOON),
        ("2026-12-05T14:00:00", AFTERNOON),
        ("2026-12-05T13:00:00Z", AFTERNOON),
        ("2026-12-05 14:00+01:00", AFTERNOON),
        ("5/12/2026 14h00", AFTERNOON),
        ("Saturday 5 December 2026 at 2 pm", AFTERNOON),
        ("5 décembre 2026, 14 h 30", Moment(date(2026, 12, 5), time(14, 30))),
        ("5 décembre 2026 à midi", Moment(date(2026, 12, 5), time(12))),
        ("1er août 2026", Moment(date(2026, 8, 1))),
        ("2026-12-05", Moment(date(2026, 12, 5))),
    ],
)
def test_a_moment_is_read_as_people_write_it(written: str, meant: Moment) -> None:
    assert read_moment(written, "fr", PARIS) == meant


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("tous les mardis", "FREQ=WEEKLY;BYDAY=TU"),
        ("every tuesday", "FREQ=WEEKLY;BYDAY=TU"),
        ("mardi et jeudi", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("toutes les deux semaines", "FREQ=WEEKLY;INTERVAL=2"),
        ("every 2 weeks on tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("premier samedi du mois", "FREQ=MONTHLY;BYDAY=1SA"),
        ("first and third tuesday of the month", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("le dernier vendredi de chaque mois", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("le 15 de chaque mois", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("le 1er de chaque mois", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("chaque samedi", "FREQ=WEEKLY;BYDAY=SA"),
        ("tous les jours", "FREQ=DAILY"),
        ("chaque année", "FREQ=YEARLY"),
    ],
)
def test_words_become_a_rule(written: str, rule: str) -> None:
    made = Recurrence(every=written).rule(date(2026, 12, 8), "fr")
    assert made is not None
    assert made.text() == rule


MISTAKES = {
    "start: 2026-12-05 14:00\nend: 13 h": ("events.end_before_start", 2),
    "start: 2026-12-05 14:00\nend: 2026-12-04 15:00": ("events.end_before_start", 2),
    "start: 2026-12-05\nend: 2026-12-04": ("events.end_before_start", 2),
    "start: 2026-12-05\nend: 2028-12-04": ("events.too_long", 2),
    "start: 2026-12-05\nend: 17 h": ("events.start_without_hour", 2),
    "start: 2026-12-05 14:00\nend: 2026-12-06": ("events.end_without_hour", 2),
    "start: 2026-12-05 14:00\nend: 17 h\nduration: 3 h": ("events.end_or_duration", 3),
    "start: 2026-12-05 14:00\nduration: longtemps": ("events.bad_duration", 2),
    "start: 2026-12-05\nduration: 3 h": ("events.start_without_hour", 2),
    "start: 2026-02-30 14:00": ("no_such_day", 1),
    "start: 2026-12-05 25:00": ("events.no_such_hour", 1),
    "start: samedi 5 décembre à 14 h": ("events.no_year", 1),
    "start: dimanche 5 décembre 2026": ("events.wrong_weekday", 1),
    "start: 5 décembre 2026 de 14 h à 17 h": ("events.two_hours", 1),
    "start: [2026-12-05]": ("events.bad_moment", 1),
    "start:": ("empty_text", 1),
    "start: 2026-12-05\ntimezone: Europe/Pari": ("bad_timezone", 2),
    "start: 2026-12-05\nstatus: peut-être": ("not_one_of", 2),
    "start: 2026-12-05\nplace: {position: là-bas}": ("events.bad_position", 2),
    "start: 2026-12-05\nbooking: demandez à Odile": ("bad_web_address", 2),
    "start: 2026-12-08\nrecurrence: de temps en temps": ("events.bad_words", 2),
    "start: 2026-12-08\nrecurrence: tous les mercredis": ("events.start_not_in_rule", 2),
    "start: 2026-12-08\nrecurrence: {every: mardi, skipped: 2026-12-23}": ("events.not_in_rule", 2),
    "start: 2026-12-08\nrecurrence: {every: mardi, moved: {date: 2026-12-23, start: 2026-12-24}}": (
        "events.not_in_rule",
        2,
    ),
    "start: 2026-12-08\nrecurrence: {every: mardi, until: 2027-01-01, times: 3}": ("events.until_or_times", 2),
    "start: 2026-12-08\nrecurrence: {every: mardi, rrule: FREQ=DAILY}": ("events.rrule_alone", 2),
    "start: 2026-12-08\nrecurrence: {until: 2027-01-01}": ("events.every_what", 2),
    "start: 2026-12-08\nrecurrence: {every: mardi, paused: du 3 mars 2027 au 1er mars 2027}": (
        "events.pause_ends_first",
        2,
    ),
    "start: 2026-12-08\nrecurrence: {every: mardi, paused: du 3 mars 2027 au 1er mars 2057}": (
        "events.pause_too_long",
        2,
    ),
    "start: 2026-12-08\nrecurrence: FREQ=SECONDLY": ("events.too_often", 2),
    "start: 2026-12-08\nrecurrence: FREQ=WEEKLY;BYDAY=XX": ("events.bad_rrule", 2),
    "start: 2026-12-08\nrecurrence: FREQ=WEEKLY;BYHOUR=3": ("events.bad_rrule", 2),
    "start: 2026-12-08\nrecurrence: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": ("events.never", 2),
    "place: Quai": ("missing_key", 1),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_with_its_line(text: str) -> None:
    source = yaml.compose_mapping(text, "event.md")
    _, (finding, *others) = validate(EventData, source, "event.md", context={"language": "fr", "timezone": PARIS})
    assert others == []
    assert (finding.code, finding.line) == MISTAKES[text]


@pytest.mark.parametrize(
    ("word", "key"),
    [("Début", "start"), ("lieu", "place"), ("tarif", "price"), ("répétition", "recurrence"), ("titre", "title")],
)
def test_a_volunteer_s_own_word_leads_to_the_key(word: str, key: str) -> None:
    source = yaml.compose_mapping(f"start: 2026-12-05\n{word}: x", "event.md")
    _, (finding,) = validate(EventData, source, "event.md", context={"language": "fr"})
    assert (finding.code, finding.values["nearest"]) == ("misspelt_key", key)


FOUND_BY_THE_SITE = {
    "start: 2026-03-29 02:30\nplace: Quai": ["events.skipped_hour"],
    "start: 2026-12-05": ["events.no_place"],
    "start: 2026-12-05\nplace: Quai\nkind: Bal": ["events.unknown_kind"],
    "start: 2026-12-05\nplace: Quai\ncategory: Bals": ["events.unknown_category"],
    "start: 2020-12-05\nplace: Quai\nrecurrence: tous les jours": ["events.too_many_dates"],
    "start: 2026-12-05\nplace: Quai\nrecurrence: {every: samedi, times: 1, skipped: 2026-12-05}": [
        "events.no_date_left"
    ],
}


@pytest.mark.parametrize("head", FOUND_BY_THE_SITE)
def test_what_only_the_site_can_tell_is_told_with_its_file(tmp_path: Path, head: str) -> None:
    site = (
        "organisation: {name: Lavoir}\nsite: {url: 'https://x.example'}\nevents: {kinds: [Concert], categories: [Jeux]}"
    )
    files = {"events/bal.md": f"---\ntitle: Bal\n{head}\n---\nOn danse.\n"}
    found = [each for each in render(write_site(tmp_path, files, site)).findings if each.code.startswith("events.")]
    assert [each.code for each in found] == FOUND_BY_THE_SITE[head]
    assert all(each.file == "content/events/bal.md" and each.line for each in found)


def test_a_skipped_hour_is_announced_as_the_clocks_show_it(tmp_path: Path) -> None:
    files = {"events/bal.md": "---\ntitle: Bal\nstart: 2027-03-28 02:30\nplace: Quai\n---\nOn danse.\n"}
    text = render(write_site(tmp_path, files)).text("agenda/bal/index.html")
    assert "2027-03-28T03:30+02:00" in text
    assert "dimanche 28 mars 2027, à 3\u00a0h\u00a030" in text


PARTS = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(1, 6).map(str),
        "COUNT": st.integers(1, 30).map(str),
        "BYDAY": st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(",".join),
        "BYMONTH": st.lists(st.integers(1, 12).map(str), min_size=1, max_size=3, unique=True).map(",".join),
        "WKST": st.sampled_from(["MO", "SU"]),
    },
)
MONTHLY = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["MONTHLY", "YEARLY"])},
    optional={
        "BYDAY": st.sampled_from(["1MO", "-1FR", "2TU,4TU", "MO", "SA,SU"]),
        "BYMONTHDAY": st.sampled_from(["1", "31", "-1", "13,28"]),
        "BYMONTH": st.sampled_from(["2", "1,6,12"]),
        "BYSETPOS": st.sampled_from(["1", "-1", "2"]),
    },
)


@settings(max_examples=40, deadline=None)
@given(PARTS | MONTHLY, st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_a_rule_gives_the_days_that_dateutil_gives(parts: dict[str, str], start: date) -> None:
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY"} & parts.keys():
        del parts["BYSETPOS"]
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    last = date(start.year + 4, 1, 1)
    known = rrulestr(text, dtstart=Moment(start).local)
    expected = [each.date() for each in known.between(Moment(start).local, Moment(last).local, inc=True)]
    rule = read_rule(text)
    assert list(rule.days(start, last, Steps(5000))) == expected
    assert read_rule(rule.text()) == rule
    if rule.count is None:
        first = date(start.year + 2, 3, 1)
        later = [each for each in rule.days(start, last, Steps(5000), first) if each >= first]
        assert later == [each for each in expected if each >= first]


@pytest.mark.parametrize(
    "text", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=DAILY;COUNT=1000000"]
)
def test_a_rule_takes_no_more_steps_than_it_is_given(text: str) -> None:
    steps = Steps(1000)
    with pytest.raises(TooManyStepsError):
        list(takewhile(lambda day: day.year < 9999, read_rule(text).days(date(2026, 12, 8), date.max, steps)))
    assert steps.left == -1


@pytest.mark.parametrize("value", ["", "FREQ", "FREQ=;;", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;COUNT=-1", "x" * 2000])
def test_a_broken_rule_is_refused_with_a_code(value: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_rule(value)
