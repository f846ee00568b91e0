from __future__ import annotations

import re

import pytest


def outline(headings):
    return [(each.title, each.anchor, outline(each.items)) for each in headings]


def levels(html):
    return [int(each) for each in re.findall(r"<h([1-6])", html)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## a\n\n### b\n\n## c", [2, 3, 2]),
        ("# a\n\n## b\n\n# c", [2, 3, 2]),
        ("### a\n\n### b", [2, 2]),
        ("## a\n\n#### b\n\n#### c\n\n## d", [2, 3, 3, 2]),
        ("### a\n\n## b\n\n### c", [2, 2, 3]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", [2, 3, 4, 5, 6, 6]),
        ("a\n=\n\nb\n-", [2, 3]),
    ],
)
def test_levels_begin_below_the_title_of_the_page_and_skip_none(desk, text, expected):
    assert levels(desk.html(text)) == expected


def test_the_table_of_contents_holds_every_heading_below_its_own(desk):
    body = desk.body("# Un\n\n## Deux *et* `trois`\n\n# Quatre")
    assert outline(body.headings) == [
        ("Un", "un", [("Deux et trois", "deux-et-trois", [])]),
        ("Quatre", "quatre", []),
    ]


@pytest.mark.parametrize(
    ("heading", "title", "anchor"),
    [
        ("L’été à la plage", "L’été à la plage", "l-ete-a-la-plage"),
        ('L\'œuvre : "oui" !', "L’œuvre\u00a0: «\u202foui\u202f»\u202f!", "l-oeuvre-oui"),
        ("Qui [mange](x.md) ?[^1]", "Qui mange\u202f?", "qui-mange"),
        ("A &amp; B &lt; <b>C</b>", "A & B < C", "a-b-c"),
        ("`a](b)`", "a](b)", "a-b"),
        ("![Logo](x.jpg)", "Logo", "logo"),
        ("🎉", "🎉", "section"),
        ("Titre {#mon-ancre .large}", "Titre", "mon-ancre"),
    ],
)
def test_titles_are_plain_text_and_anchors_readable(desk, heading, title, anchor):
    (found,) = desk.body(f"## {heading}\n\n[^1]: note").headings
    assert (found.title, found.anchor) == (title, anchor)


def test_an_anchor_stands_once_in_a_page(desk):
    text = "## Été\n\n## Ete\n\n## Site menu\n\na\n{#ete-3}\n\n## Été\n\n<b id='brut'>x</b>\n\n## Brut"
    anchors = re.findall(r'id="([^"]+)"', desk.html(text))
    assert anchors == ["ete", "ete-2", "site-menu-2", "ete-3", "ete-4", "brut", "brut-2"]


def test_a_heading_that_says_nothing_is_no_heading(desk):
    body = desk.body("#\n\n- #\n  texte\n\n## a")
    assert levels(body.html) == [2]
    assert "texte" in body.html
