"""`new KIND "Title"`: a text that builds as it is, and with any of its lines brought to life."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pelicasso.cli import run
from pelicasso.kit.collection import ARTICLES, FrontMatter, TextData
from pelicasso.kit.testing import render, write_site
from pelicasso.new.text import collection_of, kinds, text_of
from pelicasso.site.front_matter import split_front_matter

DAY = ("--day", "2026-11-24")


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize("title", ["La grande soupe", 'À table : "la soupe" # 1', "🎉", "01000"])
def test_a_new_text_builds_with_its_title(tmp_path: Path, kind: str, title: str) -> None:
    write_site(tmp_path, {})
    assert run(["new", kind, title, "--site", str(tmp_path), *DAY]) == 0
    rendered = render(tmp_path)
    assert [each for each in rendered.findings if each.severity == "error"] == []
    assert any(title.split()[-1].strip('"') in rendered.text(name) for name in rendered.files if name.endswith(".html"))


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_key_stands_there_once_with_what_it_is_for(kind: str, language: str) -> None:
    collection = collection_of(kind)
    text = text_of(collection, "Titre", date(2026, 11, 24), language)
    alive = re.sub(r"^#(?=\S| +[-\w]+:)", "", text, flags=re.M)
    keys = split_front_matter(alive, "x.md", known=frozenset(collection.data.model_fields)).data
    left = {"status"} if collection.data is TextData else set()
    assert collection.data.model_fields.keys() - keys.keys() == left
    assert all("  # " in line for line in text.splitlines() if line.startswith("#") and not line.startswith("# "))


@pytest.mark.parametrize("key", ["summary", "category", "author", "draft", "picture"])
def test_a_line_counts_once_its_hash_is_taken_away(tmp_path: Path, key: str) -> None:
    write_site(tmp_path, {"images/a.png": b""})
    run(["new", "article", "Soupe", "--site", str(tmp_path), *DAY])
    file = next((tmp_path / "content/articles").glob("*.md"))
    filled = {"draft": "draft: oui", "picture": "picture: nulle.png"}.get(key, f"{key}: Un mot")
    text = re.sub(rf"(?m)^#({key}):[^#]*", f"{filled}  ", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    found = {each.code for each in render(tmp_path).findings if each.severity == "error"}
    assert found == ({"missing_picture"} if key == "picture" else set())


def test_what_must_be_given_is_no_comment() -> None:
    for kind in kinds():
        collection = collection_of(kind)
        text = text_of(collection, "Titre", date(2026, 11, 24), "fr")
        needed = [key for key, each in collection.data.model_fields.items() if each.is_required()]
        assert [key for key in needed if f"\n{key}:" not in text] == []


def test_the_language_is_that_of_the_site(tmp_path: Path) -> None:
    write_site(tmp_path, {}, "organisation: {name: X}\nsite: {language: en}\n")
    assert run(["new", "page", "About us", "--site", str(tmp_path), *DAY]) == 0
    assert "Write here." in (tmp_path / "content/pages/about-us.md").read_text("utf-8")


def test_two_texts_have_two_identities() -> None:
    texts = {text_of(ARTICLES, "T", date(2026, 11, 24), "fr") for _ in range(20)}
    assert len(texts) == 20
    assert "id" in FrontMatter.model_fields


def test_a_text_that_is_there_is_never_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, {"pages/soupe.md": "à moi"})
    assert run(["new", "page", "Soupe", "--site", str(tmp_path), *DAY]) == 2
    assert "content/pages/soupe.md: ce texte existe déjà" in capsys.readouterr().err
    assert (tmp_path / "content/pages/soupe.md").read_text() == "à moi"


def test_the_editor_opens_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setenv("EDITOR", "vi")
    monkeypatch.setattr("click.edit", lambda filename: opened.append(filename))
    write_site(tmp_path, {})
    run(["new", "page", "Une", "--site", str(tmp_path), *DAY])
    run(["new", "page", "Deux", "--site", str(tmp_path), "--edit", *DAY])
    assert [Path(each).name for each in opened] == ["deux.md"]
    monkeypatch.delenv("EDITOR")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("click.launch", lambda file: opened.append(file))
    run(["new", "page", "Trois", "--site", str(tmp_path), "--edit", *DAY])
    assert Path(opened[-1]).name == "trois.md"
