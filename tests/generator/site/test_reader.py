"""`site.yaml` → Site: every mistake with its line, in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.schema import SiteError
from pelicasso.schema.section import Section, Text
from pelicasso.site.messages import Messages
from pelicasso.site.reader import language_of, read_site


class Tea(Section):
    leaves: Text | None = None


def read(folder: Path, text: str, **options: str):
    (folder / "site.yaml").write_text(text, encoding="utf-8")
    return read_site(folder, {"tea": Tea}, day="2026-11-24", **options)


def findings(folder: Path, text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(SiteError) as caught:
        read(folder, text)
    return [(each.code, each.line) for each in caught.value.findings]


def said(folder: Path, text: str, language: str = "fr") -> str:
    with pytest.raises(SiteError) as caught:
        read(folder, text)
    return "\n".join(Messages(language).lines(caught.value.findings))


def test_a_name_is_enough(tmp_path: Path) -> None:
    site, warnings = read(tmp_path, "organisation: {name: Les Amis}\n")
    assert (site.organisation.name, site.language, site.base, warnings) == ("Les Amis", "fr", "", [])


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = (
        "organisation:\n  nam: Les Amis\n  founded: dix-neuf cent\nsite:\n  url: ftp://x\n  timezone: Paris\n"
        "theme: {colour: vert, dark: oui}\ncouleur: x\ntea: [1]\n"
    )
    assert findings(tmp_path, text) == [
        ("missing_key", 1),
        ("misspelt_key", 2),
        ("needs_number", 3),
        ("bad_web_address", 5),
        ("bad_timezone", 6),
        ("bad_colour", 7),
        ("not_one_of", 7),
        ("unknown_key", 8),
        ("needs_keys", 9),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "organisation:\n  nom: Les Amis\n",
            "site.yaml:2: la clé « nom » est inconnue ; vouliez-vous écrire « name » ?",
        ),
        ("organisaton: {name: x}\n", "vouliez-vous écrire « organisation » ?"),
        ("organisation: {name: x}\noutput: ../ailleurs\n", "la clé « output » est inconnue"),
        ("organisation: {name: x}\ndeploy:\n  ftp:\n    password: hunter2\n", "site.yaml:4: « password » ressemble"),
        ("organisation: Les Amis\n", "deux espaces puis « name: … »"),
        ("organisation: {name: x}\ntea: [1]\n", "deux espaces puis « leaves: … »"),
    ],
)
def test_the_message_says_what_to_write(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in said(tmp_path, text)


def test_a_secret_is_not_repeated_in_the_message(tmp_path: Path) -> None:
    assert "hunter2" not in said(tmp_path, "organisation: {name: x}\nmot_de_passe: hunter2\n")


def test_a_section_is_on_when_it_stands_there_and_off_when_it_says_so(tmp_path: Path) -> None:
    head = "organisation: {name: x}\n"
    assert "tea" in read(tmp_path, f"{head}tea:\n")[0].sections
    assert "tea" in read(tmp_path, f"{head}tea: {{leaves: vert}}\n")[0].sections
    assert "tea" not in read(tmp_path, f"{head}tea: non\n")[0].sections
    assert "tea" not in read(tmp_path, head)[0].sections


def test_the_address_asked_for_wins(tmp_path: Path) -> None:
    text = "organisation: {name: x}\nsite: {url: 'https://a.example/'}\n"
    assert read(tmp_path, text)[0].address == "https://a.example"
    site = read(tmp_path, text, url="https://b.example/depot/")[0]
    assert (site.address, site.base) == ("https://b.example/depot", "/depot")


def test_a_wrong_address_on_the_command_line_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as caught:
        read(tmp_path, "organisation: {name: x}\n", url="pas une adresse")
    assert caught.value.exit_code == 2


def test_numbers_that_begin_with_zero_keep_it(tmp_path: Path) -> None:
    site, _ = read(tmp_path, "organisation: {name: x, address: {postal_code: 01000}, siren: 012345678}\n")
    assert site.organisation.address is not None
    assert (site.organisation.address.postal_code, site.organisation.siren) == ("01000", "012345678")


def test_menu_and_home_take_short_forms(tmp_path: Path) -> None:
    text = "organisation: {name: x}\nmenu: [/, {title: Aide, items: [don]}]\nhome: [news, {hero: {title: Bonjour}}]\n"
    site, _ = read(tmp_path, text)
    assert site.file.menu is not None
    assert site.file.home is not None
    assert [each.link for each in site.file.menu] == ["/", None]
    assert site.file.menu[1].items[0].link == "don"
    assert [each.section for each in site.file.home] == ["news", None]


@pytest.mark.parametrize(
    ("menu", "code"),
    [("menu: [{title: Aide}]", "menu_leads_nowhere"), ("menu: [{items: [don]}]", "menu_needs_title")],
)
def test_a_menu_entry_leads_somewhere_and_has_a_name(tmp_path: Path, menu: str, code: str) -> None:
    assert findings(tmp_path, f"organisation: {{name: x}}\n{menu}\n")[0][0] == code


def test_a_part_of_the_home_page_is_one_thing(tmp_path: Path) -> None:
    text = "organisation: {name: x}\nhome:\n  - {text: pages/a.md, hero: {title: x}}\n"
    assert findings(tmp_path, text) == [("home_part_is_one_thing", 3)]


def test_without_site_yaml_the_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as caught:
        read_site(tmp_path, {})
    assert caught.value.findings[0].code == "no_site_here"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    assert findings(tmp_path, "") == [("empty_file", None)]
    assert findings(tmp_path, "# seulement un commentaire\n")[0][0] == "empty_file"


def test_a_site_saved_by_notepad_keeps_its_accents(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_bytes("organisation: {name: Fête é}\n".encode("cp1252"))
    site, warnings = read_site(tmp_path, {})
    assert site.organisation.name == "Fête é"
    assert [each.file for each in warnings] == ["site.yaml"]


def test_the_language_is_known_even_when_the_rest_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("organisation: 3\nsite: {language: en}\n")
    assert language_of(tmp_path) == "en"
    (tmp_path / "site.yaml").write_text("organisation: [\n")
    assert language_of(tmp_path) is None


def test_what_may_be_written_is_listed_without_english_words(tmp_path: Path) -> None:
    text = "organisation: {name: x}\ntheme: {dark: oui}\n"
    assert "choisissez parmi auto, light, dark" in said(tmp_path, text)
