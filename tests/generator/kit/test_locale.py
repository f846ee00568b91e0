"""Words, dates and numbers in the language of the site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pelicasso.kit.locale import Words
from pelicasso.schema import SiteError


def test_dates_are_said_as_people_say_them() -> None:
    fr, en = Words("fr"), Words("en")
    assert fr.day(date(2026, 12, 1)) == "1er décembre 2026"
    assert fr.day(date(2026, 12, 11)) == "11 décembre 2026"
    assert fr.day(date(2026, 12, 1), "month") == "décembre 2026"
    assert en.day(date(2026, 12, 1)) == "1 December 2026"


def test_a_folder_of_one_s_own_wins_and_plurals_follow_the_count(tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_text(
        "words:\n  home: {title: Maison}\n  members:\n    one: '{count} adhérent'\n    other: '{count} adhérents'\n"
    )
    words = Words("fr", [tmp_path])
    assert words("home.title") == "Maison"
    assert [words("members", count=each) for each in (0, 1, 2)] == ["0 adhérent", "1 adhérent", "2 adhérents"]


def test_words_are_set_in_french_typography(tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_text("words: {q: 'Vraiment ?'}\n")
    assert Words("fr", [tmp_path])("q") == "Vraiment\u202f?"


def test_a_missing_word_is_an_error_and_a_regional_language_has_its_parent_s() -> None:
    with pytest.raises(SiteError):
        Words("fr")("nulle.part")
    assert Words("fr-CA").address("articles") == "actualites"
    assert Words("ar").direction == "rtl"
