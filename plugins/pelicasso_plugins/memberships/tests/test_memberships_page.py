"""How to join: fees, form, paper, and what is said while one can't yet."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pelicasso.kit.testing import Rendered, render, write_site

FORM = "https://www.helloasso.com/associations/lavoir/adhesions/2026"
SITE = """
organisation: {{name: Les Amis du Lavoir}}
site: {{url: "https://lavoir.example"}}
memberships:
  fees: [{{kind: individual, price: 15 €}}, {{kind: reduced, price: "7,50"}}, {{title: Soutien}}]
{more}
"""


def built(folder: Path, more: str, files: dict[str, str] | None = None, day: str = "2026-11-24") -> Rendered:
    return render(write_site(folder, files or {}, SITE.format(more=more)), day=day)


def own(made: Rendered) -> list[str]:
    """What is said of memberships, and of the texts; other rooms speak for themselves."""
    return [each for each in made.codes if "." not in each or each.startswith("memberships.")]


def test_the_page_says_what_it_costs_and_leads_to_the_form(tmp_path: Path) -> None:
    made = built(tmp_path, f"  form: {FORM}")
    page = made.text("adhesion/index.html").replace("\u00a0", " ")
    assert own(made) == []
    for each in ("Une personne", "15 €", "7,50 €", "Prix libre", f'class="button" href="{FORM}"'):
        assert each in page
    assert "frame-src https://www.helloasso.com" in page


def test_before_the_day_nobody_is_led_to_the_form(tmp_path: Path) -> None:
    page = built(tmp_path, f"  form: {FORM}\n  opens: 2026-12-01").text("adhesion/index.html").replace("\u00a0", " ")
    assert "Les adhésions ouvrent le 1er décembre 2026." in page
    assert FORM not in page


def test_a_form_to_print_is_published(tmp_path: Path) -> None:
    made = built(tmp_path, "  paper: documents/bulletin.pdf", {"documents/bulletin.pdf": "%PDF-1.4"})
    assert 'href="/documents/bulletin.pdf"' in made.text("adhesion/index.html")
    assert "documents/bulletin.pdf" in made.files


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("", "memberships.no_way"),
        ("  paper: documents/absent.pdf", "missing_link"),
        ("  formulaire: x", "misspelt_key"),
        ("  form: https://admin.helloasso.com/lavoir", "frame_private"),
    ],
)
def test_what_is_missing_or_wrong_is_told(tmp_path: Path, more: str, code: str) -> None:
    assert code in own(built(tmp_path, more))


def test_a_price_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    site = SITE.format(more="").replace("15 €", "quinze euros")
    made = render(write_site(tmp_path, {}, site))
    assert {(each.file, each.line) for each in made.findings if each.code == "memberships.bad_price"} == {
        ("site.yaml", 5)
    }


def test_the_block_shows_the_fees_in_any_text(tmp_path: Path) -> None:
    made = built(tmp_path, "  send_to: Ici.", {"pages/x.md": "/// join | Rejoignez-nous\n///\n"})
    page = made.text("x/index.html")
    assert "Rejoignez-nous" in page
    assert 'class="button" href="/adhesion/"' in page


def test_machines_read_the_prices(tmp_path: Path) -> None:
    page = built(tmp_path, f"  form: {FORM}").text("adhesion/index.html")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    offers = [each for each in json.loads(found[1])["@graph"] if each["@type"] == "Offer"]
    assert [each["price"] for each in offers] == ["15", "7.50"]


def test_the_form_of_the_example_is_told_and_never_shown_on_the_site_of_another(tmp_path: Path) -> None:
    form = "https://www.helloasso.com/associations/les-mains-vertes-du-canal/adhesions/adhesion-2027"
    made = built(tmp_path, f"  form: {form}")
    assert own(made) == ["memberships.example_form"]
    assert "helloasso.com" not in made.text("adhesion/index.html")
