from __future__ import annotations

from datetime import date, timedelta

import pytest

from pelicasso.new.days import WRITTEN_FOR, moved, weeks_since_written


@pytest.mark.parametrize("days", [-3000, -8, -1, 0, 6, 7, 500])
def test_days_move_by_whole_weeks_and_never_past_today(days: int) -> None:
    day = WRITTEN_FOR + timedelta(days=days)
    by = weeks_since_written(day)
    assert by.days % 7 == 0
    assert timedelta() <= day - (WRITTEN_FOR + by) < timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("date: 2026-11-18\n", "date: 2026-12-02\n"),
        ("start: 2026-12-20 14:00\n", "start: 2027-01-03 14:00\n"),
        ("[x](2026-06-17-comptes-2025.md)", "[x](2026-07-01-comptes-2025.md)"),
        ("date: 2026-05-20\n\nSamedi 16 mai, midi", "date: 2026-06-03\n\nSamedi 30 mai, midi"),
        ("date: 2026-11-18\n\nle samedi 12 décembre", "date: 2026-12-02\n\nle samedi 26 décembre"),
        ("le samedi 26 décembre 2026", "le samedi 9 janvier 2027"),
        ("le mardi 17 novembre", "le mardi 1er décembre"),
        ("date: 2027-01-03\n\nle samedi 26 décembre", "date: 2027-01-17\n\nle samedi 9 janvier"),
        ("du 1er octobre au 15 mars", "du 1er octobre au 15 mars"),
        ("siret: 123 456 782 00010, 12026-11-18", "siret: 123 456 782 00010, 12026-11-18"),
    ],
)
def test_what_names_a_day_moves_and_nothing_else(text: str, then: str) -> None:
    assert moved(text, timedelta(weeks=2)) == then


def test_a_spoken_day_keeps_its_weekday() -> None:
    assert date(2026, 12, 12).weekday() == date(2026, 12, 26).weekday()
    assert moved("samedi 12 décembre", timedelta(weeks=52)) == "samedi 11 décembre"
