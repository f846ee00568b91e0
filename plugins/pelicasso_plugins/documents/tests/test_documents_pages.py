from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pelicasso.kit.testing import MINIMAL, Rendered, render, write_site
from pelicasso.schema.size import weight
from pelicasso_plugins.documents.shelves import chunks

PAGE = "documents/index.html"


def site(folder: Path, files: dict[str, str | bytes], section: str = "") -> Rendered:
    return render(write_site(folder, files, MINIMAL + section))


def links(page: str) -> list[str]:
    return re.findall(r'<a href="(/documents/[^"/]+/?[^"]*\.\w+)"', page)


def test_a_link_says_what_comes_before_the_click(tmp_path: Path) -> None:
    made = site(tmp_path, {"documents/PV AG 2025.odt": "x" * 31_000})
    title = "Procès-verbal de l’assemblée générale 2025 <small>(ODT, 31 Ko)</small>"
    assert f'<a href="/documents/pv-ag-2025.odt">{title}</a>' in made.text(PAGE)
    assert made.files["documents/pv-ag-2025.odt"] == tmp_path / "content/documents/PV AG 2025.odt"


def test_the_file_beside_it_wins_over_the_name(tmp_path: Path) -> None:
    note = "title: Comptes relus\nkind: comptes\nyear: 2019\nlanguage: en\nsummary: Relus par le bureau.\n"
    made = site(tmp_path, {"documents/pv.txt": "x", "documents/pv.txt.yaml": note})
    page = made.text(PAGE)
    assert 'hreflang="en">Comptes relus 2019 <small>(TXT, 1 Ko, en anglais)</small>' in page
    assert "Relus par le bureau." in page
    assert 'id="documents-accounts"' in page


def test_a_draft_is_not_published(tmp_path: Path) -> None:
    made = site(tmp_path, {"documents/a.txt": "x", "documents/b.txt": "x", "documents/b.txt.yaml": "draft: oui"})
    assert "documents/a.txt" in made.files
    assert "documents/b.txt" not in made.files


def test_a_mistake_in_the_file_beside_is_told_with_its_line(tmp_path: Path) -> None:
    made = site(tmp_path, {"documents/a.txt": "x", "documents/a.txt.yaml": "title: A\ngenre: PV\n"})
    told = next(each for each in made.findings if each.code == "misspelt_key")
    assert (told.file, told.line, told.values["nearest"]) == ("content/documents/a.txt.yaml", 2, "kind")


def test_an_unknown_kind_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    made = site(tmp_path, {"documents/a.txt": "x", "documents/a.txt.yaml": "kind: plaquette"})
    told = next(each for each in made.findings if each.code == "documents.unknown_kind")
    assert (told.line, told.values["value"]) == (1, "plaquette")


def test_a_page_that_says_the_same_is_linked_and_silences_the_advice(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "documents/statuts.doc": "x",
        "documents/statuts.doc.yaml": "accessible_version: pages/statuts.md",
        "pages/statuts.md": "# Statuts\n\nArticle 1.",
    }
    made = site(tmp_path, files)
    assert '<a class="more" href="/statuts/">Lire en ligne\u00a0: Statuts</a>' in made.text(PAGE)
    assert "documents.old_format" not in made.codes


def test_two_files_of_one_address_stop_the_build(tmp_path: Path) -> None:
    made = site(tmp_path, {"documents/Été.txt": "x", "documents/ete.txt": "y"})
    assert "same_address" in made.codes
    assert made.files == {}


def test_what_a_browser_would_run_is_not_published(tmp_path: Path) -> None:
    made = site(tmp_path, {"documents/a.txt": "x", "documents/page.html": "<script>1</script>"})
    assert "documents/page.html" not in made.files
    assert "documents.left_out" in made.codes


def test_many_documents_have_pages_of_their_own_and_each_stands_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"documents/{2026 - n // 5}-0{n % 5 + 1}-12 PV CA.txt": str(n) for n in range(130)}
    made = site(tmp_path, files | {"documents/statuts.txt": "x"})
    shelf = "documents/proces-verbaux-et-comptes-rendus"
    pages = [made.text(f"{shelf}/index.html"), *(made.text(f"{shelf}/page/{n}/index.html") for n in range(2, 6))]
    shown = [link for page in pages for link in links(page)]
    assert len(shown) == len(set(shown)) == 130
    assert f"{shelf}/page/6/index.html" not in made.files
    assert len(links(made.text(PAGE))) == 5
    assert "les 130 documents" in made.text(PAGE)
    assert f'href="/{shelf}/page/5/#y2001"' in pages[0]
    assert 'id="y2001"' in pages[4]


def test_a_year_too_long_for_a_page_goes_on(tmp_path: Path) -> None:
    made = site(tmp_path, {f"documents/Presse/coupure {n} 2024.txt": "x" for n in range(45)})
    assert 'id="y2024"' in made.text("documents/presse/page/2/index.html")
    assert chunks(()) == ()


@pytest.mark.parametrize(
    ("option", "count"), [("kind: PV", 2), ("kind: minutes\ncount: 1", 1), ("year: 2024", 1), ("kind: bulletins", 1)]
)
def test_the_block_shows_some_documents(tmp_path: Path, option: str, count: int) -> None:
    files: dict[str, str | bytes] = {
        "documents/PV AG 2024.txt": "x",
        "documents/PV AG 2025.txt": "x",
        "documents/Bulletins/mars.txt": "x",
        "pages/ag.md": f"# AG\n\n/// documents | Les derniers\n{option}\n///\n",
    }
    page = site(tmp_path, files).text("ag/index.html")
    assert "<h3>Les derniers</h3>" in page
    assert len(links(page)) == count


def test_a_block_without_documents_is_told_with_its_line(tmp_path: Path) -> None:
    made = site(tmp_path, {"documents/a.txt": "x", "pages/ag.md": "# AG\n\n/// documents\nkind: statuts\n///\n"})
    told = next(each for each in made.findings if each.code == "documents.block_empty")
    assert (told.file, told.line, told.values["known"]) == ("content/pages/ag.md", 3, "Autres documents")


def test_titles_of_the_site_are_escaped(tmp_path: Path) -> None:
    made = site(tmp_path, {"documents/a.txt": "x", "documents/a.txt.yaml": "title: <b>x</b>"})
    assert "<b>x" not in made.text(PAGE)


def test_a_picture_says_the_weight_of_what_is_published(tmp_path: Path) -> None:
    photo = BytesIO()
    Image.effect_noise((900, 900), 80).save(photo, "PNG")
    made = site(tmp_path, {"documents/plan du jardin.png": photo.getvalue()})
    (published,) = (each for name, each in made.files.items() if "plan-du-jardin" in name)
    assert isinstance(published, Path)
    said = weight(published.stat().st_size, "fr")
    assert said != weight(len(photo.getvalue()), "fr")
    assert f", {said})</small>" in made.text(PAGE)
