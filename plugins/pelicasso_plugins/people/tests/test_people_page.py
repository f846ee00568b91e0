from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pelicasso.build.builder import render_site
from pelicasso.kit.testing import MINIMAL, Rendered, render, write_site
from pelicasso_plugins.people.groups import group_of
from pelicasso_plugins.people.persons import initials

PAGE = "equipe/index.html"
TWO = "people: {groups: [{group: bureau, people: [{name: Ana Souza, role: chair}, Bruno Petit]}]}\n"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"


def site(folder: Path, section: str = "", files: dict[str, str | bytes] | None = None, **more: Any) -> Rendered:
    return render(write_site(folder, files or {}, MINIMAL + section), **more)


def persons(page: str) -> list[str]:
    return re.findall(r'<li class="people__person" id="([^"]+)"', page)


def person(title: str, *lines: str, body: str = "") -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", body))


def test_a_list_alone_makes_the_page(tmp_path: Path) -> None:
    page = site(tmp_path, TWO).text(PAGE)
    assert persons(page) == ["ana-souza", "bruno-petit"]
    assert "Le bureau" in page
    assert "Présidence" in page
    assert '<span class="people__initials" aria-hidden="true">AS</span>' in page


def test_texts_follow_the_list_in_the_order_that_they_give(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "people/a.md": person("Zoé Ali", "group: bureau", "order: 2"),
        "people/b.md": person("Yann Le Goff", "group: bureau", "order: 1"),
        "people/c.md": person("Xia Li", "group: bureau"),
    }
    assert persons(site(tmp_path, TWO, files).text(PAGE)) == [
        "ana-souza", "bruno-petit", "yann-le-goff", "zoe-ali", "xia-li",
    ]  # fmt: skip


def test_the_folder_alone_opens_the_room(tmp_path: Path) -> None:
    assert persons(site(tmp_path, "", {"people/a.md": person("Zoé Ali")}).text(PAGE)) == ["zoe-ali"]


def test_a_page_of_ones_own_needs_a_text(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "people/ana.md": person("Ana Souza", "role: Animation", body="Elle a planté la haie."),
        "people/bruno.md": person("Bruno Petit"),
        "pages/qui.md": "# Qui\n\n[Ana](../people/ana.md) et [Bruno](../people/bruno.md).",
    }
    made = site(tmp_path, "", files)
    assert "Elle a planté la haie." in made.text("equipe/ana/index.html")
    assert "equipe/bruno/index.html" not in made.files
    assert '<a href="/equipe/ana/">Ana Souza</a>' in made.text(PAGE)
    assert 'href="/equipe/#bruno-petit"' in made.text("qui/index.html")


def test_a_portrait_is_found_beside_the_text_and_only_decorates(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"people/ana.md": person("Ana Souza", "picture: ana.svg"), "people/ana.svg": SVG}
    page = site(tmp_path, "", files).text(PAGE)
    assert re.search(r'<img class="people__portrait" src="/[^"]*ana[^"]*\.svg"[^>]* alt=""', page)
    assert "people__initials" not in page.partition("<main")[2]


def test_many_names_alone_become_a_plain_list(tmp_path: Path) -> None:
    names = ", ".join(f"Personne {n}" for n in range(20))
    page = site(tmp_path, f"people: {{groups: [{{group: bénévoles, people: [{names}]}}]}}\n").text(PAGE)
    assert persons(page) == []
    assert page.count('<li id="personne-') == 20


def test_two_people_of_one_name_have_two_places(tmp_path: Path) -> None:
    page = site(tmp_path, "people: {groups: [{group: CA, people: [Ana Souza, Ana Souza]}]}\n").text(PAGE)
    assert persons(page) == ["ana-souza", "ana-souza-2"]


def test_hidden_and_drafts_are_not_shown(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "people/a.md": person("Ana Souza", "hidden: oui"),
        "people/b.md": person("Bruno Petit", "draft: oui"),
        "people/c.md": person("Chloé Roy"),
    }
    assert persons(site(tmp_path, "", files).text(PAGE)) == ["chloe-roy"]


