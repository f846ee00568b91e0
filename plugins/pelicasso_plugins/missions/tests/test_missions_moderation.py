"""What the checks predict is what the model of the importer does."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelicasso_plugins.missions.engagement import feed
from pelicasso_plugins.missions.moderation import _months_before, at_import, on_jeveuxaider
from pelicasso_plugins.missions.tests import importer
from pelicasso_plugins.missions.tests.conftest import DAY, TEXT, Make, made

NOW = datetime.combine(DAY, time(), ZoneInfo("Europe/Paris"))


def told(findings: Any) -> list[str]:
    return sorted(each.code.removeprefix("missions.") for each in findings)


def done(mission: Any) -> list[str]:
    found = importer.read(feed(mission.room, [mission]))
    if not found:
        return ["title_is_a_number"]
    return sorted((*found[0].refused, *importer.refused_later(found[0], NOW)))


@pytest.mark.parametrize(
    ("keys", "text", "expected"),
    [
        ({}, TEXT, []),
        ({"title": "Jardinage"}, TEXT, ["title_of_one_word"]),
        ({"title": "2026"}, TEXT, ["title_is_a_number"]),
        ({"title": "1e3"}, TEXT, ["title_is_a_number"]),
        ({}, "Venez.", ["text_too_short"]),
        ({}, "x" * 150 + " " + "y" * 148, ["text_too_short"]),
        ({}, "x" * 150 + " " + "y" * 149, []),
        ({}, ("x" * 99 + " ") * 199 + "y" * 101, ["description_too_long"]),
        ({"title": "L’&#233;t&#233; ici"}, TEXT, ["looks_encoded"]),
        ({"address": None}, TEXT, ["no_city"]),
        ({"address": {"street": "Place Carnot"}}, TEXT, ["no_city"]),
        ({"address": None, "remote": "à distance"}, TEXT, []),
        ({"address": None, "zone": "dans tout le Nord"}, TEXT, []),
        ({"end": "2026-12-14"}, TEXT, ["too_soon"]),
        ({"end": "2026-12-15"}, TEXT, []),
        ({"start": "2026-11-30", "end": "2026-12-14"}, TEXT, ["too_soon"]),
        ({"start": "2026-12-01", "end": "2026-12-14"}, TEXT, []),
        ({"date": "2026-05-24"}, TEXT, []),
        ({"date": "2026-05-23"}, TEXT, ["posted_long_ago"]),
        ({"title": "Jardinage", "address": None}, "Venez.", ["no_city", "text_too_short", "title_of_one_word"]),
    ],
)
def test_a_refusal_is_predicted(make: Make, keys: dict[str, Any], text: str, expected: list[str]) -> None:
    mission = make(keys, text)
    assert told((*at_import(mission), *on_jeveuxaider(mission))) == expected
    if expected not in (["posted_long_ago"], ["title_is_a_number"]):
        assert done(mission) == expected


def test_a_country_that_is_none_is_told(make: Make) -> None:
    mission = make({"address": {"city": "Lille", "country": "ZZ"}})
    assert told(at_import(mission)) == ["unknown_country"]
    assert told(at_import(make({"address": {"city": "Liège", "country": "be"}}))) == []


@settings(max_examples=60, deadline=None)
@given(
    st.text("aé &#0 -<", min_size=1, max_size=30).filter(str.strip),
    st.lists(st.sampled_from(["mot", "R&D", "<b>", "&#233;", "&eacute;", "fête !"]), min_size=1, max_size=90),
    st.lists(st.sampled_from(["Calme", "Le permis B"]), max_size=3),
)
def test_what_is_predicted_is_what_happens(title: str, words: list[str], skills: list[str]) -> None:
    mission = made({"title": title, "skills": skills}, " ".join(words))
    predicted = told((*at_import(mission), *on_jeveuxaider(mission)))
    if "title_is_a_number" in predicted:
        assert done(mission) == ["title_is_a_number"]
        return
    assert set(predicted) == set(done(mission))


def test_six_months_are_counted_as_javascript_counts_them() -> None:
    assert str(_months_before(DAY)) == "2026-05-24"
    assert str(_months_before(DAY.replace(month=8, day=31))) == "2026-03-03"
    assert str(_months_before(DAY.replace(month=2, day=1))) == "2025-08-01"
