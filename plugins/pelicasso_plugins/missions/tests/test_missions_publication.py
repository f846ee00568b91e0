"""The folder of texts to paste: within the lengths of forms, whole, and never written without being asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pelicasso.build.builder import open_room
from pelicasso.kit.testing import write_site
from pelicasso.schema import SiteError
from pelicasso_plugins.missions.commands import commands
from pelicasso_plugins.missions.description import cut
from pelicasso_plugins.missions.platforms import PLATFORMS
from pelicasso_plugins.missions.publication import LONG, SHORT, TITLE, long_of, short_of, text_for, title_of
from pelicasso_plugins.missions.tests.conftest import TEXT, Make, made

SITE = """
organisation: {name: Les Mains vertes du canal}
site: {url: "https://mains-vertes.example"}
missions: {platforms: [https://www.diffuz.com/mains-vertes]}
"""
HEAD = "---\ntitle: Jardiner avec les écoles\ndate: 2026-11-02\naddress: Lille\napply: a@b.example\n"
KINDS = {f"missions/{each.name}": each.read_text("utf-8") for each in Path(__file__).parent.glob("kinds/*.md")}


def run(site: Path, *words: str) -> list[str]:
    room = open_room(site, "missions", planned=True, day="2026-11-24")
    return list(commands[0].run(room, words))


@given(st.text(st.sampled_from("abc é.!…\n"), max_size=400), st.integers(20, 200))
def test_a_text_that_is_cut_fits_and_begins_the_same(text: str, limit: int) -> None:
    said = cut(text, limit)
    assert len(said) <= limit
    assert text.startswith(said.removesuffix("…"))


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(1, 30))
def test_the_texts_fit_the_forms(many: int, long: int) -> None:
    mission = made({"title": "Jardiner avec les écoles " * long, "skills": ["Calme"] * many}, f"{TEXT} " * many)
    assert 0 < len(title_of(mission)) <= TITLE
    assert 0 < len(short_of(mission)) <= SHORT
    assert 0 < len(long_of(mission)) <= LONG
    assert long_of(mission).endswith("https://mains-vertes.example/missions/jardiner/")


def test_a_text_has_all_that_a_form_asks_for(make: Make) -> None:
    mission = make(
        {
            "summary": "Venez au jardin.",
            "schedule": "2 heures par semaine",
            "start": "2027-01-05",
            "deadline": "2026-12-20",
            "contact": {"name": "Lucie", "phone": "03 53 01 42 17"},
            "also_on": "https://www.diffuz.com/offre",
        }
    )
    texts = {each.name: text_for(mission, each) for each in PLATFORMS}
    assert "L’annonce y est déjà : https://www.diffuz.com/offre" in texts["Diffuz"]
    assert "L’annonce y est déjà" not in texts["Bénénova"]
    parts = texts["Diffuz"].split("\n\n")
    assert parts[1] == "TITRE (24 signes, 80 au plus)\nJardiner avec les écoles"
    assert parts[2] == "TEXTE COURT (16 signes, 160 au plus)\nVenez au jardin."
    assert "DATES\nÀ partir du 5 janvier 2027\n2 heures par semaine\nSe proposer jusqu’au 20 décembre 2026" in parts
    assert "LIEU\nLille" in parts
    assert "CONTACT\nLucie\n03 53 01 42 17\na@b.example" in parts
    assert parts[-1] == "PAGE DE LA MISSION\nhttps://mains-vertes.example/missions/jardiner/\n"


def test_the_command_writes_a_folder_for_each_open_mission(tmp_path: Path) -> None:
    said = run(write_site(tmp_path, KINDS, SITE))
    folders = sorted(each.name for each in (tmp_path / "missions-a-publier").iterdir())
    assert len(folders) == len(said) == 10
    assert "filled" not in folders
    files = sorted(each.name for each in (tmp_path / "missions-a-publier/regular").iterdir())
    assert files == sorted(f"{each.host}.txt" for each in PLATFORMS)
    assert said[0] == "Jardiner avec les écoles\u00a0: 5 fichiers dans missions-a-publier/regular"


@pytest.mark.parametrize("word", ["jardiner", "jardiner.md", "content/missions/jardiner.md"])
def test_one_mission_may_be_named_with_its_picture(tmp_path: Path, word: str) -> None:
    head = f"{HEAD}picture: {{file: photo.jpg, alt: Un jardin.}}\n---\n"
    site = write_site(tmp_path, {"missions/jardiner.md": head + TEXT, "missions/autre.md": f"{HEAD}---\n{TEXT}"}, SITE)
    Image.new("RGB", (1200, 800), "green").save(site / "content/missions/photo.jpg")
    run(site, word)
    (folder,) = (site / "missions-a-publier").iterdir()
    assert folder.name == "jardiner"
    with Image.open(folder / "image.jpg") as picture:
        assert picture.width > 400


def test_a_mission_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"missions/jardiner.md": f"{HEAD}---\n{TEXT}"}, SITE)
    with pytest.raises(SiteError) as problem:
        run(site, "jardinier")
    assert problem.value.exit_code == 2
    assert problem.value.findings[0].values == {"value": "jardinier", "known": "jardiner"}
    assert not (site / "missions-a-publier").exists()
