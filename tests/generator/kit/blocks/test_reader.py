"""Blocks: every mistake that a person makes is told with its line, and nothing that is no block is taken for one."""

from __future__ import annotations

import pytest

from pelicasso.kit.blocks import BLOCKS, AnyBlock, Kind, Reading, read_blocks
from pelicasso.schema import Finding
from pelicasso.site.messages import Messages

FILE = "content/pages/aide.md"


def read(text: str, first_line: int = 1) -> Reading:
    return read_blocks(text, FILE, first_line, BLOCKS)


def found(text: str) -> list[tuple[str, int | None]]:
    return [(each.code, each.line) for each in read(text).findings]


def test_a_text_without_blocks_is_left_alone() -> None:
    assert read("Un texte.\n\n---\n\nfin") == Reading()


def test_a_block_has_its_name_its_title_its_options_and_their_lines() -> None:
    use = read("Bonjour.\n\n/// Callout |  Fermé lundi \ntype : « warning »\nTexte.\n///", first_line=5).uses[0]
    assert (use.block.name, use.title, use.options.type) == ("callout", "Fermé lundi", "warning")
    assert (use.line, dict(use.lines)) == (7, {"type": 8})


@pytest.mark.parametrize(
    "option", ["link: a.md", "link:a.md", "  link : a.md", "    link: 'a.md'", 'Link: "a.md"', "link:\u00a0a.md"]
)
def test_an_option_may_be_written_as_people_write_it(option: str) -> None:
    assert read(f"/// button | Venir\n{option}\n///").uses[0].options.link == "a.md"


def test_a_button_may_have_an_empty_line_before_its_option() -> None:
    assert read("/// button | Venir\n\nlink: a.md\n\n///").findings == ()


@pytest.mark.parametrize(
    "line", ["Attention : travaux", "Lieu: la salle", "https://mon-asso.fr", "de 9 h à 12 h : ouvert", "midi:le marché"]
)
def test_a_text_that_holds_a_colon_is_no_option(line: str) -> None:
    reading = read(f"/// callout\n{line}\n///")
    assert reading.findings == ()
    assert {each.kind for each in reading.marks.values()} == {Kind.OPEN, Kind.CLOSE}


def test_a_line_that_looks_like_an_option_is_text_below_an_empty_line() -> None:
    assert read("/// callout\n\nnb: venir à pied\n///").findings == ()


def test_blocks_stand_in_others_with_the_same_slashes_or_with_more() -> None:
    assert read("/// columns\n/// callout\na\n///\n---\nb\n///").findings == ()
    assert read("//// columns\n/// callout\na\n///\n---\nb\n////").findings == ()


def test_the_line_that_parts_columns_parts_nothing_in_a_block_inside() -> None:
    reading = read("/// columns\na\n–––\n/// callout\nb\n\n---\n///\n///")
    assert reading.uses[0].texts == 2
    assert [at for at, mark in reading.marks.items() if mark.kind is Kind.PART] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "Voir file:///home/ et ///.",
        "// une note //",
        "////////",
        "////////////////////////",
        "et/ou ///",
        "    /// exemple\n    ///",
        "Du code :\n\n    /// <summary>\n    ///\n    fn main() {}",
        "- un\n\ndeux\n\n    ///",
    ],
)
def test_slashes_that_are_no_block_stay_what_they_are(text: str) -> None:
    assert read(text) == Reading()


