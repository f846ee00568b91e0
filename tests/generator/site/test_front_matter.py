from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelicasso.schema import Finding, SiteError
from pelicasso.site.front_matter import FrontMatter, split_front_matter
from pelicasso.site.messages import Messages
from pelicasso.site.yaml import MAX_FINDINGS

KNOWN = frozenset({"title", "date", "tags", "summary"})


def split(text: str) -> FrontMatter:
    return split_front_matter(text, "a.md", KNOWN)


def refusal(text: str) -> Finding:
    with pytest.raises(SiteError) as refused:
        split(text)
    finding = refused.value.findings[0]
    assert finding.file == "a.md"
    for language in ("fr", "en"):
        assert finding.code not in Messages(language).line(finding)
    return finding


def told(text: str) -> tuple[str, int | None]:
    finding = refusal(text)
    return finding.code, finding.line


def assert_body_stands_on_its_line(text: str, head: FrontMatter) -> None:
    assert "\n".join(text.split("\n")[head.body_line - 1 :]) == head.body


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        ("---\nTitle: Fête\ndate: 2026-02-01\n---\n\nBonjour\n", 5),
        ("\n \n---  \ntitle: Fête\ndate: 2026-02-01\n---\t\nBonjour\n", 7),
        ("  ---\ntitle: Fête\nDATE: 2026-02-01\n...\nBonjour\n---\n", 5),
        ("---\ntitle: Fête\ndate: 2026-02-01\n---", 5),
        ('+++\nTitle = "Fête"\ndate = 2026-02-01\n+++\nBonjour\n', 5),
        ("\n+++\ntitle = 'Fête'\ndate = 2026-02-01\n+++ \nBonjour\n", 6),
        ("Title: Fête\nDate: 2026-02-01\n\nBonjour\n", 4),
        ("\nTitle:Fête\nDate: 2026-02-01\n\nBonjour\n\nencore\n", 5),
        ("Title\u00a0: Fête\nDate:\u00a02026-02-01\n---\nBonjour\n", 4),
    ],
)
def test_every_kind_gives_the_same_keys_and_the_line_of_the_body(text: str, body_line: int) -> None:
    head = split(text)
    assert head.data == {"title": "Fête", "date": "2026-02-01"}
    assert head.body_line == body_line
    assert_body_stands_on_its_line(text, head)
    assert {text.split("\n")[line - 1].strip()[:4].lower() for line in head.data.lines.values()} == {"titl", "date"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bonjour à tous\n",
        "# Titre\n\nNote: oui\n",
        "Note: viens demain\n\nBonjour\n",
        "Note: viens demain\nLieu: ici\n\nBonjour\n",
        "Note: viens demain\nsinon écris\nDate: samedi\n\n",
        "https://example.org\nDate: samedi\n\nBonjour\n",
        "----\n\nBonjour\n",
        "— Viens !\n\n",
        ":tada: Bonne nouvelle\n",
        "Titre\n=====\n\nBonjour\n",
    ],
)
def test_prose_is_not_mistaken_for_a_header(text: str) -> None:
    head = split(text)
    assert (head.kind, head.data, head.body, head.body_line) == ("none", {}, text, 1)


@pytest.mark.parametrize("text", ["---\n---\nBonjour\n", "---\n# rien\n\n---\nBonjour\n", "+++\n+++\nBonjour\n"])
def test_an_empty_head_has_no_key(text: str) -> None:
    head = split(text)
    assert (head.data, head.body) == ({}, "Bonjour\n")


def test_a_misspelt_first_key_leaves_a_header_a_header() -> None:
    head = split("Tilte: Fête\nDate: 2026-02-01\n\nBonjour\n")
    assert (head.kind, head.data) == ("pelican", {"tilte": "Fête", "date": "2026-02-01"})


def test_a_value_of_a_header_goes_on_on_indented_lines() -> None:
    head = split("Title: Fête : le retour\nSummary: Une belle\n    journée\nTags:\n\nBonjour\n")
    assert head.data == {"title": "Fête : le retour", "summary": "Une belle journée", "tags": None}
    assert head.data.lines == {"title": 1, "summary": 2, "tags": 4}


