"""Findings as people read them."""

from __future__ import annotations

from pelicasso.schema import error, warning
from pelicasso.site.messages import LINES, Messages


def test_file_line_sentence_hint_in_both_languages() -> None:
    finding = error("misspelt_key", "site.yaml", 3, key="tittle", nearest="title")
    assert (
        Messages("fr").line(finding) == "site.yaml:3: la clé « tittle » est inconnue ; vouliez-vous écrire « title » ?"
    )
    assert Messages("en").line(finding) == "site.yaml:3: the key “tittle” is unknown; did you mean “title”?"


def test_another_language_falls_back_to_english() -> None:
    assert "is unknown" in Messages("de").line(error("misspelt_key", "a", 1, key="x", nearest="y"))


def test_a_value_with_line_ends_or_braces_stays_one_line() -> None:
    line = Messages("fr").line(error("bad_date", "a.md", 2, value="{x}\n::error::y"))
    assert "\n" not in line
    assert "{x}" in line


def test_errors_come_first_and_never_more_than_a_screen() -> None:
    many = [warning("not_markdown", f"content/{each}.txt") for each in range(30)]
    lines = Messages("fr").lines([*many, error("empty_file", "z.md")])
    assert lines[0].startswith("z.md")
    assert len(lines) == LINES
    assert lines[-1] == "… et 12 autres."
    assert len(Messages("fr").lines(many, taken=1)) == LINES - 1


def test_a_warning_is_marked() -> None:
    assert Messages("fr").lines([warning("not_markdown", "a.txt")])[0].startswith("À savoir : a.txt: ")


def test_the_same_finding_is_told_once() -> None:
    assert len(Messages("fr").lines([error("empty_file", "a.md"), error("empty_file", "a.md")])) == 1