MISTAKES = [
    ("/// calout\na\n///", "misspelt_block", 1),
    ("/// Encadré | Titre\na\n///", "misspelt_block", 1),
    ("///bouton | Titre\n///", "misspelt_block", 1),
    ("/// bidule\na\n///", "unknown_block", 1),
    ("///, voyez\n///", "unknown_block", 1),
    ("/// callout Fermé lundi\na\n///", "block_without_bar", 1),
    ("/// details : Où ?\na\n///", "block_without_bar", 1),
    ("/// details\na\n///", "block_needs_title", 1),
    ("/// button |\nlink: a.md\n///", "block_needs_title", 1),
    ("/// columns | Deux\na\n---\nb\n///", "block_takes_no_title", 1),
    ("/// callout\ntipe: info\na\n///", "misspelt_block_option", 2),
    ("/// button | Venir\nlien: a.md\n///", "misspelt_block_option", 2),
    ("/// callout\nbordure: non\na\n///", "unknown_block_option", 2),
    ("/// callout\ntype: rouge\na\n///", "not_one_of", 2),
    ("/// details | Où ?\nopen: peut-être\na\n///", "needs_yes_no", 2),
    ("/// callout\ntype: info\ntype: info\na\n///", "duplicate_key", 3),
    ("/// button | Venir\n///", "missing_key", 1),
    ("/// button | Venir\nlink:\n///", "needs_text", 2),
    ("/// callout\n\n///", "block_empty", 1),
    ("/// columns\na\n///", "block_needs_texts", 1),
    ("/// button | Venir\nlink: a.md\nVenez.\nTous.\n///", "block_takes_no_text", 3),
    ("/// button | Venir\nlink: a.md\n/// callout\na\n///\n///", "block_takes_no_text", 3),
    ("Bonjour.\n\n/// callout\na", "block_not_closed", 3),
    ("/// details | A\na\n/// details | B\nb\n///", "block_not_closed_before", 1),
    ("//// columns\na\n---\n/// callout\nb\n////", "block_not_closed_before", 4),
    ("a\n\n///\n\nb", "block_not_opened", 3),
    ("/// callout\na\n///\n///", "block_not_opened", 4),
    ("//// callout\na\n///", "block_slashes", 3),
    ("/// callout\na\n/// fin", "block_closed_by_word", 3),
    ("/// callout\na\n/// /callout", "block_closed_by_word", 3),
    ("- /// callout", "block_inside", 1),
    ("1. > ///", "block_inside", 1),
    ("[^1]: /// callout", "block_inside", 1),
    ("<p>/// callout", "block_inside", 1),
    ("- un\n\n    /// callout", "block_indented", 3),
    ("un\n    ///", "block_indented", 2),
    ("\u00a0/// calout\na\n///", "misspelt_block", 1),
    ("\ufeff/// calout\na\n///", "misspelt_block", 1),
]


@pytest.mark.parametrize(("text", "code", "line"), MISTAKES)
def test_a_mistake_is_told_once_with_its_line(text: str, code: str, line: int) -> None:
    assert found(text) == [(code, line)]


def test_all_mistakes_are_told_at_once() -> None:
    told = found("/// calout\na\n///\n\n/// details\ncouleur: vert\nb\n///\n\n///")
    assert told == [
        ("misspelt_block", 1),
        ("block_needs_title", 5),
        ("unknown_block_option", 6),
        ("block_not_opened", 10),
    ]


def test_a_mistake_inside_an_unknown_block_is_told_too() -> None:
    assert found("/// bidule\n/// button | B\n///\n///") == [("unknown_block", 1), ("missing_key", 2)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/// encadré\na\n///", "écrivez /// callout"),
        ("/// question | Où ?\na\n///", "écrivez /// details"),
        ("/// bouton | Venir\n///", "écrivez /// button"),
        ("/// colonnes\na\n///", "écrivez /// columns"),
        ("/// callout Fermé\na\n///", "/// callout | Fermé"),
        ("/// button | Venir\nadresse: a.md\n///", "« link: … »"),
        ("/// details | A\na\n\n/// details | B\nb\n///", "avant la ligne 4"),
        ("//// callout\na\n///", "écrivez ////"),
    ],
)
def test_a_hint_says_what_to_write(text: str, said: str) -> None:
    assert said in Messages("fr").line(first(text))


def first(text: str) -> Finding:
    return read(text).findings[0]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda each: each.name)
def test_the_example_of_a_block_is_right(block: AnyBlock) -> None:
    reading = read(block.example)
    assert reading.findings == ()
    assert [each.block for each in reading.uses] == [block]


def test_a_word_means_one_block_and_none_is_the_name_of_another() -> None:
    words = [word for each in BLOCKS for word in each.words]
    assert len(words) == len(set(words))
    assert not {each.name for each in BLOCKS} & set(words)
