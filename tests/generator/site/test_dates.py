"""Days as people write them."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from pydantic_core import PydanticCustomError

from pelicasso.site.dates import read_day

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-03", date(2026, 4, 3)),
        ("2026-4-3", date(2026, 4, 3)),
        ("2026-04-03 14:30", date(2026, 4, 3)),
        ("2026-04-03T14:30:00", date(2026, 4, 3)),
        ("2026-04-03T23:30:00Z", date(2026, 4, 4)),
        ("2026-04-03T23:30:00-05:00", date(2026, 4, 4)),
        ("3/4/2026", date(2026, 4, 3)),
        ("03.04.2026", date(2026, 4, 3)),
        ("03/04/2026 14h30", date(2026, 4, 3)),
        ("3 avril 2026", date(2026, 4, 3)),
        ("1er décembre 2026", date(2026, 12, 1)),
        ("vendredi 3 avril 2026", date(2026, 4, 3)),
        ("3 AVR. 2026", date(2026, 4, 3)),
        ("15 aout 2026", date(2026, 8, 15)),
        ("\u00a03\u202favril 2026 ", date(2026, 4, 3)),
    ],
)
def test_read(text: str, day: date) -> None:
    assert read_day(text, "fr", PARIS) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2026", "no_such_day"),
        ("2026-02-31", "no_such_day"),
        ("30 février 2026", "no_such_day"),
        ("2026-13-01", "no_such_month"),
        ("04/13/2026", "no_such_month"),
        ("demain", "bad_date"),
        ("3 avrile 2026", "bad_date"),
        ("2026", "bad_date"),
        ("0000-01-01", "no_such_day"),
        ("2026-04-03T99:99:99Z", "bad_date"),
    ],
)
def test_refused(text: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_day(text, "fr", PARIS)
    assert caught.value.type == code


def test_in_english_a_day_that_can_be_read_in_two_ways_is_refused() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_day("3/4/2026", "en", PARIS)
    assert caught.value.type == "ambiguous_date"
    assert read_day("13/4/2026", "en", PARIS) == date(2026, 4, 13)
    assert read_day("3 April 2026", "en", PARIS) == date(2026, 4, 3)
