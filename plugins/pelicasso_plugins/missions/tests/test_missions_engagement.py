"""The feed for API Engagement, read by a model of its importer: what can be written arrives as it was written."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pelicasso.kit.testing import Rendered, render, write_site
from pelicasso_plugins.missions.engagement import feed
from pelicasso_plugins.missions.mission import Mission
from pelicasso_plugins.missions.tests import importer
from pelicasso_plugins.missions.tests.conftest import DAY, TEXT, made, room
from pelicasso_plugins.missions.tests.conftest import WORDS as SITE_WORDS
from pelicasso_plugins.missions.tests.importer import Imported
from pelicasso_plugins.missions.vocabulary import LISTS

SITE = """
organisation:
  name: Les Mains vertes du canal
  rna: W595012345
  siret: "123 456 782 00010"
  address: {street: 14 quai des Péniches, postal_code: "59100", city: Saint-Aubin-sur-Canal}
site: {url: "https://mains-vertes.example"}
"""
KINDS = {f"missions/{each.name}": each.read_text("utf-8") for each in Path(__file__).parent.glob("kinds/*.md")}
PARIS = ZoneInfo("Europe/Paris")


def imported(mission: Mission) -> Imported:
    (only,) = importer.read(feed(mission.room, [mission]))
    return only


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return render(write_site(tmp_path_factory.mktemp("kinds"), KINDS, SITE))


@pytest.fixture(scope="module")
def read(kinds: Rendered) -> dict[str, Imported]:
    missions = importer.read(kinds.text("missions/api-engagement.xml").encode())
    return {each.client_id.removeprefix("missions/"): each for each in missions}


def test_ten_kinds_of_missions_arrive_and_none_is_refused(kinds: Rendered, read: dict[str, Imported]) -> None:
    assert [each for each in kinds.codes if each.startswith("missions.")] == ["missions.deadline_past"]
    assert len(KINDS) == 12
    assert read.keys() == {Path(each).stem for each in KINDS} - {"filled", "too_late"}
    for mission in read.values():
        assert mission.refused == []
        assert importer.refused_later(mission, _now()) == []


def test_each_kind_arrives_with_its_facts(read: dict[str, Imported]) -> None:
    assert read["once"].places == 12
    assert read["once"].tags == ["Groupes", "Entreprises"]
    assert read["once"].addresses[0]["postal_code"] == "01000"
    assert (read["remote"].remote, read["partly_remote"].remote, read["near_home"].remote) == (
        "full",
        "possible",
        "local",
    )
    assert read["zone"].audience == ["seniors"]
    assert read["zone"].addresses[0]["city"] == "Saint-Aubin-sur-Canal"
    assert [each["department"] for each in read["several_places"].addresses] == ["2A", "2B", ""]
    assert (read["minors"].open_to_minors, read["regular"].open_to_minors) == (True, False)
    assert read["all_year"].open_to_minors is None
    assert (read["all_year"].accessible, read["minors"].accessible, read["minors"].transport) == (True, False, True)
    assert read["regular"].requirements == ["Aimer les enfants", "Être ponctuel, surtout le mardi"]
    assert read["regular"].activities == ["jardinage", "transmission-pedagogie"]
    assert read["platform"].application_url == "https://mains-vertes.example/missions/platform/"


def test_days_arrive_as_instants_in_the_time_zone_of_the_site(read: dict[str, Imported]) -> None:
    regular = read["regular"]
    assert str(regular.start) == "2027-01-05 00:00:00+01:00"
    assert str(regular.end) == "2027-06-29 23:59:59+02:00"
    assert str(regular.posted) == "2026-11-02 00:00:00+01:00"


def test_the_association_arrives_whole(read: dict[str, Imported]) -> None:
    own = read["regular"].organisation
    assert own["organizationRNA"] == "W595012345"
    assert own["organizationSiren"] == "12345678200010"
    assert own["organizationPostCode"] == "59100"
    assert own["organizationFullAddress"] == "14 quai des Péniches, 59100 Saint-Aubin-sur-Canal"


@pytest.mark.parametrize(
    ("keys", "lost"),
    [
        ({"siret": "012 345 678 00010"}, "organizationSiren"),
        ({"name": "1901"}, "organizationName"),
        ({"rna": "595012345"}, "organizationRNA"),
        ({"address": {"postal_code": "01000", "city": "Bourg-en-Bresse"}}, "organizationPostCode"),
    ],
)
def test_what_the_importer_would_spoil_is_left_out(keys: dict[str, Any], lost: str) -> None:
    whole = {"name": "Les Amis", "rna": "W595012345", "siret": "12345678200010"}
    assert lost not in imported(made({}, organisation={**whole, **keys})).organisation


def test_a_feed_without_missions_is_a_feed() -> None:
    own = feed(room(), [])  # type: ignore[arg-type]
    assert importer.read(own) == []
    assert b"<lastBuildDate>2026-11-24T00:00:00+01:00</lastBuildDate>" in own


HOSTILE = [
    ("a title of one word", {"title": "Jardinage"}, TEXT, {"refused": ["title_of_one_word"]}),
    ("a word and a mark", {"title": "Jardinage !"}, TEXT, {"title": "Jardinage !"}),
    ("an id of digits", {"id": "007"}, TEXT, {"client_id": "mission-007"}),
    ("an id that is a power", {"id": "1e3"}, TEXT, {"client_id": "mission-1e3"}),
    ("entities in a title", {"title": "R&D, &eacute et &copy ici"}, TEXT, {"title": "R&D, &eacute et &copy ici"}),
    ("a numeric entity in a title", {"title": "Un &#233;t&#233;"}, TEXT, {"refused": ["looks_encoded"]}),
    ("a numeric entity in the text", {}, f"Le signe &#233; {TEXT}", {"refused": ["looks_encoded"]}),
    ("the end of a CDATA", {"title": "Écrire ]]> ici"}, f"]]> {TEXT}", {"title": "Écrire ]]> ici"}),
    ("emoji", {"title": "Planter 🌳 ensemble 🎉"}, f"🎉 {TEXT}", {"title": "Planter 🌳 ensemble 🎉"}),
    ("tags in the text", {}, f"Apprendre <b> et </p>, a < b, 1<2 {TEXT}", {}),
    ("entities in the text", {}, f"Écrire &eacute; &amp; &lt;b&gt; &copy {TEXT}", {}),
    ("control characters", {"title": "Un\x0b titre\x00 sale"}, TEXT, {"title": "Un titre sale"}),
    ("a comma in the only line", {"skills": "Calme, patience"}, TEXT, {"requirements": ["Calme, patience"]}),
    ("a tag of digits", {"tags": ["007", "2026 en fête"]}, TEXT, {"tags": ["2026 en fête"]}),
    ("299 signs", {}, "x" * 150 + " " + "y" * 148, {"later": ["text_too_short"]}),
    ("300 signs", {}, "x" * 150 + " " + "y" * 149, {"later": []}),
    ("20 000 signs", {}, ("x" * 99 + " ") * 199 + "y" * 100, {"refused": []}),
    ("20 001 signs", {}, ("x" * 99 + " ") * 199 + "y" * 101, {"refused": ["description_too_long"]}),
    ("nothing but a picture", {}, "", {"refused": ["no_description"]}),
    ("a foreign code of digits", {"address": {"city": "Genève", "postal_code": "1200", "country": "CH"}}, TEXT, {}),
]


@pytest.mark.parametrize(
    ("keys", "text", "expected"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE]
)
def test_a_hostile_mission(keys: dict[str, Any], text: str, expected: dict[str, Any]) -> None:
    html = "" if not text else None
    found = imported(made(keys, text, html=html))
    assert found.refused == expected.get("refused", [])
    assert importer.refused_later(found, _now()) == expected.get("later", [])
    for name in ("title", "client_id", "requirements", "tags"):
        if name in expected:
            assert getattr(found, name) == expected[name]
    if expected.get("refused") != ["looks_encoded"]:
        assert found.description.split("\n\n\nCe qu’il faut")[0] == _typeset(text)


def test_a_title_that_is_a_number_loses_the_mission() -> None:
    """So that the checks tell it before."""
    mission = made({"title": "2026"})
    assert importer.read(feed(mission.room, [mission])) == []


def test_a_postal_code_that_would_lose_its_zero_is_left_out() -> None:
    found = imported(made({"address": {"city": "Dresden", "postal_code": "01067", "country": "DE"}}))
    assert (found.addresses[0]["city"], found.addresses[0]["postal_code"]) == ("Dresden", "")


@pytest.mark.parametrize("value", ["007", "1e3", "0x1F", "-5", "1.0", ".5", "12", "true", "false", " 12 ", "\ufeff7"])
@pytest.mark.parametrize("key", ["schedule", "zone", "skills", "transport"])
def test_text_that_the_importer_takes_for_a_number_can_t_be_written(key: str, value: str) -> None:
    if key == "transport" and value in ("true", "false"):
        assert made({key: value}).data.transport is (value == "true")
        return
    with pytest.raises(ValidationError) as mistakes:
        made({key: value})
    assert mistakes.value.errors()[0]["type"] == "missions.only_a_number"


def test_a_link_a_picture_and_a_block_leave_no_trace() -> None:
    html = (
        '<h2 id="x">Où ?</h2><p>Au <a href="/jardin/">jardin</a><img src="/a.png" alt="Un arbre">.</p>'
        "<figure><img><figcaption>Légende</figcaption></figure><details><summary>Et</summary><p>Après</p></details>"
    )
    assert imported(made({}, html=html)).description == "Où ?\n\nAu jardin.\n\nEt\n\nAprès"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=60)
WORDS = st.text("abcé &<>;#x0127e.,-'\"🎉]\u00a0", min_size=1, max_size=30)
LINES = st.one_of(TEXTS, WORDS)
DAYS = st.dates(date(2020, 1, 1), date(2034, 12, 31)).map(date.isoformat)
YES = st.sampled_from(["oui", "non"])
CODES = st.integers(1000, 99999).map(lambda number: f"{number:05}")
PLACES = st.fixed_dictionaries({"city": LINES}, optional={"street": LINES, "postal_code": CODES})
KEYS = {
    "id": LINES,
    "date": DAYS,
    "start": DAYS,
    "end": DAYS,
    "domain": st.sampled_from(LISTS["domain"]),
    "activities": st.lists(st.sampled_from(LISTS["activity"]), unique=True),
    "audience": st.lists(st.sampled_from(LISTS["audience"]), unique=True),
    "remote": st.sampled_from(LISTS["remote"]),
    "places": st.integers(1, 500).map(str),
    "schedule": LINES,
    "skills": st.lists(LINES, min_size=1, max_size=4),
    "offers": st.lists(LINES, max_size=3),
    "address": PLACES,
    "addresses": st.lists(PLACES, max_size=3),
    "minors": YES,
    "accessible": st.one_of(YES, LINES),
    "transport": st.one_of(YES, LINES),
}


def _written(keys: dict[str, Any], text: str) -> Mission | None:
    """The mission, None when it can't be written."""
    try:
        return made(keys, text)
    except ValidationError:
        return None


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({"title": LINES}, optional=KEYS), st.one_of(TEXTS, WORDS))
def test_every_mission_that_can_be_written_arrives_unchanged(keys: dict[str, Any], text: str) -> None:
    mission = _written(keys, text)
    if mission is None:
        return
    data = mission.data
    missions = importer.read(feed(mission.room, [mission]))
    if not missions:
        assert not isinstance(importer.coerce(_clean(data.title)), str)
        return
    (found,) = missions
    assert found.title == _typeset(data.title)
    assert found.client_id
    assert not isinstance(importer.coerce(found.client_id), int | float)
    assert (found.domain, found.remote) == (data.domain or "", data.remote)
    assert (tuple(found.activities), tuple(found.audience)) == (data.activities, data.audience)
    assert found.places == (data.places or 1)
    assert found.schedule == _clean(data.schedule)
    assert found.requirements == [each for each in map(_clean, data.skills) if each]
    for day, instant, hour in ((data.date, found.posted, 0), (data.start, found.start, 0), (data.end, found.end, 23)):
        assert (None if instant is None else (instant.date(), instant.hour)) == (None if day is None else (day, hour))
    assert found.open_to_minors is data.minors
    assert found.accessible is (None if data.accessible is None else bool(data.accessible))
    for address, arrived in zip(data.all_places, found.addresses, strict=False):
        assert arrived["city"] == _clean(address.city)
        assert arrived["postal_code"] == (address.postal_code or "")
    first = found.description.split("\n\n\nCe qu’il faut")[0].split("\n\nCe que nous vous offrons")[0]
    assert re.sub(r"\s+", " ", first).strip() == _typeset(text)


def _clean(text: str | None) -> str:
    """What XML can hold of a text, without the spaces around it."""
    kept = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text or "").replace("\ufeff", "")
    return kept.strip(importer.JS_SPACES)


def _typeset(text: str | None) -> str:
    return " ".join(
        _clean(SITE_WORDS.typography.text(text or "")).replace("\u00a0", " ").replace("\u202f", " ").split()
    )


def _now() -> datetime:
    return datetime.combine(DAY, time(12), PARIS)
