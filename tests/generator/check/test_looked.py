"""What was looked at is not looked at again, unless it is another."""

from __future__ import annotations

from pelicasso.check.contents import look_at
from pelicasso.check.looked import Looked
from pelicasso.kit.collection import ARTICLES, Entry, TextData


def entry(body: str) -> Entry:
    return Entry(ARTICLES, "articles/a.md", TextData(), "/a/", body, 1, {}, "Titre")


def codes(looked: Looked, text: Entry) -> list[str]:
    seen = looked.text(text, "fr", {}, {})
    look_at(seen)
    return [found.code for each in seen.told.values() for found in each]


def test_a_page_is_read_once_and_again_when_it_changed() -> None:
    looked, content = Looked(), b'<a href="/a/">a</a>'
    assert looked.page("index.html", content) is looked.page("index.html", content)
    assert looked.page("index.html", b'<a href="/b/">b</a>').links == ["/b/"]


def test_a_text_is_asked_again_when_its_words_changed() -> None:
    looked, text = Looked(), entry("[Cliquez ici](/contact/)\n")
    assert "vague_link" in codes(looked, text)
    assert looked.text(text, "fr", {}, {}) is looked.text(text, "fr", {}, {})
    text.body = "[Nous écrire](/contact/)\n"
    assert "vague_link" not in codes(looked, text)


def test_a_text_that_was_looked_at_is_light_and_still_answers() -> None:
    looked, text = Looked(), entry("# Un\n\n![](a.jpg)\n\n[b](/b/)\n")
    seen = looked.text(text, "fr", {}, {})
    look_at(seen)
    assert not {"blocks", "prose", "_inline", "_uncoded"} & vars(seen).keys()
    assert [each.target for each in seen.links] == ["/b/"]
    assert [line for line, _ in seen.shown] == [3]
    assert "Un" in seen.prose
