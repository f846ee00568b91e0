"""The wizard asks what was not said, and refuses a wrong answer as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pelicasso.cli import run
from pelicasso.features import installed
from pelicasso.new import wizard
from pelicasso.site.reader import read_site

Check = Callable[[str], bool | str]


def answering(answers: dict[str, list[str]], asked: list[str]) -> Callable[..., str | None]:
    """A person who tries each answer to a question until one is taken."""

    def one(message: str, validate: Check) -> str | None:
        asked.append(message)
        for answer in next((each for start, each in answers.items() if message.startswith(start)), [""]):
            if validate(answer) is True:
                return answer
        return None

    return one


def test_a_wrong_answer_is_refused_and_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    person = answering(
        {
            "Le nom": ["", "Le Lavoir"],
            "Son numéro RNA": ["W12", "W351234567"],
            "Son adresse": ["nous", "nous@lavoir.fr"],
            "Sa couleur": ["vert", "#0b6e4f"],
        },
        asked,
    )
    monkeypatch.delenv("LANG", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setattr(wizard, "is_terminal", lambda: True)
    monkeypatch.setattr(wizard, "questionary_text", lambda: person)
    assert run(["new", str(tmp_path / "site"), "--city", "Dol"]) == 0
    site, _ = read_site(tmp_path / "site", {each.name: each.section for each in installed()})
    assert site.organisation.name == "Le Lavoir"
    assert site.organisation.rna == "W351234567"
    assert site.organisation.address is not None
    assert site.organisation.address.city == "Dol"
    assert site.theme.colour == "#0b6e4f"
    assert not any("commune" in each for each in asked)
    assert "(facultatif)" not in asked[0]


def test_without_a_terminal_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wizard, "questionary_text", lambda: pytest.fail("asked"))
    assert run(["new", str(tmp_path / "site")]) == 0


def test_ctrl_c_ends_all_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wizard, "is_terminal", lambda: True)
    monkeypatch.setattr(wizard, "questionary_text", lambda: lambda *_, **__: None)
    assert run(["new", str(tmp_path / "site")]) == 130
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(wizard, "is_terminal", lambda: True)
    monkeypatch.setattr(wizard, "questionary_text", lambda: None)
    assert run(["new", str(tmp_path / "site"), "--language", "fr"]) == 0
    assert "questionary" in capsys.readouterr().out
