from __future__ import annotations

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from pelicasso.schema import Finding, SiteError
from pelicasso.site import yaml
from pelicasso.site.messages import Messages
from pelicasso.site.yaml import Mapping, Sequence, compose, compose_mapping, line_of

FRONT_MATTER = """\
title: "Fête : le retour !"
date: 2026-02-01
phone: 0612345678
postal_code: 01000
month: 2026-13-01
open: oui
draft: false
summary: >
  Une belle
  journée.
nothing:
tilde: ~
written: "null"
tags: [fête, musique]
picture:
  file: images/a.jpg
  alt: Deux enfants
"""


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr(yaml, "_parser", yaml.PurePython)


both_parsers = pytest.mark.usefixtures("parser")


def refusals(text: str, first_line: int = 1, *, fold_keys: bool = False) -> list[Finding]:
    with pytest.raises(SiteError) as refused:
        compose_mapping(text, "site.yaml", first_line, fold_keys=fold_keys)
    for finding in refused.value.findings:
        assert finding.file == "site.yaml"
        for language in ("fr", "en"):
            assert finding.code not in Messages(language).line(finding)
    return list(refused.value.findings)


def told(text: str, first_line: int = 1) -> list[tuple[str, int | None]]:
    return [(each.code, each.line) for each in refusals(text, first_line)]


@both_parsers
def test_scalars_stay_as_they_are_written() -> None:
    assert compose(FRONT_MATTER, "a.md") == {
        "title": "Fête : le retour !",
        "date": "2026-02-01",
        "phone": "0612345678",
        "postal_code": "01000",
        "month": "2026-13-01",
        "open": "oui",
        "draft": "false",
        "summary": "Une belle journée.\n",
        "nothing": None,
        "tilde": None,
        "written": "null",
        "tags": ["fête", "musique"],
        "picture": {"file": "images/a.jpg", "alt": "Deux enfants"},
    }


@both_parsers
def test_every_key_and_item_has_its_line() -> None:
    data = compose(FRONT_MATTER, "a.md", first_line=2)
    assert isinstance(data, Mapping)
    assert data.line == 2
    assert (data.lines["title"], data.lines["nothing"], data.lines["picture"]) == (2, 12, 16)
    assert isinstance(data["picture"], Mapping)
    assert data["picture"].lines == {"file": 17, "alt": 18}
    assert isinstance(data["tags"], Sequence)
    assert data["tags"].lines == [15, 15]
    assert list(data) == list(data.lines)


@pytest.mark.parametrize("text", ["", "# rien\n", "---\n", "~"])
def test_a_text_without_keys_is_an_empty_mapping(text: str) -> None:
    assert compose(text, "a.md") is None
    assert compose_mapping(text, "a.md", 2) == {}


def test_the_line_of_a_pydantic_error_is_that_of_the_nearest_thing_written() -> None:
    class Picture(BaseModel):
        alt: int
        credit: str

    class Page(BaseModel):
        picture: Picture
        tags: list[int]
        open: bool

    data = compose(FRONT_MATTER, "a.md")
    with pytest.raises(ValidationError) as mistakes:
        Page.model_validate(data)
    lines = {each["loc"]: line_of(data, each["loc"]) for each in mistakes.value.errors()}
    assert lines == {
        ("picture", "alt"): 17,
        ("picture", "credit"): 15,
        ("tags", 0): 14,
        ("tags", 1): 14,
        ("open",): 6,
    }
    assert line_of(data, ("picture", "a name of pydantic's", "alt")) == 17
    assert line_of(data, ()) == 1
    assert line_of("text", ("x",)) is None


