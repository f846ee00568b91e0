"""What `contact:` accepts, and what it makes of it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pelicasso.site.validation import validate
from pelicasso_plugins.contact.config import Contact, OpeningHours


def contact(**keys: object) -> Contact:
    return Contact.model_validate(keys)


@pytest.mark.parametrize(
    ("written", "country", "dialled"),
    [
        ("01 99 00 12 34", "FR", "tel:+33199001234"),
        ("01.99.00.12.34", "FR", "tel:+33199001234"),
        ("0199001234", "FR", "tel:+33199001234"),
        ("+33 (0)1 99 00 12 34", "FR", "tel:+33199001234"),
        ("+33 1 99 00 12 34", "FR", "tel:+33199001234"),
        ("0033 1 99 00 12 34", "FR", "tel:+33199001234"),
        ("0 800 00 12 34", "FR", "tel:+33800001234"),
        ("0262 00 12 34", "FR", "tel:+262262001234"),
        ("0690 00 12 34", "FR", "tel:+590690001234"),
        ("3919", "FR", "tel:3919"),
        ("0470 00 12 34", "BE", "tel:0470001234"),
        ("+32 470 00 12 34", "BE", "tel:+32470001234"),
    ],
)
def test_a_phone_link_can_be_dialled_from_anywhere(written: str, country: str, dialled: str) -> None:
    assert contact(phone=written).phone_href(country) == dialled


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0199001234", "01 99 00 12 34"),
        ("0 800 00 12 34", "0 800 00 12 34"),
        ("01.99.00.12.34", "01.99.00.12.34"),
        ("+33 1  99 00 12 34", "+33 1 99 00 12 34"),
        ("3919", "3919"),
    ],
)
def test_a_phone_number_stays_as_written_and_on_one_line(written: str, read: str) -> None:
    assert contact(phone=written).phone_text == read.replace(" ", "\u00a0")


def test_hours_are_a_text_or_lines() -> None:
    lines = [{"days": "mercredi", "hours": "14 h – 18 h"}, "sur rendez-vous"]
    assert contact(hours="sur rendez-vous").hours == (OpeningHours(hours="sur rendez-vous"),)
    assert contact(hours=lines).hours == (
        OpeningHours(days="mercredi", hours="14 h – 18 h"),
        OpeningHours(hours="sur rendez-vous"),
    )


def test_a_wrong_key_in_a_line_is_told_where_it_stands() -> None:
    with pytest.raises(ValidationError) as mistakes:
        contact(hours=[{"days": "mercredi", "hours": "14 h"}, {"jour": "jeudi", "hours": "14 h"}])
    assert [each["loc"] for each in mistakes.value.errors()] == [("hours", 1, "jour")]


def test_editors_are_offered_hours_as_text_and_as_lines() -> None:
    hours = Contact.model_json_schema()["properties"]["hours"]
    assert {each["type"] for each in hours["anyOf"]} == {"array", "string"}


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://mamot.fr/@x", "Mastodon"),
        ("https://mastodon.social/@x", "Mastodon"),
        ("https://fr-fr.facebook.com/x", "Facebook"),
        ("https://www.instagram.com/x", "Instagram"),
        ("https://www.youtube.com/@x", "YouTube"),
        ("https://fr.linkedin.com/company/x", "LinkedIn"),
        ("https://framatube.org/c/x", "PeerTube"),
        ("https://peertube.asso.example/c/x", "PeerTube"),
        ("https://mobilizon.fr/@x", "Mobilizon"),
        ("https://www.helloasso.com/associations/x", "HelloAsso"),
        ("https://bsky.app/profile/x", "Bluesky"),
        ("https://www.forum.example/x", "forum.example"),
        ("https://notfacebook.com/x", "notfacebook.com"),
    ],
)
def test_a_profile_is_named_after_its_network(address: str, name: str) -> None:
    assert [each.name for each in contact(profiles=[address]).named_profiles] == [name]


def test_two_profiles_of_one_network_have_different_names() -> None:
    profiles = contact(profiles=["https://www.facebook.com/a", "https://www.facebook.com/b/"]).named_profiles
    assert [each.name for each in profiles] == [
        "Facebook (facebook.com/a)",
        "Facebook (facebook.com/b)",
    ]


def test_the_map_is_openstreetmap_unless_one_is_given() -> None:
    address = {"street": "Maison du canal\n4 quai de la Loire", "postal_code": "75019", "city": "Paris Cedex 19"}
    shown = contact(address=address)
    assert shown.address is not None
    assert shown.map_href(shown.address) == (
        "https://www.openstreetmap.org/search?query=4+quai+de+la+Loire%2C+75019+Paris%2C+FR"
    )
    assert shown.map_name(shown.address) == "OpenStreetMap"
    given = contact(address=address, map="https://plan.example/jardins")
    assert (given.map_href(shown.address), given.map_name(shown.address)) == (
        "https://plan.example/jardins",
        "plan.example",
    )


def test_a_mail_link_keeps_what_stands_before_the_at() -> None:
    assert contact(email="a+b%c@mains-vertes.example").email_href == "mailto:a+b%25c@mains-vertes.example"


@pytest.mark.parametrize(("written", "meant"), [("téléphone", "phone"), ("Courriel", "email"), ("horaires", "hours")])
def test_a_volunteer_s_own_word_leads_to_the_key(written: str, meant: str) -> None:
    _, (finding,) = validate(Contact, {written: "x"}, "site.yaml")
    assert (finding.code, finding.values["nearest"]) == ("misspelt_key", meant)
