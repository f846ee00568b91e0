"""Ways to give: what people paste is understood, or refused with what to paste instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.kit.testing import Rendered, render, write_site
from pelicasso.site import yaml
from pelicasso_plugins.donations import feature
from pelicasso_plugins.donations.providers import providers
from pelicasso_plugins.donations.providers.provider import LinkProvider

HELLOASSO = "https://www.helloasso.com/associations/lavoir/formulaires/1"
SITE = "organisation: {{name: Les Amis}}\nsite: {{url: 'https://lavoir.example'}}\ndonations:\n  ways: [{ways}]\n"


def built(folder: Path, *ways: str) -> Rendered:
    return render(write_site(folder, {}, SITE.format(ways=", ".join(ways))))


def own(made: Rendered) -> list[str]:
    """What is said of donations, and of the texts; other rooms speak for themselves."""
    return [each for each in made.codes if "." not in each or each.startswith("donations.")]


@pytest.mark.parametrize("name", [name for name, each in providers().items() if isinstance(each, LinkProvider)])
def test_each_service_is_known_by_the_address_of_its_example(tmp_path: Path, name: str) -> None:
    example = providers()[name].example
    alone, keyed = built(tmp_path / "a", example), built(tmp_path / "b", f"{{{name}: '{example}'}}")
    assert own(alone) == own(keyed) == []
    assert alone.text("don/index.html") == keyed.text("don/index.html")
    assert f'class="button" href="{providers()[name].way(providers()[name].read(example)).link}' in alone.text(
        "don/index.html"
    )


def test_every_service_has_an_example() -> None:
    text = (feature.folder / "examples.yaml").read_text("utf-8")
    examples = yaml.compose_mapping(text, "examples.yaml")
    shown = str(examples["everyone"]["donations"]["ways"])
    assert [name for name in providers() if f"'{name}'" not in shown] == []


@pytest.mark.parametrize(
    ("pasted", "link"),
    [
        (HELLOASSO, HELLOASSO),
        (f"{HELLOASSO}/widget", HELLOASSO),
        (f'<iframe id="haWidget" src="{HELLOASSO}/widget" style="width: 100%"></iframe>', HELLOASSO),
        ("www.helloasso.com/associations/lavoir/collectes/toit", HELLOASSO.replace("formulaires/1", "collectes/toit")),
        ("https://www.paypal.com/fr/donate?hosted_button_id=ABCDEFGH12345", "hosted_button_id=ABCDEFGH12345"),
        ("https://fr.liberapay.com/lavoir", "https://liberapay.com/lavoir/donate"),
        ("https://don.exemple.fr/nous?a=1", "https://don.exemple.fr/nous?a=1"),
    ],
)
def test_what_is_pasted_is_understood(tmp_path: Path, pasted: str, link: str) -> None:
    quoted = pasted.replace("'", "''")
    page = built(tmp_path, f"'{quoted}'")
    assert own(page) == []
    assert link.replace("&", "&amp;") in page.text("don/index.html")


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("https://admin.helloasso.com/lavoir/formulaires", "frame_private"),
        ("https://www.helloasso.com", "helloasso_no_form"),
        ("https://www.helloasso.com/associations/lavoir/adhesions/2026", "donations.other_form"),
        ("http://www.helloasso.com/associations/lavoir/formulaires/1", "frame_not_https"),
        ("https://helloasso.com.example.org/associations/lavoir/formulaires/1", "frame_look_alike"),
        ("https://www.paypal.com.example.org/donate?hosted_button_id=ABCDEFGH12345", "frame_look_alike"),
        ("<script src='https://x.example/x.js'></script>", "frame_is_script"),
        ("https://bit.ly/3xYz", "frame_short_link"),
        ("nous écrire", "frame_no_address"),
        ("javascript:alert(1)", "frame_no_address"),
    ],
)
def test_what_can_take_no_gift_is_refused(tmp_path: Path, pasted: str, code: str) -> None:
    quoted = pasted.replace("'", "''")
    page = built(tmp_path, f"'{quoted}'")
    assert own(page) == [code]
    assert {(each.file, each.line) for each in page.findings if each.code == code} == {("site.yaml", 4)}


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("{liberapay: 'https://ko-fi.com/lavoir'}", "donations.other_host"),
        ("{liberapay: 'https://liberapay.com/a/b/c'}", "donations.other_page"),
        ("{liberapay: lavoir, kofi: lavoir}", "donations.way_is_one_thing"),
        ("{transfer: {iban: FR14 2004 1010 0505 0001 3M02 605}}", "bad_iban"),
        ("{transfer: {iban: FR14 2004 1010 0505 0001 3M02}}", "bad_iban"),
        ("{virement: {iban: FR14 2004 1010 0505 0001 3M02 606}}", "misspelt_key"),
    ],
)
def test_a_way_that_is_wrong_says_what_to_write(tmp_path: Path, way: str, code: str) -> None:
    assert code in built(tmp_path, way).codes


def test_a_link_of_the_test_mode_is_told(tmp_path: Path) -> None:
    assert own(built(tmp_path, "'https://buy.stripe.com/test_4gw5kz'")) == ["donations.test_mode"]


def test_no_way_at_all_is_told(tmp_path: Path) -> None:
    assert "donations.no_way" in built(tmp_path).codes


@pytest.mark.parametrize(
    "way",
    [
        "{transfer: {iban: FR76 3000 6000 0112 3456 7890 189}}",
        "'https://www.helloasso.com/associations/les-mains-vertes-du-canal/formulaires/1'",
    ],
)
def test_the_account_of_the_example_is_told_and_never_shown_on_the_site_of_another(tmp_path: Path, way: str) -> None:
    made = built(tmp_path, way)
    assert own(made) == ["donations.example_account"]
    shown = " ".join(each.decode() for each in made.files.values() if isinstance(each, bytes) and b"<html" in each)
    assert "7890" not in shown
    assert "les-mains-vertes-du-canal" not in shown
