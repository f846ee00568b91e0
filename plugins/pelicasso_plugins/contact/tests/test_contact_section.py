"""What `contact:` accepts, and what it makes of it."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from pelicasso.kit import Address
from pelicasso.site.validation import validate
from pelicasso_plugins.contact.config import Contact, OpeningHours
from pelicasso_plugins.contact.opening import spans, weekdays


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
    (shown,) = contact(address=address).spots(None)
    assert shown.map_href == "https://www.openstreetmap.org/search?query=4+quai+de+la+Loire%2C+75019+Paris%2C+FR"
    assert shown.map_name == "OpenStreetMap"
    (given,) = contact(address=address, map="https://plan.example/jardins").spots(None)
    assert (given.map_href, given.map_name) == ("https://plan.example/jardins", "plan.example")


def test_places_stand_instead_of_the_one_and_of_the_office() -> None:
    office = Address(city="Lille")
    assert [each.address for each in contact().spots(office)] == [office]
    assert [each.name for each in contact(places=[{"name": "A"}, {"name": "B"}]).spots(office)] == ["A", "B"]
    assert contact(phone="3919").spots(None) == ()


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Mercredi", (3,)),
        ("mercredis", (3,)),
        ("le samedi", (6,)),
        ("Du lundi au jeudi", (1, 2, 3, 4)),
        ("vendredi – lundi", (5, 6, 7, 1)),
        ("Lundi, mardi et vendredi", (1, 2, 5)),
        ("Tous les jours", (1, 2, 3, 4, 5, 6, 7)),
        ("Monday to Friday", (1, 2, 3, 4, 5)),
        ("Tuesday and Thursday", (2, 4)),
        ("le premier samedi du mois", ()),
        ("mercredi (vacances scolaires)", ()),
        ("sauf lundi", ()),
        ("été", ()),
    ],
)
def test_days_are_known_only_where_there_is_no_doubt(written: str, days: tuple[int, ...]) -> None:
    assert weekdays(written) == days


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14 h – 18 h", (("14:00", "18:00"),)),
        ("14\u00a0h\u00a0–\u00a018\u00a0h\u00a030", (("14:00", "18:30"),)),
        ("9h-12h30 et 14h-18h", (("09:00", "12:30"), ("14:00", "18:00"))),
        ("de 9:00 à 12:00, 14:00 à 17:00", (("09:00", "12:00"), ("14:00", "17:00"))),
        ("14 h – 18 h sur rendez-vous", ()),
        ("sur rendez-vous", ()),
        ("25 h – 26 h", ()),
        ("14 h – 18 h,", ()),
        ("", ()),
    ],
)
def test_hours_are_known_only_where_there_is_no_doubt(written: str, read: tuple[tuple[str, str], ...]) -> None:
    assert spans(written) == read


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"service": "post"}, "contact.form_leads_nowhere"),
        ({"service": "post", "to": "formspree.io/f/abc"}, "bad_web_address"),
        ({"service": "link", "to": "http://x.example/"}, "bad_web_address"),
        ({"service": "frame", "to": "https://forms.gle/abc"}, "frame_short_link"),
        ({"service": "fax"}, "not_one_of"),
    ],
)
def test_a_form_that_can_not_work_is_told(form: dict[str, str], code: str) -> None:
    _, (finding,) = validate(Contact, {"form": form}, "site.yaml")
    assert finding.code == code


def test_closures_that_are_over_are_left_out() -> None:
    days = [{"start": "2027-05-01"}, {"start": "2026-11-20", "end": "2026-11-24"}, {"start": "2026-11-23"}]
    shown = contact(closures=days).closures_to_come(date(2026, 11, 24))
    assert [each.start.isoformat() for each in shown] == ["2026-11-20", "2027-05-01"]


def test_a_closure_that_ends_before_it_starts_is_refused() -> None:
    _, (finding,) = validate(Contact, {"closures": [{"start": "2026-12-24", "end": "2026-12-01"}]}, "site.yaml")
    assert finding.code == "contact.ends_before_it_starts"


def test_a_mail_link_keeps_what_stands_before_the_at() -> None:
    assert contact(email="a+b%c@mains-vertes.example").email_href == "mailto:a+b%25c@mains-vertes.example"


@pytest.mark.parametrize(("written", "meant"), [("téléphone", "phone"), ("Courriel", "email"), ("horaires", "hours")])
def test_a_volunteer_s_own_word_leads_to_the_key(written: str, meant: str) -> None:
    _, (finding,) = validate(Contact, {written: "x"}, "site.yaml")
    assert (finding.code, finding.values["nearest"]) == ("misspelt_key", meant)
