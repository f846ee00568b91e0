"""What visitors, and robots, get of `contact:`: the page, the home page's part and the footer's."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5lib
import pytest
from yaml import BaseLoader, load, safe_dump

from pelicasso.kit.testing import Rendered, render, write_site
from pelicasso.schema import Severity
from pelicasso.site.catalogue import Catalogue
from pelicasso_plugins.contact import feature

EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")
EXAMPLES = load((feature.folder / "examples.yaml").read_text("utf-8"), BaseLoader)
OFFICE = {"street": "4 quai de la Loire", "postal_code": "75019", "city": "Paris"}
PAGES = ("contact/index.html", "index.html", "plan-du-site/index.html")
FRAMAFORMS = "https://framaforms.org/ecrire-1698765432"


def site(
    folder: Path,
    contact: dict[str, Any] | None,
    office: dict[str, str] | None = None,
    language: str = "fr",
    url: str | None = None,
) -> Rendered:
    """A site whose home page shows the part of contact; its legal pages are left out."""
    written = {
        "organisation": {"name": "Les Mains vertes", "address": office},
        "site": {"language": language},
        "home": ["contact"],
        "contact": contact,
    }
    return render(write_site(folder, {}, safe_dump(written, allow_unicode=True)), url=url)


def page(folder: Path, contact: dict[str, Any], office: dict[str, str] | None = None, **more: Any) -> str:
    """The page itself, without header and footer."""
    return main(site(folder, contact, office, **more), "contact/index.html")


def main(rendered: Rendered, name: str) -> str:
    return rendered.text(name).partition("<main")[2].partition("</main>")[0]


def text(markup: str) -> str:
    """What is left without tags, hidden parts included: what most harvesters read."""
    return "".join(html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False).itertext())


def people(markup: str) -> str:
    """What is left without the hidden parts: what people read and copy."""
    return text(re.sub(r"<span hidden>.*?</span>", "", markup))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_example_is_well_formed(tmp_path: Path, name: str, language: str) -> None:
    rendered = site(tmp_path, EXAMPLES[name]["contact"], language=language)
    assert [each.code for each in rendered.findings if each.severity is Severity.ERROR] == []
    for each in [name for name in rendered.files if name.endswith(".html")]:
        shown = rendered.text(each)
        html5lib.HTMLParser(strict=True).parse(shown)
        ids = re.findall(r'\bid="([^"]+)"', shown)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'(?:aria-labelledby|for)="([^"]+)"', shown)) <= set(ids)


@pytest.mark.parametrize(
    "address", ["bonjour@mains-vertes.example", "a+b.c@sous.mains-vertes.example", "é@été.example"]
)
def test_robots_find_no_email_address(tmp_path: Path, address: str) -> None:
    rendered = site(tmp_path, {"email": address, "phone": "3919"}, url="https://mains-vertes.example")
    for name in PAGES:
        shown = rendered.text(name)
        for read in (shown, text(shown), re.sub(r"<[^>]*>", "", shown)):
            for decoded in (read, html.unescape(read), unquote(html.unescape(read)), re.sub(r"\s", "", read)):
                assert not EMAIL.search(decoded)
                assert "mailto:" not in decoded


def test_people_read_the_email_address(tmp_path: Path) -> None:
    assert "bonjour@mains-vertes.example" in people(page(tmp_path, {"email": "bonjour@mains-vertes.example"}))


def test_a_public_email_address_is_a_plain_link_and_needs_no_script(tmp_path: Path) -> None:
    shown = page(tmp_path, {"email": "bonjour@mains-vertes.example", "email_public": True})
    assert 'href="mailto:bonjour@mains-vertes.example"' in shown
    assert "<script" not in shown


def test_the_registered_office_is_shown_when_contact_has_no_address(tmp_path: Path) -> None:
    own = {"address": {"street": "1 rue du Port", "city": "Lille"}}
    assert "4 quai de la Loire" in page(tmp_path / "a", {"phone": "3919"}, OFFICE)
    assert "4 quai de la Loire" not in page(tmp_path / "b", own, OFFICE)


def test_a_belgian_number_is_not_given_the_french_code(tmp_path: Path) -> None:
    belgian = {"city": "Namur", "country": "BE"}
    assert 'href="tel:0470001234"' in page(tmp_path, {"phone": "0470 00 12 34"}, belgian)


def test_profiles_say_that_they_are_ours(tmp_path: Path) -> None:
    shown = page(tmp_path, {"profiles": ["https://mamot.fr/@mainsvertes"]})
    assert '<a href="https://mamot.fr/@mainsvertes" rel="me">Mastodon</a>' in shown


def test_texts_of_the_site_are_escaped(tmp_path: Path) -> None:
    shown = page(tmp_path, {"hours": "<b>14 h</b>", "access": "<i>x</i>", "accessibility": "<u>y</u>"}, OFFICE)
    assert not re.search(r"<[biu]>", shown)


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    for name, example in EXAMPLES.items():
        shown = page(tmp_path / name, example["contact"])
        assert not re.search(r'\s(?:src|data)="https?:', shown)
        assert "<iframe" not in shown


def test_several_places_each_say_how_to_come_and_when(tmp_path: Path) -> None:
    places = [
        {"name": "La maison", "address": OFFICE, "access": "Métro", "accessibility": "De plain-pied"},
        {"name": "L’atelier", "address": {"city": "Lille"}, "hours": [{"days": "samedi", "hours": "9 h – 13 h"}]},
    ]
    rendered = site(tmp_path, {"places": places})
    shown = main(rendered, "contact/index.html")
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", shown) == ["La maison", "L’atelier"]
    for each in ("Métro", "De plain-pied", 'data-days="6"'):
        assert each in shown
    assert "La maison" in main(rendered, "index.html")


def test_a_closure_is_said_until_it_is_over(tmp_path: Path) -> None:
    closures = [{"start": "2026-12-24", "end": "2027-01-03", "reason": "fêtes"}, {"start": "2026-11-23"}]
    shown = text(page(tmp_path, {"phone": "3919", "closures": closures}))
    assert "Fermé du 24 décembre 2026 au 3 janvier 2027 (fêtes)" in shown
    assert "23 novembre" not in shown


def test_a_form_is_sent_to_the_service_and_says_so(tmp_path: Path) -> None:
    form = {"service": "post", "to": "https://formspree.io/f/abcd", "subjects": ["Adhérer"]}
    rendered = site(tmp_path, {"form": form})
    shown = main(rendered, "contact/index.html")
    assert 'method="post" action="https://formspree.io/f/abcd"' in shown
    assert "formspree.io, qui nous le transmet" in shown
    assert "form-action 'self' https://formspree.io" in rendered.text("contact/index.html")
    labelled = set(re.findall(r'<label for="([^"]+)"', shown))
    assert labelled == set(re.findall(r'<(?:input|select|textarea) id="([^"]+)"', shown))
    assert re.search(r'<p hidden>.*?name="_gotcha"', shown, re.S)


def test_a_form_by_e_mail_needs_an_address_that_may_be_shown(tmp_path: Path) -> None:
    own = {"email": "a@b.example", "form": {"service": "mailto"}}
    assert "contact.form_shows_email" in site(tmp_path / "a", own).codes
    shown = page(tmp_path / "b", {**own, "email_public": True})
    assert 'action="mailto:a@b.example" enctype="text/plain"' in shown


def test_a_form_in_a_frame_waits_for_a_click(tmp_path: Path) -> None:
    rendered = site(tmp_path, {"form": {"service": "frame", "to": FRAMAFORMS}})
    shown = rendered.text("contact/index.html")
    assert f'data-frame="{FRAMAFORMS}"' in shown
    assert f'href="{FRAMAFORMS}"' in shown
    assert "frame-src https://framaforms.org;" in shown
    assert "<iframe" not in shown


def test_a_form_elsewhere_is_a_link_that_names_it(tmp_path: Path) -> None:
    shown = page(tmp_path, {"form": {"service": "link", "to": "https://cloud.example/form"}})
    assert '<a href="https://cloud.example/form">Ouvrir le formulaire (cloud.example)</a>' in shown


def test_search_engines_learn_how_to_reach_us(tmp_path: Path) -> None:
    own = {
        "phone": "01 99 00 12 34",
        "email": "a@b.example",
        "hours": [{"days": "mercredi", "hours": "14 h – 18 h"}, "Sur rendez-vous"],
        "profiles": ["https://mamot.fr/@x"],
    }
    shown = site(tmp_path, own, OFFICE, url="https://mains-vertes.example").text("index.html")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)
    assert found
    node = json.loads(found[1])
    assert (node["@type"], node["telephone"], node["sameAs"]) == ("NGO", "+33199001234", ["https://mamot.fr/@x"])
    assert node["contactPoint"]["url"] == "https://mains-vertes.example/contact/"
    assert "email" not in str(node)
    (hours,) = node["location"][0]["openingHoursSpecification"]
    assert (hours["dayOfWeek"], hours["opens"], hours["closes"]) == (
        ["https://schema.org/Wednesday"],
        "14:00",
        "18:00",
    )


def test_the_other_parts_lead_to_the_page(tmp_path: Path) -> None:
    rendered = site(tmp_path, {"phone": "3919"})
    assert 'href="/contact/"' in main(rendered, "index.html")
    assert 'href="/contact/"' in rendered.text("plan-du-site/index.html").rpartition("<footer")[2]


@pytest.mark.parametrize(("language", "title"), [("fr", "Nous contacter"), ("en", "Contact us")])
def test_the_page_says_whose_contact_it_is(tmp_path: Path, language: str, title: str) -> None:
    shown = site(tmp_path, {"phone": "3919"}, language=language).text("contact/index.html")
    assert f"<title>{title} – Les Mains vertes</title>" in shown


@pytest.mark.parametrize(
    ("contact", "office", "codes"),
    [
        ({"hours": "sur rendez-vous"}, None, ["contact.nothing_to_show"]),
        (None, None, ["contact.nothing_to_show"]),
        (None, OFFICE, []),
        ({"phone": "3919"}, None, []),
        ({"places": [{"name": "La maison"}]}, None, []),
        ({"profiles": ["https://mamot.fr/@x"]}, None, []),
    ],
)
def test_a_section_that_leads_nowhere_is_said(
    tmp_path: Path, contact: dict[str, Any] | None, office: dict[str, str] | None, codes: list[str]
) -> None:
    findings = [each for each in site(tmp_path, contact, office).findings if each.code.startswith("contact.")]
    assert [each.code for each in findings] == codes
    assert all((each.file, each.severity) == ("site.yaml", Severity.WARNING) for each in findings)


def test_both_languages_say_the_same_things() -> None:
    french, english = (Catalogue(each, [feature.folder / "locale"]) for each in ("fr", "en"))
    for group in ("addresses", "words.contact", "messages.contact"):
        assert french.group(group).keys() == english.group(group).keys()
        assert french.group(group)
