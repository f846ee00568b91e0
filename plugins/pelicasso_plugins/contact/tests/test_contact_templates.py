"""What visitors, and robots, get of `contact:`: the page, the home page's part and the footer's."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest
from jinja2 import ChoiceLoader, DictLoader
from yaml import BaseLoader, load

from pelicasso.kit.assets import Assets
from pelicasso.kit.locale import Words
from pelicasso.kit.renderer import environment
from pelicasso.schema import Severity
from pelicasso.site.catalogue import Catalogue
from pelicasso.site.model import Site
from pelicasso.site.reader import read_site
from pelicasso_plugins.contact import feature

EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")
LAYOUT = "<h1>{{ document }}</h1>{% block content %}{% endblock %}"
EXAMPLES = load((feature.folder / "examples.yaml").read_text("utf-8"), BaseLoader)
TEMPLATES = ("contact/page.html", "slots/home_section/contact.html", "slots/footer/contact.html")
OFFICE = "address: {street: 4 quai de la Loire, postal_code: '75019', city: Paris}"


def site(folder: Path, contact: str, organisation: str = "", language: str = "fr") -> Site:
    lines = (
        f"organisation: {{name: Les Mains vertes, {organisation}}}",
        f"site: {{language: {language}}}",
        f"contact: {contact}",
    )
    (folder / "site.yaml").write_text("\n".join(lines), "utf-8")
    return read_site(folder, {"contact": feature.section}, day="2026-11-24")[0]


def words_of(site: Site) -> Words:
    return Words(site.language, [feature.folder / "locale"])


def render(site: Site, template: str = "contact/page.html") -> str:
    made = environment(site, words_of(site), Assets([feature.folder / "static"], ""), [feature.folder / "templates"])
    assert made.loader is not None
    made.loader = ChoiceLoader([made.loader, DictLoader({"layouts/text.html": LAYOUT})])
    return made.get_template(template).render(site=site, section=site.sections["contact"], document="Contact")


def text(markup: str) -> str:
    """What is left without tags, hidden parts included: what most harvesters read."""
    return "".join(html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False).itertext())


def people(markup: str) -> str:
    """What is left without the hidden parts: what people read and copy."""
    return text(re.sub(r"<span hidden>.*?</span>", "", markup))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_example_is_well_formed(tmp_path: Path, name: str, template: str, language: str) -> None:
    shown = render(site(tmp_path, str(EXAMPLES[name]["contact"]), language=language), template)
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(shown)
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', shown)) <= set(ids)


@pytest.mark.parametrize(
    "address", ["bonjour@mains-vertes.example", "a+b.c@sous.mains-vertes.example", "é@été.example"]
)
@pytest.mark.parametrize("template", TEMPLATES)
def test_robots_find_no_email_address(tmp_path: Path, address: str, template: str) -> None:
    shown = render(site(tmp_path, f"{{email: '{address}', phone: '3919'}}"), template)
    for read in (shown, text(shown), re.sub(r"<[^>]*>", "", shown)):
        for decoded in (read, html.unescape(read), unquote(html.unescape(read)), re.sub(r"\s", "", read)):
            assert not EMAIL.search(decoded)
            assert "mailto:" not in decoded


def test_people_read_the_email_address(tmp_path: Path) -> None:
    shown = render(site(tmp_path, "{email: bonjour@mains-vertes.example}"))
    assert "bonjour@mains-vertes.example" in people(shown)


def test_a_public_email_address_is_a_plain_link_and_needs_no_script(tmp_path: Path) -> None:
    shown = render(site(tmp_path, "{email: bonjour@mains-vertes.example, email_public: oui}"))
    assert 'href="mailto:bonjour@mains-vertes.example"' in shown
    assert "<script" not in shown


def test_the_registered_office_is_shown_when_contact_has_no_address(tmp_path: Path) -> None:
    own = "{address: {street: 1 rue du Port, city: Lille}}"
    assert "4 quai de la Loire" in render(site(tmp_path, "{phone: '3919'}", OFFICE))
    assert "4 quai de la Loire" not in render(site(tmp_path, own, OFFICE))


def test_a_belgian_number_is_not_given_the_french_code(tmp_path: Path) -> None:
    belgian = "address: {city: Namur, country: BE}"
    assert 'href="tel:0470001234"' in render(site(tmp_path, "{phone: 0470 00 12 34}", belgian))


def test_profiles_say_that_they_are_ours(tmp_path: Path) -> None:
    shown = render(site(tmp_path, "{profiles: ['https://mamot.fr/@mainsvertes']}"))
    assert '<a href="https://mamot.fr/@mainsvertes" rel="me">Mastodon</a>' in shown


def test_texts_of_the_site_are_escaped(tmp_path: Path) -> None:
    shown = render(site(tmp_path, "{hours: <b>14 h</b>, access: <script>x</script>}"))
    assert "<b>" not in shown
    assert "<script>" not in shown


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    shown = render(site(tmp_path, str(EXAMPLES["complete"]["contact"])))
    assert not re.search(r'(?:src|action|data)="https?:', shown)
    assert "<iframe" not in shown


def test_the_other_parts_lead_to_the_page(tmp_path: Path) -> None:
    made = site(tmp_path, "{phone: '3919'}")
    (page,) = feature.pages(made, words_of(made))
    assert page.address == "/contact/"
    for template in TEMPLATES[1:]:
        assert f'href="{page.address}"' in render(made, template)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_whose_contact_it_is(tmp_path: Path, language: str) -> None:
    made = site(tmp_path, "{phone: '3919'}", language=language)
    (page,) = feature.pages(made, words_of(made))
    assert "Les Mains vertes" in page.description
    assert page.title in {"Nous contacter", "Contact us"}


@pytest.mark.parametrize(
    ("contact", "organisation", "codes"),
    [
        ("{hours: sur rendez-vous}", "", ["contact.nothing_to_show"]),
        ("", "", ["contact.nothing_to_show"]),
        ("", OFFICE, []),
        ("{phone: '3919'}", "", []),
        ("{profiles: ['https://mamot.fr/@x']}", "", []),
    ],
)
def test_a_section_that_leads_nowhere_is_said(
    tmp_path: Path, contact: str, organisation: str, codes: list[str]
) -> None:
    made = site(tmp_path, contact, organisation)
    findings = [finding for check in feature.checks for finding in check(made)]
    assert [each.code for each in findings] == codes
    assert all((each.file, each.line, each.severity) == ("site.yaml", 3, Severity.WARNING) for each in findings)


def test_both_languages_say_the_same_things() -> None:
    french, english = (Catalogue(each, [feature.folder / "locale"]) for each in ("fr", "en"))
    for group in ("addresses", "words.contact", "messages.contact"):
        assert french.group(group).keys() == english.group(group).keys()
        assert french.group(group)
