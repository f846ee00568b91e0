"""Findings as people read them."""

from __future__ import annotations

from dataclasses import replace

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
    many = [error("empty_file", f"content/{each}.md") for each in range(30)]
    lines = Messages("fr").lines([warning("not_markdown", "a.txt"), *many])
    assert lines[0].startswith("content/0.md")
    assert len(lines) == LINES
    assert lines[-1] == "… et 12 autres."
    assert len(Messages("fr").lines(many, taken=1)) == LINES - 1


def test_many_warnings_of_one_kind_leave_room_for_the_others() -> None:
    many = [warning("not_markdown", f"content/{each}.txt") for each in range(30)]
    lines = Messages("fr").lines([*many, warning("unused_word", "z.md"), error("empty_file", "a.md")])
    assert [each.split(":")[0] for each in lines] == ["a.md", *["À savoir "] * 3, lines[4], "À savoir "]
    assert lines[4].endswith("… et 27 comme les précédents.")


def test_a_criterion_is_named() -> None:
    finding = replace(warning("no_summary", "a.md", 2), criterion="RGAA 6.1")
    assert Messages("en").line(finding).endswith(" (RGAA 6.1)")


def test_a_warning_is_marked() -> None:
    assert Messages("fr").lines([warning("not_markdown", "a.txt")])[0].startswith("À savoir : a.txt: ")


def test_the_same_finding_is_told_once() -> None:
    assert len(Messages("fr").lines([error("empty_file", "a.md"), error("empty_file", "a.md")])) == 1
