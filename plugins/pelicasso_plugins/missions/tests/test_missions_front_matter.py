"""What a volunteer may write at the head of a mission, and what each mistake says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from pelicasso.kit.testing import render, write_site
from pelicasso.schema import Severity
from pelicasso.site.messages import Messages
from pelicasso.site.validation import validate
from pelicasso_plugins.missions.data import MEANT, Apply, MissionData, Place
from pelicasso_plugins.missions.tests.conftest import FOLDER, Make
from pelicasso_plugins.missions.vocabulary import LISTS, chosen, labels

SITE = "organisation:\n  name: Les Amis du Lavoir\n"
HEAD = "---\ntitle: Tenir la caisse\ndate: 2026-11-02\napply: a@b.example\n"


def data(**keys: Any) -> MissionData:
    return MissionData.model_validate(keys)


def code(**keys: Any) -> str:
    with pytest.raises(ValidationError) as mistakes:
        data(**keys)
    return str(mistakes.value.errors()[0]["type"])


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_label_and_every_value_of_a_list_is_understood(name: str, language: str) -> None:
    said = labels(name, language)
    assert {each: chosen(name, label) for each, label in said.items()} == {each: each for each in LISTS[name]}
    assert {each: chosen(name, label.upper()) for each, label in said.items()} == {each: each for each in LISTS[name]}


@pytest.mark.parametrize(
    ("key", "written", "read"),
    [
        ("remote", "à distance", "full"),
        ("remote", "oui", "possible"),
        ("remote", "non", "no"),
        ("remote", "Hybride", "possible"),
        ("domain", "solidarité", "solidarite-insertion"),
        ("domain", "Culture", "culture-loisirs"),
        ("domain", "memoire et citoyennete", "memoire-et-citoyennete"),
        ("status", "pourvue", "full"),
        ("status", "terminée", "closed"),
        ("rhythm", "ponctuelle", "once"),
        ("activities", "jardinage, taches administratives", ("jardinage", "taches-administratives")),
        ("audience", ["Seniors", "enfants"], ("seniors", "children")),
        ("open_to", "entreprises, groupe", ("companies", "groups")),
        ("min_age", "16 ans", 16),
        ("minors", "oui", True),
        ("transport", "Bus 12", "Bus 12"),
        ("transport", "non", False),
        ("skills", "Le permis B, depuis un an", ("Le permis B, depuis un an",)),
        ("start", "5 décembre 2026", date(2026, 12, 5)),
        ("also_on", "https://www.diffuz.com/x", ("https://www.diffuz.com/x",)),
    ],
)
def test_french_words_are_read(key: str, written: object, read: object) -> None:
    assert getattr(data(**{key: written}), key) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Saint-Aubin", {"city": "Saint-Aubin"}),
        ("75019 Paris", {"postal_code": "75019", "city": "Paris"}),
        ("4 quai, 75019 Paris", {"street": "4 quai", "postal_code": "75019", "city": "Paris"}),
        ("Salle A, 4 quai, 01000 Bourg", {"street": "Salle A, 4 quai", "postal_code": "01000", "city": "Bourg"}),
    ],
)
def test_an_address_may_be_one_line(written: str, read: dict[str, str]) -> None:
    assert data(address=written).address == Place.model_validate(read)
    assert data(addresses=[written, "Lille"]).addresses[0] == Place.model_validate(read)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a@b.example", {"email": "a@b.example"}),
        ("mailto:a@b.example", {"email": "a@b.example"}),
        ("01 99 00 12 34", {"phone": "01 99 00 12 34"}),
        ("https://b.example/form", {"url": "https://b.example/form"}),
    ],
)
def test_a_way_to_apply_may_be_one_word(written: str, read: dict[str, str]) -> None:
    assert data(apply=written).apply == Apply.model_validate(read)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"domain": "Jardin d’enfants"}, "missions.not_in_list"),
        ({"places": "0"}, "missions.no_places"),
        ({"schedule": "2"}, "missions.only_a_number"),
        ({"address": "4 quai de la Loire, Paris"}, "missions.address_in_one_line"),
        ({"address": {"city": "Bourg", "postal_code": "1000"}}, "bad_postal_code"),
        ({"apply": "au local"}, "missions.bad_way_to_apply"),
        ({"apply": {"email": "a@b.example", "phone": "01 99 00 12 34"}}, "missions.one_way_to_apply"),
        ({"apply": {}}, "missions.one_way_to_apply"),
        ({"start": "31/02/2027"}, "no_such_day"),
    ],
)
def test_what_can_t_be_meant_is_refused(keys: dict[str, Any], expected: str) -> None:
    assert code(**keys) == expected


def test_every_word_of_volunteers_leads_to_its_key() -> None:
    for key, words in MEANT.items():
        for word in words.split(", "):
            _, findings = validate(MissionData, {word: "x"}, "x.md")
            assert [each.values.get("nearest") for each in findings] == [key], word


def test_a_wrong_value_names_what_was_probably_meant() -> None:
    _, (finding,) = validate(MissionData, {"activities": "jardinnage"}, "x.md")
    assert finding.values["among"] == "Jardinage"
    _, (finding,) = validate(MissionData, {"remote": "xyz"}, "x.md")
    assert finding.values["among"] == "Sur place, En partie à distance, À distance, Près de chez vous"


MISTAKES = [
    ("missions.no_way_to_apply", 1, "---\ntitle: Tenir la caisse\ndate: 2026-11-02\n---\nVenez.\n"),
    ("missions.no_text", 6, f"{HEAD}---\n"),
    ("missions.end_before_start", 6, f"{HEAD}start: 2027-02-01\nend: 2027-01-01\n---\nVenez.\n"),
    ("missions.all_year_with_end", 6, f"{HEAD}all_year: oui\nend: 2027-01-01\n---\nVenez.\n"),
    ("missions.minors_and_adults", 6, f"{HEAD}min_age: 18\nminors: oui\n---\nVenez.\n"),
    ("missions.no_minors_from_age", 5, f"{HEAD}min_age: 16\nminors: non\n---\nVenez.\n"),
    ("misspelt_key", 5, f"{HEAD}domaine: Sport\n---\nVenez.\n"),
    ("missions.only_a_number", 5, f"{HEAD}schedule: 2\n---\nVenez.\n"),
    ("missions.not_in_list", 5, f"{HEAD}domain: Jardin d’enfants\n---\nVenez.\n"),
    ("missions.no_places", 5, f"{HEAD}places: 0\n---\nVenez.\n"),
]


@pytest.mark.parametrize(("expected", "line", "text"), MISTAKES, ids=[each[0] for each in MISTAKES])
def test_a_mistake_is_told_with_its_line_in_whole_sentences(
    expected: str, line: int, text: str, tmp_path: Path
) -> None:
    rendered = render(write_site(tmp_path, {"missions/caisse.md": text}, SITE))
    errors = [each for each in rendered.findings if each.severity is Severity.ERROR]
    assert [(each.code, each.file, each.line) for each in errors] == [(expected, "content/missions/caisse.md", line)]
    for language in ("fr", "en"):
        said = Messages(language, [FOLDER / "locale"]).line(errors[0])
        assert said.startswith(f"content/missions/caisse.md:{line}: ")
        assert "{" not in said


def test_two_missions_of_one_identity_are_told_both(tmp_path: Path) -> None:
    text = f"{HEAD}id: caisse\n---\nVenez.\n"
    rendered = render(write_site(tmp_path, {"missions/a.md": text, "missions/b.md": text}, SITE))
    (finding,) = [each for each in rendered.findings if each.severity is Severity.ERROR]
    assert (finding.code, finding.file, finding.line) == ("missions.same_identity", "content/missions/b.md", 5)
    assert finding.values["other"] == "content/missions/a.md"


@pytest.mark.parametrize(
    ("keys", "over"),
    [
        ({}, None),
        ({"deadline": "2026-11-24"}, None),
        ({"deadline": "2026-11-23"}, "too_late"),
        ({"end": "2026-11-24"}, None),
        ({"end": "2026-11-23", "deadline": "2026-11-01"}, "ended"),
        ({"status": "full", "deadline": "2026-11-01"}, "full"),
        ({"status": "closed"}, "closed"),
    ],
)
def test_a_mission_closes_by_the_day_of_the_build(make: Make, keys: dict[str, Any], over: str | None) -> None:
    assert make(keys).over == over


@pytest.mark.parametrize(
    ("keys", "rhythm"),
    [
        ({}, None),
        ({"schedule": "2 heures par semaine"}, "regular"),
        ({"schedule": "Tous les mardis"}, "regular"),
        ({"schedule": "Un samedi matin sur deux"}, None),
        ({"all_year": "oui"}, "regular"),
        ({"start": "2027-05-29", "end": "2027-05-30"}, "once"),
        ({"start": "2027-01-05", "end": "2027-06-29"}, None),
        ({"all_year": "oui", "rhythm": "once"}, "once"),
    ],
)
def test_the_rhythm_is_guessed_unless_it_is_said(make: Make, keys: dict[str, Any], rhythm: str | None) -> None:
    assert make(keys).rhythm == rhythm


@pytest.mark.parametrize(
    ("keys", "where", "when"),
    [
        ({"address": "Lille", "all_year": "oui"}, "Lille", "Toute l’année"),
        ({"address": "Lille", "addresses": ["Lens", "Lille"]}, "Lille, Lens", None),
        ({"address": None, "zone": "dans tout le Nord"}, "Dans tout le Nord", None),
        ({"address": None, "remote": "full", "start": "2026-11-01"}, "À distance", "Dès maintenant"),
        ({"remote": "possible", "start": "2027-03-01"}, "Lille ou à distance", "À partir du 1er mars 2027"),
        ({"address": None, "remote": "local"}, "Près de chez vous", None),
        ({"start": "2027-03-01", "end": "2027-03-02"}, "Lille", "Du 1er mars 2027 au 2 mars 2027"),
        ({"start": "2027-03-01", "end": "2027-03-01"}, "Lille", "Le 1er mars 2027"),
    ],
)
def test_where_and_when_are_said(make: Make, keys: dict[str, Any], where: str, when: str | None) -> None:
    mission = make(keys)
    assert (mission.where, mission.when) == (where, when)