@both_parsers
@pytest.mark.parametrize(
    ("text", "code", "line", "values"),
    [
        ("a: 1\nb: *x\n", "yaml_alias", 2, {"name": "*x"}),
        ("a: &x 1\n", "yaml_alias", 1, {"name": "&x"}),
        ("a: &x [1]\n", "yaml_alias", 1, {"name": "&x"}),
        ("a: !!python/object/apply:os.system ['true']\n", "yaml_tag", 1, {"tag": "!!python/object/apply:os.system"}),
        ("a: !important\n", "yaml_tag", 1, {"tag": "!important"}),
        ("a: !!str 1\n", "yaml_tag", 1, {"tag": "!!str"}),
        ("à: é\ntitre: ! Attention\n", "yaml_tag", 2, {"tag": "!"}),
        ("a: 1\nb: 2\na: 3\n", "duplicate_key", 3, {"key": "a", "first": 1}),
        ("x: {a: 1, a: 2}\n", "duplicate_key", 1, {"key": "a", "first": 1}),
        ("[a]: b\n", "yaml_key_not_text", 1, {}),
        ("a: [\n\tb]\n", "yaml_tab", 2, {}),
        ("a: 1\n~: b\n", "yaml_key_not_text", 2, {}),
        ("titre: {{ page.title }}\n", "yaml_key_not_text", 1, {}),
        ("a: 1\n---\nb: 2\n", "yaml_documents", 2, {}),
        ("a: 1\n...\nb: 2\n", "yaml_documents", 3, {}),
        ("a: " + "[" * 30, "too_deep", 1, {"limit": 20}),
        ("a: 1\ncolour: #0b6e4f\n", "yaml_hash", 2, {"text": "#0b6e4f"}),
        ("tags: fête #musique ici\n", "yaml_hash", 1, {"text": "#musique"}),
        ("a: 1\nb: Pas\u00a0fini\n\u00a0c: 3\n", "yaml_no_break_space", 3, {}),
        ("menu:\n  -\u00a0agenda\n", "yaml_no_break_space", 2, {}),
        ("- a\n", "yaml_not_keys", 1, {}),
        ("# rien\nbonjour\n", "yaml_not_keys", 2, {}),
        ("titre:Fête\n", "yaml_missing_space", 1, {"key": "titre"}),
        ("titre:\u00a0Fête\n", "yaml_no_break_space", 1, {}),
    ],
)
def test_what_our_rules_refuse(text: str, code: str, line: int, values: dict[str, object]) -> None:
    (finding,) = refusals(text)
    assert (finding.code, finding.line, finding.values) == (code, line, values)


@both_parsers
@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('a: 1\ntitle: "Pas fini\ndate: 2026-02-01\ntags: [a, b\n', "yaml_unclosed_quote", 2),
        ("a: 1\ntitle: 'Pas fini\n", "yaml_unclosed_quote", 2),
        ('title: "Pas fini\ndate: 2026\nsummary: "x"\n', "yaml_unclosed_quote", 1),
        ("title: 'L'été'\n", "yaml_text_after_quote", 1),
        ('title: "Fête" du canal\n', "yaml_text_after_quote", 1),
        ('title: "C:\\photos"\n', "yaml_backslash", 1),
        ("a: 1\ntags: [a, b\ndate: 2026\n", "yaml_unclosed_bracket", 2),
        ("a: {b: c\nd: e\n", "yaml_unclosed_bracket", 1),
        ("tags: ['l'eau', 'b']\n", "yaml_missing_comma", 1),
        ("menu:\n\t- x\n", "yaml_tab", 2),
        ("menu:\n  a: 1\n\tb: 2\n", "yaml_tab", 3),
        ("titre: Fête : le retour\nb: c\n", "yaml_colon_in_value", 1),
        ("a: 1\n  b: 2\n", "yaml_indentation", 2),
        ("a:\n  b: 1\n c: 2\n", "yaml_indentation", 3),
        ("  a: 1\nb: 2\n", "yaml_indentation", 2),
        ("a: b\n- c\n", "yaml_indentation", 2),
        ("a: 1\nb: @x\n", "yaml_stray_character", 2),
        ("a: 1\nb: !<x y\n", "yaml_tag", 2),
        ("a: !x!y z\n", "yaml_tag", 1),
        ("a: `x`\n", "yaml_stray_character", 1),
        ("a: %x\n", "yaml_stray_character", 1),
        ("a: **gras** x\n", "yaml_stray_character", 1),
        ("a: > x\n", "yaml_stray_character", 1),
        ("a: - x\n", "yaml_stray_character", 1),
        ("a: ? x\n", "yaml_stray_character", 1),
        ("a: [Annulé] Fête\n", "yaml_stray_character", 1),
        ("a: b\n: c\n", "yaml_stray_character", 2),
        ("titre: x\ndate:2026-01-02\n", "yaml_missing_space", 2),
        ("date:2026-01-02\ntitre: x\n", "yaml_missing_space", 1),
        ("summary: une belle\njournée pour tous\ndate: 2026\n", "yaml_missing_colon", 2),
        ("bonjour\ntitre: x\n", "yaml_missing_colon", 1),
        ("titre: “Fête : x”\n", "yaml_typographic_quotes", 1),
        ("titre:\u00a0Fête\ndate: x\n", "yaml_no_break_space", 1),
        ("a: 1\ntitre:\u202fFête\n", "yaml_no_break_space", 2),
        ("a: 1\nb: \x01\n", "yaml_control_character", 2),
        ("a: \ud800\n", "yaml_control_character", 1),
    ],
)
def test_mistakes_of_writing_are_told_in_plain_words(text: str, code: str, line: int) -> None:
    assert told(text) == [(code, line)]
    assert told(text, first_line=7) == [(code, line + 6)]


