"""An open mission as structured data, against the fields that search engines require and recommend."""

from __future__ import annotations

from typing import Any

import pytest

from pelicasso_plugins.missions.job_posting import job_posting
from pelicasso_plugins.missions.tests.conftest import Make

FULL = {
    "date": "2026-11-02",
    "start": "2027-01-05",
    "end": "2027-06-29",
    "deadline": "2026-12-20",
    "places": "4",
    "schedule": "2 heures par semaine",
    "skills": ["Calme", "Patience"],
    "address": "14 quai des Péniches, 59100 Saint-Aubin",
}
ADDRESS = {
    "@type": "PostalAddress",
    "streetAddress": "14 quai des Péniches",
    "postalCode": "59100",
    "addressLocality": "Saint-Aubin",
    "addressCountry": "FR",
}
TABLE = [
    ("required", "title", "Jardiner avec les écoles"),
    ("required", "datePosted", "2026-11-02"),
    ("required", "jobLocation", [{"@type": "Place", "address": ADDRESS}]),
    ("recommended", "validThrough", "2026-12-20T23:59:59+01:00"),
    ("recommended", "employmentType", "VOLUNTEER"),
    ("recommended", "directApply", True),
    (
        "recommended",
        "identifier",
        {"@type": "PropertyValue", "name": "Les Mains vertes du canal", "value": "missions/jardiner"},
    ),
    ("useful", "totalJobOpenings", 4),
    ("useful", "workHours", "2 heures par semaine"),
    ("useful", "jobStartDate", "2027-01-05"),
    ("useful", "qualifications", "Calme, Patience"),
    ("useful", "url", "https://mains-vertes.example/missions/jardiner/"),
]


@pytest.mark.parametrize(("_need", "name", "value"), TABLE, ids=[f"{each[0]}-{each[1]}" for each in TABLE])
def test_a_field_is_there(make: Make, _need: str, name: str, value: Any) -> None:
    assert job_posting(make(FULL))[name] == value


def test_the_description_is_html_and_the_organisation_has_its_name_and_page(make: Make) -> None:
    posting = job_posting(make(FULL))
    assert posting["description"].startswith("<p>C’est une mission")
    assert "<li>Calme</li>" in posting["description"]
    organisation = posting["hiringOrganization"]
    assert (organisation["name"], organisation["sameAs"]) == (
        "Les Mains vertes du canal",
        "https://mains-vertes.example/",
    )
    assert organisation["@id"] == "https://mains-vertes.example/#organisation"


@pytest.mark.parametrize("remote", ["à distance", "près de chez soi"])
def test_what_is_done_from_anywhere_asks_for_a_country_and_no_place(make: Make, remote: str) -> None:
    posting = job_posting(make({"remote": remote, "address": None}))
    assert posting["jobLocationType"] == "TELECOMMUTE"
    assert posting["applicantLocationRequirements"] == {"@type": "Country", "name": "FR"}
    assert "jobLocation" not in posting


def test_several_places_are_all_named_and_a_zone_starts_from_the_seat(make: Make) -> None:
    several = job_posting(make({"address": "Lille", "addresses": ["Lens"]}))["jobLocation"]
    assert [each["address"]["addressLocality"] for each in several] == ["Lille", "Lens"]
    zone = job_posting(make({"address": None, "zone": "dans tout le Nord"}))["jobLocation"]
    assert [each["address"]["addressLocality"] for each in zone] == ["Saint-Aubin-sur-Canal"]


def test_without_an_end_nothing_is_said_of_one(make: Make) -> None:
    assert job_posting(make({}))["validThrough"] is None