def test_yaml_mistakes_are_told_with_the_line_of_the_file() -> None:
    assert told("\n---\ntitle: x\nplace: Fête : le retour\n---\n") == ("yaml_colon_in_value", 4)
    assert told("---\ntitle: x\nTitle: y\n---\n") == ("duplicate_key", 3)
    assert told('---\ntitle: "Pas fini\ndate: 2026-02-01\ntags: [a, b\n---\n\nx\n') == ("yaml_unclosed_quote", 2)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("\n---\ntitle: x\n\nBonjour\n", "front_matter_unclosed", 2),
        ("+++\ntitle = 'x'\n---\n", "front_matter_fence", 3),
        ("---\ntitle: x\n----\nBonjour\n", "front_matter_fence", 3),
        ("---\ntitle: x\n—\nBonjour\n", "front_matter_fence", 3),
        ("----\ntitle: x\n----\nBonjour\n", "front_matter_fence", 1),
        ("\n—\ntitle: x\n—\nBonjour\n", "front_matter_fence", 2),
        ("---\n- a\n- b\n---\n", "yaml_not_keys", 2),
        ("---\n\nBonjour\n---\n", "yaml_not_keys", 3),
        (":title: Fête\n:date: 2026\n\nBonjour\n", "rest_not_read", 1),
        ("Fête\n####\n\n:date: 2026\n\nBonjour\n", "rest_not_read", 4),
        ("====\nFête\n====\n:title: x\n", "rest_not_read", 4),
        ("Title: x\nune ligne\n\nBonjour\n", "header_line", 2),
        ("Title: x\nDate: 1\ntitle: y\n\nBonjour\n", "duplicate_key", 3),
    ],
)
def test_a_head_that_is_not_right_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    assert told(text) == (code, line)


def test_all_the_mistakes_of_a_header_are_told() -> None:
    with pytest.raises(SiteError) as refused:
        split("Title: x\nune ligne\ntitle: y\n  suite\nune autre\n\n")
    assert [each.line for each in refused.value.findings] == [2, 3, 5]


TOML = """\
+++
title = "Fête"
date = 2026-02-01T10:00:00+01:00
draft = false
weight = 10
price = 1.50
tags = ["fête", "musique"]
text = '''
a = b
'''
[Picture]
file = "a.jpg"
[[resources]]
src = "b.jpg"
+++
Bonjour
"""


def test_toml_becomes_text_with_lines() -> None:
    head = split(TOML)
    assert head.kind == "toml"
    assert head.data == {
        "title": "Fête",
        "date": "2026-02-01T10:00:00+01:00",
        "draft": "false",
        "weight": "10",
        "price": "1.50",
        "tags": ["fête", "musique"],
        "text": "a = b\n",
        "picture": {"file": "a.jpg"},
        "resources": [{"src": "b.jpg"}],
    }
    assert head.data.lines["tags"] == 7
    assert head.data.lines["picture"] == 11
    assert getattr(head.data["picture"], "lines", None) == {"file": 12}
    assert (head.body, head.body_line) == ("Bonjour\n", 16)


@pytest.mark.parametrize(
    ("toml", "code", "line"),
    [
        ("title = Fête", "toml_syntax", 2),
        ("title: x", "toml_syntax", 2),
        ("a = 1\ntitle = 'x", "toml_syntax", 3),
        ("a = 1\ndate = 2026-02-31", "toml_syntax", 3),
        ("title = 'x'\na = 1\ntitle = 'y'", "duplicate_key", 4),
        ("title = 'x'\nTitle = 'y'", "duplicate_key", 3),
        ("a = " + "[" * 5000, "too_deep", 2),
        ("a = " + "[" * 30 + "]" * 30, "too_deep", 2),
        ("b = 1\n" + "a." * 30_000 + "a = 1", "too_deep", 3),
        ("a = " + "9" * 5000, "toml_syntax", None),
        ("a = 0x" + "f" * 9000, "toml_syntax", None),
        ("a = '" + "x" * 70_000 + "'", "toml_too_large", 2),
    ],
    ids=lambda value: str(value)[:20],
)
def test_toml_mistakes_have_a_line(toml: str, code: str, line: int | None) -> None:
    finding = refusal(f"+++\n{toml}\n+++\n")
    assert finding.code == code
    assert finding.line == (line or finding.line)


HEADS = st.sampled_from(
    [
        "---",
        "+++",
        "...",
        "----",
        "—",
        "title: x",
        "Title: a : b",
        "date:",
        "  - x",
        "",
        " ",
        "x = 1",
        ":title: x",
        "prose",
    ]
)


@settings(deadline=None)
@given(st.lists(HEADS, max_size=9).map("\n".join) | st.text(max_size=40))
def test_any_text_is_split_where_its_body_starts_or_refused(text: str) -> None:
    try:
        head = split(text)
    except SiteError:
        return
    assert_body_stands_on_its_line(text, head)
    assert set(head.data) == set(head.data.lines)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (" " * 2_000_000, "none"),
        ("\n" * 2_000_000, "none"),
        ("-" * 2_000_000, "none"),
        ("---\n" + "-" * 2_000_000 + "x", "front_matter_unclosed"),
        ("---\n" + "title: x\n" * 200_000, "front_matter_unclosed"),
        ("title: " * 300_000, "pelican"),
        ("Title: x\n" + "prose\n" * 200_000, "header_line"),
        ("::" * 1_000_000, "none"),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_hostile_texts_end(text: str, outcome: str) -> None:
    try:
        assert split(text).kind == outcome
    except SiteError as refused:
        found = {each.code for each in refused.findings}
        few = len(refused.findings) <= MAX_FINDINGS
    else:
        return
    assert found == {outcome}
    assert few
