"""Eject: a file of the look lands where it is looked up first, and nothing that stands there is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.cli import run
from pelicasso.eject.files import eject, listed
from pelicasso.kit.testing import render, write_site
from pelicasso.schema import SiteError

ROOT = Path(__file__).resolve().parents[3]
BASE = ROOT / "themes/base"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, {"articles/2026-01-02-a.md": "---\ntitle: Un article\n---\nx\n"})


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("components/card.html", "templates/components/card.html"),
        ("templates/components/card.html", "templates/components/card.html"),
        ("overrides/templates/components/card.html", "templates/components/card.html"),
        ("byline.html", "templates/components/byline.html"),
        ("article.html", "templates/article.html"),
        ("theme.css", "static/theme.css"),
        ("fr.yaml", "locale/fr.yaml"),
        ("contact.css", "static/contact.css"),
        ("fr/contact.yaml", "locale/fr/contact.yaml"),
        ("slots/footer/contact.html", "templates/slots/footer/contact.html"),
    ],
)
def test_a_file_is_copied_to_where_it_is_looked_up(site: Path, asked: str, path: str) -> None:
    assert eject(site, asked) == f"overrides/{path}"
    source = next(
        each
        for each in (BASE / path, *ROOT.glob(f"plugins/*/contact/{path.replace('fr/contact', 'fr')}"))
        if each.is_file()
    )
    assert (site / "overrides" / path).read_bytes() == source.read_bytes()


def test_the_copy_alone_changes_nothing_and_a_change_in_it_shows(site: Path) -> None:
    before = render(site).text("actualites/a/index.html")
    eject(site, "components/byline.html")
    eject(site, "fr.yaml")
    assert render(site).text("actualites/a/index.html") == before
    (site / "overrides/templates/components/byline.html").write_text(
        "{% macro byline(entry) %}<p>Par nous</p>{% endmacro %}"
    )
    (site / "overrides/locale/fr.yaml").write_text("words:\n  skip: Sauter\n")
    page = render(site).text("actualites/a/index.html")
    assert "<p>Par nous</p>" in page
    assert ">Sauter</a>" in page


def test_the_file_of_the_chosen_look_is_taken(tmp_path: Path) -> None:
    site = write_site(tmp_path, {}, "organisation: {name: A}\ntheme: {name: registre}\n")
    eject(site, "theme.css")
    assert "ledger" in (site / "overrides/static/theme.css").read_text()


def test_what_is_there_already_is_left_alone(site: Path) -> None:
    eject(site, "tags.html")
    mine = site / "overrides/templates/components/tags.html"
    mine.write_text("à moi")
    with pytest.raises(SiteError) as refused:
        eject(site, "tags.html")
    assert refused.value.findings[0].code == "eject_exists"
    assert mine.read_text() == "à moi"
    assert [each.name for each in mine.parent.iterdir()] == ["tags.html"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("components/cards.html", "vouliez-vous templates/components/card.html"),
        ("bylines.html", "templates/components/byline.html"),
        ("zzz", "pelicasso eject tout court"),
        ("contact.yaml", "locale/en/contact.yaml, locale/fr/contact.yaml"),
        ("../site.yaml", "aucun fichier"),
    ],
)
def test_an_unknown_name_gets_the_near_ones(
    site: Path, asked: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["eject", asked, str(site), "--language", "fr"]) == 2
    assert said in capsys.readouterr().err
    assert not (site / "overrides").exists()


def test_without_a_name_all_are_listed(site: Path) -> None:
    lines = listed(site)
    assert any(each.startswith("templates/components/") and "card.html" in each for each in lines)
    assert len(lines) < 30


def test_the_next_step_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eject", "tags.html", str(site)]) == 0
    said = capsys.readouterr().out
    assert "overrides/templates/components/tags.html" in said
    assert "pelicasso serve" in said
    assert run(["eject", "fr.yaml", str(site)]) == 0
    assert "que les mots" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("{% macro tags(links) %}\n{{ linkz }}{% endmacro %}", 2, "linkz"),
        ("{% macro tags(links) %}\n\n{{ links }{% endmacro %}", 3, "unexpected"),
        ("{% macro tags(links) %}\n{{ links.first.title }}{% endmacro %}", 2, "first"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(
    site: Path, written: str, line: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content/articles/2026-01-02-a.md").write_text("---\ntitle: Un article\ntags: [mot]\n---\nx\n")
    eject(site, "components/tags.html")
    (site / "overrides/templates/components/tags.html").write_text(written)
    assert run(["build", str(site), "--language", "fr"]) == 1
    told = capsys.readouterr().err
    assert f"overrides/templates/components/tags.html:{line}: ce modèle de page" in told
    assert said in told
