"""What visitors see of donations: the button, the page, campaigns, the block; and what machines read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pelicasso.kit.testing import Rendered, render, write_site

SITE = """
organisation: {name: Les Amis du Lavoir, address: {street: 1 rue Haute, postal_code: "01000", city: Bourg}}
site: {url: "https://lavoir.example"}
donations:
  ways: ["https://www.helloasso.com/associations/lavoir/formulaires/1", cheque]
  uses: [{share: 60 %, label: Le toit}, {share: 40, label: Les murs}]
  places: [header_action, article_end, home_section]
"""
CAMPAIGN = "---\ntitle: Un toit\ntarget: 3 000\ncollected: 1 840,50\ndonors: 57\nend: {end}\n---\nDes tuiles.\n"


def built(folder: Path, files: dict[str, str] | None = None, site: str = SITE, day: str = "2026-11-24") -> Rendered:
    return render(write_site(folder, files or {}, site), day=day)


def own(made: Rendered) -> list[str]:
    """What is said of donations, and of the texts; other rooms speak for themselves."""
    return [each for each in made.codes if "." not in each or each.startswith("donations.")]


def test_two_clicks_lead_from_any_page_to_the_payment(tmp_path: Path) -> None:
    made = built(tmp_path, {"articles/2026-01-01-un.md": "# Un\n\nTexte.\n"})
    for name in ("index.html", "actualites/un/index.html", "404.html"):
        assert '<a class="button" href="/don/">Faire un don</a>' in made.text(name)
    assert '<a class="button" href="https://www.helloasso.com/' in made.text("don/index.html")


def test_the_button_stands_where_it_is_wanted(tmp_path: Path) -> None:
    places = "places: [header_action, article_end, home_section]"
    site = SITE.replace(places, "places: [article_end]")
    made = built(tmp_path, {"articles/2026-01-01-un.md": "# Un\n\nTexte.\n"}, site)
    assert '<div class="admonition">' in made.text("actualites/un/index.html")
    assert 'class="button" href="/don/"' not in made.text("index.html")
    assert "donations.not_reached" not in made.codes


def test_no_page_but_that_of_donations_names_the_host_of_the_frame(tmp_path: Path) -> None:
    made = built(tmp_path)
    named = [name for name, each in made.files.items() if isinstance(each, bytes) and b"frame-src https" in each]
    assert named == ["don/index.html"]
    assert "<iframe" not in made.text("don/index.html")


def test_uses_are_a_table(tmp_path: Path) -> None:
    page = built(tmp_path).text("don/index.html")
    assert re.search(r'<th scope="row">Le toit</th><td><span>60\W+%</span>', page)


def test_uses_that_are_no_whole_are_refused(tmp_path: Path) -> None:
    assert own(built(tmp_path, site=SITE.replace("60 %", "70 %"))) == ["donations.uses_not_a_whole"]


@pytest.mark.parametrize(
    ("end", "said"),
    [("2026-12-31", "Encore 37 jours"), ("2026-11-24", "C’est le dernier jour"), ("2026-11-23", "Campagne terminée")],
)
def test_a_campaign_says_how_far_it_is_and_when_it_ends(tmp_path: Path, end: str, said: str) -> None:
    page = built(tmp_path, {"campaigns/toit.md": CAMPAIGN.format(end=end)}).text("don/toit/index.html")
    plain = page.replace("\u202f", " ").replace("\u00a0", " ")
    assert said in plain
    assert "1 840,50 € collectés sur 3 000 €, soit 61 %" in plain
    assert "57 personnes ont donné" in plain
    assert ("Participer à cette campagne" in plain) is (end >= "2026-11-24")


def test_a_campaign_that_is_over_asks_for_thanks(tmp_path: Path) -> None:
    over = {"campaigns/toit.md": CAMPAIGN.format(end="2026-11-01")}
    assert "donations.campaign_over" in built(tmp_path / "a", over).codes
    assert "donations.campaign_stale" in built(tmp_path / "b", over, day="2027-11-24").codes
    thanked = {"campaigns/toit.md": CAMPAIGN.format(end="2026-11-01\nthanks: Le toit est refait")}
    made = built(tmp_path / "c", thanked)
    assert own(made) == []
    assert "Le toit est refait" in made.text("don/toit/index.html")


def test_more_than_the_target_is_said_and_the_bar_is_full(tmp_path: Path) -> None:
    text = CAMPAIGN.format(end="2026-12-31").replace("1 840,50", "4 500")
    page = built(tmp_path, {"campaigns/toit.md": text}).text("don/toit/index.html")
    assert 'value="100"' in page
    assert re.search(r"soit 150\W+%", page)


def test_what_was_fetched_stands_beside_the_campaign(tmp_path: Path) -> None:
    text = CAMPAIGN.format(end="2026-12-31").replace("collected: 1 840,50\ndonors: 57\n", "")
    note = 'collected: "12.50"\ndonors: 1\n'
    page = built(tmp_path, {"campaigns/toit.md": text, "campaigns/toit.md.yaml": note}).text("don/toit/index.html")
    assert "12,50" in page
    assert "1 personne a donné" in page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("objectif: 3000", "misspelt_key"),
        ("target: beaucoup", "donations.bad_amount"),
        ("start: 2026-12-01\nend: 2026-11-01", "donations.campaign_ends_before"),
        ("link: n’importe quoi", "frame_no_address"),
    ],
)
def test_mistakes_in_a_campaign_are_told(tmp_path: Path, front: str, code: str) -> None:
    made = built(tmp_path, {"campaigns/toit.md": f"---\ntitle: Un toit\n{front}\n---\n"})
    assert own(made) == [code]
    assert {each.file for each in made.findings if each.code == code} == {"content/campaigns/toit.md"}


def test_the_block_shows_a_campaign_in_any_text(tmp_path: Path) -> None:
    files = {
        "campaigns/toit.md": CAMPAIGN.format(end="2026-12-31"),
        "pages/aide.md": "/// donate | Aidez le toit\ncampaign: toit\n///\n",
        "articles/2026-01-01-un.md": "Texte.\n\n/// donate\n///\n",
    }
    made = built(tmp_path, files)
    assert own(made) == []
    assert 'href="/don/toit/">Faire un don</a>' in made.text("aide/index.html")
    assert "///" not in made.text("feed.xml")
    assert "https://lavoir.example/don/" in made.text("feed.xml")


def test_a_block_that_names_no_campaign_is_told_with_its_line(tmp_path: Path) -> None:
    made = built(tmp_path, {"pages/aide.md": "Un.\n\n/// donate\ncampaign: tuile\n///\n"})
    (found,) = (each for each in made.findings if each.code.startswith("donations."))
    assert (found.code, found.file, found.line) == ("donations.unknown_campaign", "content/pages/aide.md", 3)


def test_machines_read_how_to_give(tmp_path: Path) -> None:
    page = built(tmp_path).text("index.html")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    action = json.loads(found[1])["potentialAction"]
    assert action["@type"] == "DonateAction"
    assert action["target"]["urlTemplate"].startswith("https://www.helloasso.com/")
    assert action["recipient"] == {"@id": "https://lavoir.example/#organisation"}


@pytest.mark.parametrize(("day", "is_shown"), [("2026-11-24", True), ("2026-11-25", False)])
def test_a_label_is_shown_until_its_last_day(tmp_path: Path, day: str, is_shown: bool) -> None:
    label = "labels: [{name: IDEAS, proof: 'https://ideas.example/x', until: 2026-11-24}]"
    site = SITE.replace("{name: Les Amis du Lavoir, ", "{name: Les Amis du Lavoir, " + label + ", ")
    assert ("https://ideas.example/x" in built(tmp_path, site=site, day=day).text("don/index.html")) is is_shown
