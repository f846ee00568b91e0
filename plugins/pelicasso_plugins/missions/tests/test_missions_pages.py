"""What visitors get of the missions: lists, pages, the home page's part, the block, the notice."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest

from pelicasso.build.builder import open_room
from pelicasso.kit.qr import qr
from pelicasso.kit.testing import Rendered, render, write_site

SITE = """
organisation:
  name: Les Mains vertes du canal
  address: {street: 14 quai des Péniches, postal_code: "59100", city: Saint-Aubin-sur-Canal}
site: {url: "https://mains-vertes.example"}
home: [{hero: {title: Bonjour}}, missions]
missions:
  platforms: [https://www.francebenevolat.org/mains-vertes, https://asso.example/annonces]
"""
KINDS = {f"missions/{each.name}": each.read_text("utf-8") for each in Path(__file__).parent.glob("kinds/*.md")}
BLOCK = """---
title: Aider
summary: Comment aider.
---
/// missions | Au jardin
domain: Environnement
number: 1
///

/// missions
city: Brest
///
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return render(write_site(tmp_path_factory.mktemp("missions"), {**KINDS, "pages/aider.md": BLOCK}, SITE))


def page(site: Rendered, name: str) -> Any:
    return html5lib.parse(site.text(f"{name}/index.html" if name else "index.html"), namespaceHTMLElements=False)


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def links(element: Any, within: str = ".//main//a") -> dict[str, str]:
    return {words(each): each.get("href") for each in element.findall(within)}


def titles(element: Any) -> list[str]:
    return [words(each) for each in element.findall(".//li[@class='card missions__card']//a")]


def test_the_list_shows_the_open_missions_those_that_close_soonest_first(site: Rendered) -> None:
    shown = titles(page(site, "missions"))
    assert len(shown) == 10
    assert shown[0] == "Jardiner avec les écoles"
    assert "Peindre le local" not in shown
    assert "Préparer le marché de Noël" not in shown


def test_a_card_says_what_where_when_how_much_time_and_until_when(site: Rendered) -> None:
    card = page(site, "missions").find(".//li[@class='card missions__card']")
    assert words(card.find("p")) == "Environnement"
    assert [words(each) for each in card.findall("ul/li")] == [
        "Saint-Aubin-sur-Canal",
        "Du 5 janvier 2027 au 29 juin 2027",
        "2 heures par semaine, le mardi matin",
        "Se proposer jusqu’au 20 décembre 2026",
    ]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("missions/theme/environnement", ["Jardiner avec les écoles", "Nettoyer les berges en famille"]),
        ("missions/lieu/ajaccio", ["Collecter devant les magasins"]),
        (
            "missions/rythme/once",
            ["Collecter devant les magasins", "Monter la fête du canal", "Nettoyer les berges en famille"],
        ),
        ("missions/lieu/lille", []),
        ("missions/theme/culture-loisirs", ["Monter la fête du canal"]),
    ],
)
def test_each_way_through_the_list_is_a_plain_page(site: Rendered, address: str, shown: list[str]) -> None:
    listing = page(site, address)
    assert titles(listing) == shown
    assert links(listing)["Toutes les missions"] == "/missions/"
    assert (
        links(page(site, "missions"), ".//nav//a").items()
        >= {"Environnement (2)": "/missions/theme/environnement/"}.items()
    )


def test_remote_missions_are_a_place_of_their_own(site: Rendered) -> None:
    assert len(titles(page(site, "missions/lieu/a-distance"))) == 3
    assert links(page(site, "missions"), ".//nav//a")["À distance (3)"] == "/missions/lieu/a-distance/"


def test_a_listing_whose_missions_are_all_closed_stays_but_leads_on(site: Rendered) -> None:
    text = site.text("missions/lieu/lille/index.html")
    assert "Aucune mission n’est ouverte" in text
    assert 'content="noindex"' in text
    assert "/missions/lieu/lille/" not in site.text("sitemap.xml") + site.text("missions/index.html")