def test_people_are_members_of_the_association(tmp_path: Path) -> None:
    page = site(tmp_path, TWO, url="https://lavoir.example").text(PAGE)
    graph = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])["@graph"]
    ana = next(each for each in graph if each.get("name") == "Ana Souza")
    assert ana == {
        "@type": "Person",
        "name": "Ana Souza",
        "jobTitle": "Présidence",
        "memberOf": {"@id": "https://lavoir.example/#organisation"},
    }


@pytest.mark.parametrize(("said", "group"), [
    ("Bureau", "board"), ("conseil d’administration", "board"), ("salariés", "staff"), ("Bénévoles", "volunteers"),
    ("Portrait d’honneur", "honour"), ("Les jardins", "Les jardins"),
])  # fmt: skip
def test_groups_are_named_in_the_words_of_volunteers(said: str, group: str) -> None:
    assert group_of(said) == group


@pytest.mark.parametrize(("name", "letters"), [
    ("Ana Souza", "AS"), ("Jean-Luc de La Tour", "JT"), ("Idriss N’Diaye", "ID"), ("Zoé", "Z"), ("Élise d’Orval", "ÉO"),
    ("", ""),
])  # fmt: skip
def test_initials_pass_over_particles(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(("role", "is_told"), [
    ("Président(e)", True), ("trésorier·ère", True), ("coordinateur/trice", True), ("Animateur(trice)s", True),
    ("bénévole.s", True), ("Présidente", False), ("Présidence", False), ("Trésorerie (depuis 2019)", False),
    ("Secrétariat / accueil", False), ("M. le maire", False),
])  # fmt: skip
def test_roles_that_are_hard_to_hear_are_told(tmp_path: Path, role: str, is_told: bool) -> None:
    made = site(tmp_path, "", {"people/a.md": person("Ana Souza", f'role: "{role}"')})
    told = [each for each in made.findings if each.code == "people.both_forms"]
    assert [(each.file, each.line) for each in told] == [("content/people/a.md", 3)] * is_told


def test_a_name_that_stands_twice_is_told(tmp_path: Path) -> None:
    made = site(tmp_path, TWO, {"people/a.md": person("Ana Souza")})
    told = next(each for each in made.findings if each.code == "people.twice")
    assert (told.file, told.values["other"]) == ("content/people/a.md", "site.yaml")


def test_nobody_is_told(tmp_path: Path) -> None:
    assert "people.nobody" in site(tmp_path, "people: {}\n").codes


def test_the_block_shows_a_group(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"pages/ca.md": "# CA\n\n/// people | Qui décide\ngroup: bureau\ncount: 1\n///\n"}
    page = site(tmp_path, TWO, files).text("ca/index.html").partition("<main")[2]
    assert "<h3>Qui décide</h3>" in page
    assert ("Ana Souza" in page, "Bruno Petit" in page) == (True, False)


def test_a_block_of_a_group_without_anybody_is_told(tmp_path: Path) -> None:
    made = site(tmp_path, TWO, {"pages/ca.md": "# CA\n\n/// people\ngroup: salariés\n///\n"})
    told = next(each for each in made.findings if each.code == "people.block_empty")
    assert (told.file, told.line, told.values["known"]) == ("content/pages/ca.md", 3, "Le bureau")


def test_names_and_texts_are_escaped(tmp_path: Path) -> None:
    page = site(tmp_path, "people: {groups: [{group: CA, people: [{name: <b>Ana, text: <script>x</script>}]}]}\n").text(
        PAGE
    )
    assert "<b>Ana" not in page
    assert "<script>x" not in page


def test_who_has_no_page_is_no_page_out_of_reach(tmp_path: Path) -> None:
    menu = f"{MINIMAL}menu: [/equipe/]\n"
    write_site(tmp_path, {"people/a.md": person("Zoé Ali"), "people/b.md": person("Ana Souza", body="Bonjour.")}, menu)
    codes = [each.code for each in render_site(tmp_path, day="2026-11-24").advice()]
    assert "page_out_of_reach" not in codes
