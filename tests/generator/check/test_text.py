"""A text under check: what is code is not looked at, and all else keeps its line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pelicasso.check.blocks import Kind
from pelicasso.check.contents import FAMILIES
from pelicasso.check.text import Text
from pelicasso.kit.collection import ARTICLES, Entry, TextData


def text(body: str, first_line: int = 5, **head: object) -> Text:
    data = TextData.model_validate(head)
    return Text(Entry(ARTICLES, "articles/a.md", data, "/a/", body, first_line, {}, "Titre"), "fr", {"pages/b.md"}, {})


def lines(made: Text, word: str) -> list[int]:
    return [line for _, line in made.find(re.compile(word))]


def test_a_place_is_told_by_its_line_in_the_file() -> None:
    made = text("un\ndeux [lien](x.md)\n\n![trois\nquatre](y.jpg)\n")
    assert lines(made, "deux") == [6]
    assert [(made.line(each.at), each.words) for each in made.links] == [(6, "lien")]
    assert [(made.line(each.at), each.alternative) for each in made.pictures] == [(8, "trois\nquatre")]


CODE = [
    "```\nMOT\n```\n",
    "~~~ python\nMOT\n\nMOT\n~~~\n",
    "    MOT\n\n    MOT\n",
    "du `MOT` et ``un ` MOT``\n",
    "<!-- MOT\n\nMOT -->\n",
    "<pre>MOT\n[x](y)</pre>\n",
    "un <code>MOT</code>\n",
    "/// details | x\n    type: MOT\n///\n",
    "[x]: https://mot.example/MOT\n",
    "![MOT](MOT.jpg)\n",
    '[lien](MOT.md "MOT")\n',
    "un lien\n{: .MOT #MOT }\n",
    '<p title="MOT">un</p>\n',
    "<https://mot.example/MOT>\n",
]


@pytest.mark.parametrize("body", CODE)
def test_what_is_no_prose_is_not_looked_at(body: str) -> None:
    made = text(f"avant\n\n{body}\naprès MOT\n")
    assert lines(made, "MOT") == [made.line(made.entry.body.rindex("MOT"))]


KEPT = [
    "- un\n\n    MOT\n",
    "!!! note\n    MOT\n",
    "mot\n:   MOT\n",
    "[^1]: MOT\n\n    MOT\n",
    "un\n    MOT\n",
    "> MOT\n",
    "| a |\n|---|\n| MOT |\n",
    "MOT\n===\n",
    "**MO**T\n",
    "/// note\nMOT\n///\n",
]


@pytest.mark.parametrize("body", KEPT)
def test_what_is_indented_for_another_reason_is_prose(body: str) -> None:
    assert lines(text(body), r"MO ? ?T") != []


def test_sentences_go_on_over_line_ends_and_not_over_blocks() -> None:
    made = text("en\nrouge\n\n- en\n- rouge\n\n| en | rouge |\n|---|---|\n\n## en\nrouge\n\nen\n\nrouge")
    assert lines(made, "en rouge") == [5]


def test_title_and_summary_are_looked_at_too() -> None:
    made = text("rien", summary="Un MOT.")
    made.entry.lines["summary"] = 3
    assert lines(made, "MOT") == [3]
    assert lines(made, "Titre") == [5]


KINDS: list[tuple[str, list[str]]] = [
    ("un\ndeux\n\ntrois", ["paragraph", "paragraph"]),
    ("# un\ndeux", ["heading", "paragraph"]),
    ("un\n---\ndeux", ["heading", "paragraph"]),
    ("- un\n- deux\n  suite\n    - trois", ["item", "item", "item"]),
    ("un\n- deux\n- trois", ["paragraph"]),
    ("1. un\n2. deux", ["item", "item"]),
    ("| a | b |\n|---|---|\n| c | d |", ["table"]),
    ("a | b\n---|---\nc | d", ["table"]),
    ("un\n> deux\n> trois", ["paragraph", "quote"]),
    ("<div>\nun\n</div>", ["html"]),
    ("un <b>deux</b>", ["paragraph"]),
    ("un\n\n---\n\ndeux", ["paragraph", "mark", "paragraph"]),
    ("*[AG]: x\n[a]: b", ["mark", "mark"]),
    ("un\n{: lang=en }", ["paragraph"]),
]


@pytest.mark.parametrize(("body", "kinds"), KINDS)
def test_blocks(body: str, kinds: list[str]) -> None:
    made = text(body)
    assert [each.kind for each in made.blocks] == [Kind(each) for each in kinds]
    assert all(made.source[each.at :].startswith(each.text) for each in made.blocks)


LINKS = [
    ("[un](x.md)", "un", "x.md"),
    ('[un](<x y.md> "deux")', "un", "x y.md"),
    ("[un](x (1).md)", "un", "x (1).md"),
    ("[un [deux]](x.md)", "un [deux]", "x.md"),
    ("[un][a]\n\n[a]: x.md", "un", "x.md"),
    ("[A][]\n\n[a]: x.md", "A", "x.md"),
    ("[a]\n\n[a]: <x.md>", "a", "x.md"),
    ("<https://x.example/>", "https://x.example/", "https://x.example/"),
    ("<a class=b href='x.md'>un <b>deux</b></a>", "un deux", "x.md"),
    ("[![un](y.jpg)](x.md)", "un", "x.md"),
    ("[![](y.jpg)](x.md)", "", "x.md"),
]


@pytest.mark.parametrize(("body", "words", "target"), LINKS)
def test_links(body: str, words: str, target: str) -> None:
    assert [(each.words, each.target) for each in text(body).links] == [(words, target)]


@pytest.mark.parametrize("body", ["[un] deux", "[^1]", "\\[un](x.md)", "`[un](x.md)`", "- [ ] un", "![un](x.jpg)"])
def test_what_is_no_link(body: str) -> None:
    assert text(body).links == []


@pytest.mark.parametrize(
    "made", [lambda: "[" * 20_000, lambda: "<" * 20_000, lambda: "![](" * 5_000, lambda: "`" * 9_999 + " x"]
)
def test_hostile_signs_are_looked_at_in_good_time(made: Callable[[], str]) -> None:
    found = text(made())
    assert (len(found.links), len(found.pictures), len(found.prose)) == (0, 0, len(found.source))


SIGNS = st.sampled_from(
    [*"#*_`~[](){}<>|!-–•:./\\\"'«»&@ \n\t", "\n\n", "    ", "///", "![", "](", "1. ", "> ", "un", "ici", "EN GRAND"]
)
RULES = [rule for family in FAMILIES.values() for rule in family.of_texts]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SIGNS, max_size=60).map("".join))
def test_whatever_is_written_the_rules_stay_within_its_lines(body: str) -> None:
    made = text(body)
    assert len(made.prose) == len(made.source) == len(body)
    told = [each for rule in RULES for each in rule(made) if each.line is not None]
    assert all(1 <= each.line <= 5 + body.count("\n") for each in told if each.line is not None)
