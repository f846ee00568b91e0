"""The code of a transfer: the text of the standard, and what an independent reader reads in the picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pelicasso.kit.testing import render, write_site
from pelicasso_plugins.donations.providers.transfer import epc

IBAN = "FR1420041010050500013M02606"


def test_the_text_is_that_of_the_standard() -> None:
    text = epc(IBAN, "Les Amis du Lavoir", bic="AGRIFRPP", amount="12.34", wording="Don")
    assert text == f"BCD\n002\n1\nSCT\nAGRIFRPP\nLes Amis du Lavoir\n{IBAN}\nEUR12.34\n\n\nDon"


@pytest.mark.parametrize(
    ("name", "wording"),
    [
        ("Les Amis du Lavoir", ""),
        ("L’Été à Nîmes – Œuvres d’à côté", "Don « été » ♥"),
        ("Association pour la sauvegarde des lavoirs, fontaines et puits du canton de la Haute-Vallée", "x" * 200),
        ("Sur\ndeux lignes", "un\ttrait"),
    ],
)
def test_names_and_wordings_keep_to_the_limits(name: str, wording: str) -> None:
    lines = epc(IBAN, name, wording=wording).split("\n")
    assert lines[:5] == ["BCD", "002", "1", "SCT", ""]
    assert 0 < len(lines[5]) <= 70
    assert lines[6] == IBAN
    assert len(lines) <= 11
    assert all(len(each) <= 140 for each in lines)


@pytest.mark.parametrize("holder", ["Les Amis du Lavoir", "L’Été à Nîmes – Œuvres d’à côté"])
@pytest.mark.parametrize("more", ["", ", bic: AGRIFRPP", ", wording: Don pour l’été"])
def test_another_reader_reads_what_the_standard_asks_for(tmp_path: Path, holder: str, more: str) -> None:
    zxing = pytest.importorskip("zxingcpp")
    picture = pytest.importorskip("PIL.Image")
    site = f"organisation: {{name: A}}\ndonations:\n  ways: [transfer: {{iban: {IBAN}, holder: '{holder}'{more}}}]\n"
    page = render(write_site(tmp_path, {}, site)).text("don/index.html")
    read = zxing.read_barcodes(drawn(picture, page))
    bic = "AGRIFRPP" if "bic" in more else ""
    wording = "Don pour l’été" if "wording" in more else ""
    assert [each.text for each in read] == [epc(IBAN, holder, bic=bic, wording=wording)]


def drawn(picture: object, page: str) -> object:
    """The code of the page as a picture, from its path: rows of « h » runs, as segno writes them."""
    svg = re.search(r"<svg.*?</svg>", page, re.S)
    assert svg
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg[0])
    path = re.search(r'd="(M[^"]*)" stroke="#000"|stroke="#000"[^>]*d="(M[^"]*)"', svg[0])
    assert size
    assert path
    image = picture.new("L", (int(size[1]), int(size[2])), 255)  # type: ignore[attr-defined]
    x, y = 0.0, 0.0
    for verb, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[1] or path[2]):
        values = [float(each) for each in re.findall(r"-?\d*\.?\d+", numbers)]
        if verb == "h":
            for at in range(int(x), int(x + values[0])):
                image.putpixel((at, int(y)), 0)
            x += values[0]
        else:
            x, y = (values[0], values[1]) if verb == "M" else (x + values[0], y + values[1])
    return image.resize((image.width * 6, image.height * 6), 0)