@both_parsers
def test_all_the_mistakes_of_a_text_are_told_at_once() -> None:
    text = (
        "title: Fête : le retour\n"
        "author: @marie\n"
        "place:salle des fêtes\n"
        "date: 2026\n"
        "date: 2027\n"
        "summary: **gras** et plus\n"
        "picture:\n"
        "  file: *logo\n"
        "  alt: 'L'affiche'\n"
    )
    assert told(text) == [
        ("yaml_colon_in_value", 1),
        ("yaml_stray_character", 2),
        ("yaml_missing_space", 3),
        ("duplicate_key", 5),
        ("yaml_stray_character", 6),
        ("yaml_alias", 8),
        ("yaml_text_after_quote", 9),
    ]


def test_a_line_that_stays_wrong_when_mended_is_told_once() -> None:
    assert told('a: 1\n"tags: [x, "y"]\n') == [("yaml_missing_colon", 2)]


def test_keys_that_differ_by_case_are_duplicates_only_when_folded() -> None:
    text = "Title: a\ntitle: b\nPicture:\n  Alt: c\n"
    assert compose(text, "a") == {"Title": "a", "title": "b", "Picture": {"Alt": "c"}}
    (finding,) = refusals(text, fold_keys=True)
    assert (finding.code, finding.line, finding.values) == ("duplicate_key", 2, {"key": "title", "first": 1})
    folded = compose_mapping(text.replace("title: b\n", ""), "a", fold_keys=True)
    assert folded == {"title": "a", "picture": {"alt": "c"}}
    assert folded.lines == {"title": 1, "picture": 2}


@both_parsers
def test_comments_and_signs_inside_values_are_left_alone() -> None:
    text = "a: x # une note\nb: 'Fête #3'\nc: Bravo ! Merci\nd: C#\ne: |\n  w\n  \t#y\n  ! z\nf: Note\u00a0! oui\n"
    assert compose(text, "a") == {
        "a": "x",
        "b": "Fête #3",
        "c": "Bravo ! Merci",
        "d": "C#",
        "e": "w\n\t#y\n! z\n",
        "f": "Note\u00a0! oui",
    }


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 500_000,
        "{" * 500_000,
        "- " * 250_000,
        "? " * 250_000,
        '"' * 500_000,
        "a: [" + "x," * 250_000,
        "a: &a x\n" + "b: *a\n" * 80_000,
        "\t" * 500_000,
        "a: '" + "\n" * 500_000,
        "x" * 1_000_000 + ": y: z",
        "[x]: y\n" * 80_000,
        "!a " * 200_000,
        "#" * 500_000 + "\n: ",
        "a0: &a0 [x,x,x,x,x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_are_refused_with_few_findings(text: str) -> None:
    assert 0 < len(refusals(text)) <= yaml.MAX_FINDINGS


def test_a_text_over_the_limits_is_refused() -> None:
    assert told("a: x\n" * 250_000) == [("yaml_too_large", None)]
    assert told("a: [" + "x, " * 100_001 + "]")[0][0] == "yaml_too_many"


def base(text: str) -> object:
    return pyyaml.load(text, getattr(pyyaml, "CBaseLoader", pyyaml.BaseLoader))


def without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_nulls(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_nulls(each) for each in value]
    return None if value in ("", "~", "null", "Null", "NULL", None) else value


LINES = st.sampled_from(
    [
        "a: b",
        "c:",
        "  d: é",
        "  - x",
        "- y",
        "'q': \"r\"",
        "e: [1, {f: g}]",
        "h: |",
        "   texte",
        "# n",
        "",
        "i: !",
        "j: *k",
    ]
)


def outcome(text: str) -> tuple[object, tuple[Finding, ...]]:
    try:
        return compose(text, "a"), ()
    except SiteError as refused:
        return None, refused.findings


@both_parsers
@settings(deadline=None)
@given(st.lists(LINES, max_size=8).map("\n".join) | st.text("ab:-[]{},'\"\n #!&*|>?%@\u00a0\t", max_size=40))
def test_what_is_accepted_says_what_pyyaml_says_and_the_rest_is_told(text: str) -> None:
    value, findings = outcome(text)
    if not findings:
        assert without_nulls(value) == without_nulls(base(text))
    for each in findings:
        assert 1 <= (each.line or 0) <= text.count("\n") + 1


@both_parsers
@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_ends_in_anything_but_a_value_or_a_refusal(text: str) -> None:
    _, findings = outcome(text)
    for each in findings:
        assert Messages("fr").line(each)