def test_the_page_has_the_facts_and_one_way_to_apply(site: Rendered) -> None:
    mission = page(site, "missions/zone")
    facts = {words(each.find("dt")): words(each.find("dd")) for each in mission.findall(".//dl/div")}
    assert facts == {
        "Domaine": "Solidarité et insertion",
        "Où": "Dans tout le département du Nord",
        "Quand": "Toute l’année",
        "Temps": "Une heure chaque semaine",
        "Pour aider": "Personnes âgées",
        "Activités": "Visites, Lutte contre l’isolement",
        "Vos frais": "Les trajets, au kilomètre",
    }
    assert [words(each) for each in mission.findall(".//a[@class='button']")] == ["Se proposer", "Écrire un message"]
    assert "Lucie, qui forme les équipes" in words(mission.find(".//section"))
    assert links(mission)["03 53 01 42 17"] == "tel:0353014217"


def test_the_message_is_prepared_and_needs_no_script(site: Rendered) -> None:
    found = urlsplit(links(page(site, "missions/regular"))["Écrire un message"])
    said = parse_qs(found.query)
    assert (found.scheme, found.path) == ("mailto", "benevoles@mains-vertes.example")
    assert said["subject"] == ["Je me propose pour « Jardiner avec les écoles »"]
    body = said["body"][0]
    assert body.startswith("Bonjour,\r\n\r\nLa mission « Jardiner avec les écoles » m’intéresse.\r\n")
    assert "https://mains-vertes.example/missions/regular/" in body


@pytest.mark.parametrize(
    ("name", "label", "href"),
    [
        ("once", "Téléphoner", "tel:0353014217"),
        ("remote", "Remplir le formulaire", "https://mains-vertes.example/formulaire"),
        (
            "platform",
            "Répondre sur JeVeuxAider.gouv.fr",
            "https://www.jeveuxaider.gouv.fr/missions-benevolat/123/atelier",
        ),
    ],
)
def test_other_ways_to_apply(site: Rendered, name: str, label: str, href: str) -> None:
    assert links(page(site, f"missions/{name}"))[label] == href


def test_the_same_offer_elsewhere_and_the_association_s_pages(site: Rendered) -> None:
    elsewhere = links(page(site, "missions/platform"))
    assert elsewhere["France Bénévolat"] == "https://www.francebenevolat.org/annonces/atelier"
    assert elsewhere["Tous Bénévoles"] == "https://www.tousbenevoles.org/annonce/7"
    own = links(page(site, "missions"))
    assert (own["France Bénévolat"], own["asso.example"]) == (
        "https://www.francebenevolat.org/mains-vertes",
        "https://asso.example/annonces",
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("filled", "Cette mission est pourvue. Merci !"),
        ("too-late", "Cette mission est close : on pouvait se proposer jusqu’au 20 novembre 2026."),
    ],
)
def test_a_closed_mission_keeps_its_page_and_leads_on(site: Rendered, name: str, said: str) -> None:
    closed = page(site, f"missions/{name}")
    text = site.text(f"missions/{name}/index.html")
    assert said in words(closed).replace("\u202f", " ").replace("\u00a0", " ")
    assert links(closed)["Voir les missions ouvertes"] == "/missions/"
    assert len(titles(closed)) == 3
    assert "mailto:" not in text
    assert "application/ld+json" not in text
    for file in ("missions/api-engagement.xml", "missions/feed.xml", "sitemap.xml", "plan-du-site/index.html"):
        assert f"/missions/{name}/" not in site.text(file)


def test_a_closed_mission_names_first_what_is_like_it(site: Rendered) -> None:
    assert titles(page(site, "missions/filled"))[:2] == ["Jardiner avec les écoles", "Nettoyer les berges en famille"]


def test_the_home_page_shows_three(site: Rendered) -> None:
    home = page(site, "")
    assert len(titles(home)) == 3
    assert links(home)["Toutes les missions"] == "/missions/"


def test_the_block_shows_what_it_is_asked_for_and_never_nothing(site: Rendered) -> None:
    text = page(site, "aider")
    assert titles(text) == ["Jardiner avec les écoles"]
    assert "Aucune mission n’est ouverte en ce moment." in words(text)
    assert [each.tag for each in text.findall(".//div[@class='prose']//*") if each.tag in ("h2", "h3", "h4")] == [
        "h3",
        "h4",
    ]


def test_the_feed_has_the_open_missions(site: Rendered) -> None:
    feed = ElementTree.fromstring(site.text("missions/feed.xml"))
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 10
    assert 'href="/missions/feed.xml"' in site.text("missions/index.html")


