"""Texts cut for each network, the folder of a text, and the newsletter of a month."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from pelicasso.build.builder import open_room
from pelicasso.kit import Entry
from pelicasso.kit.collection import ARTICLES, TextData
from pelicasso.kit.testing import write_site
from pelicasso.schema import SiteError
from pelicasso_plugins.sharing import digest, pasted
from pelicasso_plugins.sharing.lengths import GSM, PLACES, text_for

SITE = 'organisation: {name: Les Amis du Lavoir}\nsite: {url: "https://lavoir.example"}\n'
FILES = {
    "articles/2026-11-02-lavoir.md": "---\ntitle: Le lavoir est propre\nsummary: Un samedi de soleil.\n---\nTexte.\n",
    "articles/2026-10-02-avant.md": "---\ntitle: Avant\nsummary: Avant cela.\n---\nTexte.\n",
    "events/fete.md": "---\ntitle: Fête « de l’eau »\nstart: 2026-11-28 14:00\nplace: Lavoir\n---\nVenez.\n",
    "events/loin.md": "---\ntitle: Plus tard\nstart: 2027-02-05 14:00\nplace: Lavoir\n---\nVenez.\n",
    "missions/laver.md": "---\ntitle: Laver\ndate: 2026-01-05\naddress: 3 rue Haute, 01000 Bourg\n---\nVenez laver.\n",
}
ADDRESS = "https://lavoir.example/actualites/une-adresse-assez-longue-pour-compter/"


def entry(title: str, summary: str = "") -> Entry:
    made = Entry(ARTICLES, "articles/x.md", TextData(), "/x/", "", 1, title=title)
    made.summary = summary
    return made


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, FILES, SITE)


def room(folder: Path, url: str | None = None) -> pasted.SharingRoom:
    return open_room(folder, "sharing", planned=True, day="2026-11-24", url=url)


@pytest.mark.parametrize("network", PLACES)
@pytest.mark.parametrize("title", ["Court", "Un titre très long, « vraiment » ! " * 12, "🎉" * 300, "جمعية " * 80])
def test_a_text_is_within_the_length_of_its_network(network: str, title: str) -> None:
    place = PLACES[network]
    text = text_for(place, entry(title, "Résumé. " * 60), ADDRESS)
    told, _, address = text.rpartition("\n\n")
    assert (address or text) == ADDRESS
    assert place.count(told) + 2 + (place.address or len(ADDRESS)) <= place.limit


def test_x_counts_signs_by_weight() -> None:
    signs = ("été", "€", "…", "\u202f", "\u00a0", "🎉", "«»’–")
    assert [PLACES["x"].count(each) for each in signs] == [3, 2, 2, 2, 1, 2, 4]


def test_a_text_message_holds_no_sign_that_halves_it() -> None:
    text = text_for(PLACES["sms"], entry("Fête « de l’œuvre » : ça commence à 8 h…"), "https://a.example/")
    assert set(text) <= GSM
    assert text.startswith('Fete " de l\'oeuvre " : ca commence à 8 h...')


def test_the_folder_of_a_text_holds_all_that_is_pasted(site: Path) -> None:
    (told,) = pasted.publish(room(site), ["fete"])
    folder = site / "partage/fete"
    written = {each.name for each in folder.iterdir()}
    assert "14" in told
    assert {"x.txt", "courriel.txt", "texte-alternatif.txt", "affiche.pdf", "1200x630.jpg"} <= written
    for name, size in (("1200x630.jpg", (1200, 630)), ("1080x1080.jpg", (1080, 1080))):
        with Image.open(folder / name) as picture:
            assert picture.size == size
        assert (folder / name).stat().st_size <= 60_000
    assert "Événement. Fête" in (folder / "texte-alternatif.txt").read_text("utf-8")


def test_the_code_of_the_poster_leads_to_the_page(site: Path) -> None:
    list(pasted.publish(room(site), ["fete"]))
    raw = (site / "partage/fete/affiche.pdf").read_bytes()
    box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", raw)
    assert box
    assert [round(float(each) / 72 * 25.4) for each in box.groups()] == [210, 297]
    poster = Image.open(io.BytesIO(raw[raw.index(b"\xff\xd8\xff") :]))
    assert [each.text for each in zxingcpp.read_barcodes(poster)] == ["https://lavoir.example/agenda/fete/"]


def test_a_text_that_is_not_there_and_a_site_without_address_are_told(site: Path) -> None:
    with pytest.raises(SiteError, match="no_such_text"):
        list(pasted.publish(room(site), ["fetes"]))
    with pytest.raises(SiteError, match="no_such_text"):
        list(pasted.publish(room(site), []))
    write_site(site, {}, "organisation: {name: Les Amis du Lavoir}")
    with pytest.raises(SiteError, match="needs_address"):
        list(pasted.publish(room(site), ["fete"]))


def test_a_letter_holds_what_is_of_its_month(site: Path) -> None:
    (told,) = digest.publish(room(site), [], "2026-11")
    html, text = ((site / f"partage/2026-11.{each}").read_text("utf-8") for each in ("html", "txt"))
    assert "3" in told
    for letter in (html, text):
        places = [letter.index(each) for each in ("Le lavoir est propre", "de l’eau", "Laver")]
        assert places == sorted(places)
        assert "Avant" not in letter
        assert "Plus tard" not in letter
        assert "{{unsubscribe_url}}" in letter
    assert "https://lavoir.example/missions/laver/" in text


def test_a_letter_asks_nothing_of_others_and_suits_mail_programs(site: Path) -> None:
    list(digest.publish(room(site), [], "2026-11"))
    html = (site / "partage/2026-11.html").read_text("utf-8")
    links = re.findall(r'(?:href|src)="([^"]+)"', html)
    assert not re.search(r"<(?:link|script|svg|form|picture|section|nav)\b|srcset=|class=", html)
    assert "display:flex" not in html
    assert "var(" not in html
    assert [each for each in links if not each.startswith(("https://lavoir.example/", "{{"))] == []
    assert html.count("<h1") == 1
    assert '<html lang="fr"' in html
    assert len(html) < 90_000


@pytest.mark.parametrize(
    ("month", "code"), [("2026-13", "bad_month"), ("décembre", "bad_month"), ("2020-01", "empty_month")]
)
def test_a_month_that_is_none_or_empty_is_told(site: Path, month: str, code: str) -> None:
    with pytest.raises(SiteError, match=code):
        list(digest.publish(room(site), [], month))
