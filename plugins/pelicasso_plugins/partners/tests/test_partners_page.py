from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pelicasso.kit.testing import MINIMAL, Rendered, render, write_site
from pelicasso_plugins.partners.config import level_of

PAGE = "partenaires/index.html"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 9'><path d='M0 0h9v9z'/></svg>"
TOWN = "{name: Ville de Lille, logo: partners/v.svg, link: 'https://lille.example', wording: Soutenu par la Ville}"


def site(folder: Path, levels: str, more: str = "") -> Rendered:
    files: dict[str, str | bytes] = {"partners/v.svg": SVG}
    return render(
        write_site(folder, files, f"{MINIMAL}partners: {{levels: [{levels}]}}\n{more}"), url="https://a.example"
    )


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_a_logo_links_to_the_partner_and_bears_its_name(tmp_path: Path) -> None:
    page = main(site(tmp_path, f"{{level: financeurs, partners: [{TOWN}]}}").text(PAGE))
    assert re.search(r'<a class="partners__logo" href="https://lille.example">.*?<img [^>]*alt="Ville de Lille"', page)
    assert "Avec le soutien de" in page
    assert "Soutenu par la Ville" in page


def test_the_name_stands_where_there_is_no_logo_and_no_link(tmp_path: Path) -> None:
    page = main(site(tmp_path, "{level: partenaires, partners: [L’Écluse]}").text(PAGE))
    assert '<span class="partners__logo">L’Écluse</span>' in page


@pytest.mark.parametrize(
    ("level", "rel"), [("mécènes", ' rel="sponsored"'), ("parrains", ' rel="sponsored"'), ("financeurs", "")]
)
def test_links_that_follow_a_gift_say_so(tmp_path: Path, level: str, rel: str) -> None:
    page = main(site(tmp_path, f"{{level: {level}, partners: [{{name: A, link: 'https://x.example'}}]}}").text(PAGE))
    assert f'href="https://x.example"{rel}>A</a>' in page


def test_levels_and_partners_keep_their_order(tmp_path: Path) -> None:
    levels = "{level: réseaux, partners: [Zut, Alors]}, {level: Ils nous logent, partners: [Port]}, {level: mécènes}"
    page = main(site(tmp_path, levels).text(PAGE))
    found = re.findall(r"<h2[^>]*>(.*?)</h2>|partners__logo\">(.*?)<", page)
    assert [a or b for a, b in found] == ["Nous sommes membres de", "Zut", "Alors", "Ils nous logent", "Port"]


def test_partners_are_thanked_at_home_where_it_is_asked_for(tmp_path: Path) -> None:
    level = f"{{level: financeurs, partners: [{TOWN}]}}"
    page = main(site(tmp_path, level, "home: [news, partners]\n").text("index.html"))
    assert "Merci à celles et ceux qui nous soutiennent" in page
    assert "Soutenu par la Ville" in page
    assert 'href="/partenaires/"' in page


def test_the_page_is_in_the_menu_when_it_tells_more_than_logos(tmp_path: Path) -> None:
    said = site(tmp_path / "a", "{level: partenaires, partners: [{name: A, text: Un don de terre.}]}")
    silent = site(tmp_path / "b", "{level: partenaires, partners: [A]}")
    menus = [made.text("index.html").partition("<main")[0].count("/partenaires/") for made in (said, silent)]
    assert menus == [1, 0]


def test_search_engines_hear_who_funds_the_association(tmp_path: Path) -> None:
    levels = f"{{level: financeurs, partners: [{TOWN}]}}, {{level: mécènes, partners: [Caisse]}}"
    page = site(tmp_path, levels).text("index.html")
    node = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert node["funder"] == [
        {"@type": "Organization", "name": "Ville de Lille", "url": "https://lille.example"},
        {"@type": "Organization", "name": "Caisse"},
    ]


def test_a_missing_logo_is_told_with_its_line(tmp_path: Path) -> None:
    made = site(tmp_path, "{level: mécènes, partners: [{name: A, logo: partners/w.svg}]}")
    told = next(each for each in made.findings if each.code.startswith("missing_picture"))
    assert (told.file, told.line) == ("site.yaml", 3)


def test_nobody_is_told(tmp_path: Path) -> None:
    assert "partners.nobody" in site(tmp_path, "{level: mécènes}").codes


@pytest.mark.parametrize(
    ("said", "level"), [("Mécènes", "patrons"), ("Financeurs publics", "funders"), ("Les amis", "Les amis")]
)
def test_levels_are_named_in_the_words_of_volunteers(said: str, level: str) -> None:
    assert level_of(said) == level


def test_names_and_wordings_are_escaped(tmp_path: Path) -> None:
    page = site(tmp_path, "{level: mécènes, partners: [{name: <b>A, wording: <i>B, text: <u>C}]}").text(PAGE)
    assert not re.search("<b>A|<i>B|<u>C", page)