def test_the_notice_holds_the_code_of_the_page_and_a_closed_mission_none(site: Rendered) -> None:
    code = qr("https://mains-vertes.example/missions/regular/", "QR code qui mène à la page de cette mission")
    assert code in site.text("missions/regular/index.html")
    assert "<svg" not in site.text("missions/filled/index.html")


def test_without_an_address_there_is_no_code_no_feed_and_no_structured_data(tmp_path: Path) -> None:
    own = SITE.replace('site: {url: "https://mains-vertes.example"}\n', "")
    rendered = render(write_site(tmp_path, KINDS, own))
    assert not {"missions/api-engagement.xml", "missions/feed.xml"} & rendered.files.keys()
    text = rendered.text("missions/regular/index.html")
    assert "<svg" not in text
    assert "ld+json" not in text


def test_the_feed_for_platforms_can_be_turned_off(tmp_path: Path) -> None:
    short = {"missions/a.md": "---\ntitle: Jardinage\ndate: 2026-11-02\napply: a@b.example\n---\nVenez.\n"}
    loud = render(write_site(tmp_path / "on", short, SITE)).codes
    quiet = render(write_site(tmp_path / "off", short, f"{SITE}  engagement_feed: non\n"))
    assert {"missions.title_of_one_word", "missions.text_too_short", "missions.no_city"} <= {*loud}
    assert [each for each in quiet.codes if each.startswith("missions.")] == []
    assert "missions/api-engagement.xml" not in quiet.files


def test_a_mission_that_ended_says_when_even_after_an_earlier_deadline(tmp_path: Path) -> None:
    head = "---\ntitle: Tenir la caisse\ndeadline: 2026-10-01\nend: 2026-11-01\napply: a@b.example\n---\nVenez.\n"
    rendered = render(write_site(tmp_path, {"missions/caisse.md": head}, SITE))
    assert "Cette mission est terminée depuis le 1er novembre 2026." in rendered.text("missions/caisse/index.html")


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ("status: full", ["missions.none_open"]),
        ("deadline: 2026-12-01", ["missions.last_one_closing"]),
        ("deadline: 2027-02-01", []),
        ("deadline: 2026-11-01", ["missions.deadline_past", "missions.none_open"]),
        ("end: 2026-11-01", ["missions.end_past", "missions.none_open"]),
    ],
)
def test_the_end_of_the_last_mission_is_told(tmp_path: Path, keys: str, codes: list[str]) -> None:
    head = f"---\ntitle: Tenir la caisse\ndate: 2026-11-02\naddress: Lille\napply: a@b.example\n{keys}\n---\n"
    rendered = render(write_site(tmp_path, {"missions/a.md": head + "Venez nous aider au marché. " * 12}, SITE))
    assert sorted(each for each in rendered.codes if each.startswith("missions.")) == codes


def test_a_hidden_mission_has_a_page_alone(tmp_path: Path) -> None:
    head = "---\ntitle: Tenir la caisse\ndate: 2026-11-02\nhidden: oui\napply: a@b.example\n---\nVenez.\n"
    rendered = render(write_site(tmp_path, {"missions/caisse.md": head}, SITE))
    assert "mailto:a@b.example" in rendered.text("missions/caisse/index.html")
    for file in ("missions/index.html", "missions/feed.xml", "missions/api-engagement.xml", "index.html"):
        assert "caisse" not in rendered.text(file)


def test_what_cards_and_messages_say_of_a_mission(tmp_path: Path) -> None:
    site = write_site(tmp_path, KINDS, SITE)
    entries = {each.file: each for each in open_room(site, "missions", planned=True, day="2026-11-24").entries}
    regular = entries["missions/regular.md"]
    assert (regular.card.kicker, regular.card.title) == ("Mission bénévole", "Jardiner avec les écoles")
    assert regular.card.facts[0] == "Saint-Aubin-sur-Canal"
    assert regular.sentence(60) == "Jardiner avec les écoles, Saint-Aubin-sur-Canal, Du 5…"
    assert entries["missions/filled.md"].kicker == "Mission pourvue"


def test_the_structured_data_of_an_open_mission_is_whole(site: Rendered) -> None:
    text = site.text("missions/regular/index.html")
    graph = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])["@graph"]
    assert [each["@type"] for each in graph] == ["JobPosting", "NGO"]
