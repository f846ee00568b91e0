"""The day of a build."""

from __future__ import annotations

from datetime import date

import pytest

from pelicasso.schema import SiteError
from pelicasso.site.day import today


def test_the_day_asked_for_wins_over_the_epoch() -> None:
    assert today("Europe/Paris", "2026-12-05", {"SOURCE_DATE_EPOCH": "0"}) == date(2026, 12, 5)


def test_the_epoch_is_read_in_the_site_s_time_zone() -> None:
    late = {"SOURCE_DATE_EPOCH": "1796858999"}  # 2026-12-09 23:29:59 UTC
    assert today("Europe/Paris", None, late) == date(2026, 12, 10)
    assert today("America/Cayenne", None, late) == date(2026, 12, 9)


@pytest.mark.parametrize("epoch", ["demain", "99999999999999999999"])
def test_a_wrong_epoch_is_wrong_use(epoch: str) -> None:
    with pytest.raises(SiteError) as caught:
        today("Europe/Paris", None, {"SOURCE_DATE_EPOCH": epoch})
    assert caught.value.exit_code == 2


def test_a_wrong_day_is_wrong_use() -> None:
    with pytest.raises(SiteError) as caught:
        today("Europe/Paris", "5 décembre")
    assert caught.value.exit_code == 2
