from __future__ import annotations

from dataclasses import dataclass

import pytest

from pelicasso.build.markdown import Body, Draft, MarkdownConverter, PictureReference, Source
from pelicasso.build.markdown.draft import NONE, UNLIKE
from pelicasso.features import installed
from pelicasso.kit.locale import Words
from pelicasso.schema import error, warning

FILE = "content/pages/x.md"
ROOMS = MarkdownConverter(Words("fr"), blocks=[block for each in installed() for block in each.blocks])
TEXTS = {
    "headings": "# Un\n\n### Deux « fois »\n\nTexte !\n\n# Un\n",
    "links": '[ici](a.md "l\'été"), ![là](b.jpg), <https://c.example>',
    "pictures": '![Le lavoir](a.jpg "L\'été : un titre !")\n\n![un](b.jpg) ![deux](c.jpg)\n',
    "a picture between quotes": 'Il dit "oui ![un](b.jpg)" et "![non](c.jpg)" !',
    "what is taken out": '<p onclick="x">a</p> <a href="javascript:x">l\'</a>"été"',
    "notes": "Un[^1] et deux[^1].\n\n[^1]: Une note.\n",
    "blocks": "/// callout | Bon !\nTexte\n///\n\n/// button | Don\nlink: don.md\n///\n",
    "blocks to fill": "/// events\ncount: 2\n///\n\nTexte\n\n/// missions\n///\n\n"
    "/// events\ncategory: Ateliers\n///\n",
}


@dataclass(frozen=True)
class Leads:
    href: str
    width: int | None = None
    height: int | None = None


def resolve(target: str, line: int, _is_picture: bool) -> Leads:
    return Leads(f"/{target}?{line}")


def show(reference: PictureReference) -> str:
    return f'<p><img src="{reference.target}" alt="{reference.alternative}"></p>\n<p>{reference.title} : "vu" ?</p>'


def finished(draft: Draft, text: str) -> Body:
    return ROOMS.finish(draft, Source(text, FILE, 5), resolve, show)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_draft_that_was_kept_gives_the_same_body(text: str) -> None:
    draft = ROOMS.draft(text, FILE, 5)
    kept = Draft.read(draft.said())
    assert kept == draft
    assert "\n" not in draft.said()
    assert finished(kept, text) == ROOMS.convert(text, FILE, 5, resolve, show)


def test_its_blocks_are_those_of_the_text() -> None:
    text = TEXTS["blocks to fill"]
    filled = finished(ROOMS.draft(text, FILE, 5), text).to_fill
    assert [(each.block.name, each.line) for each in filled] == [("events", 5), ("missions", 11), ("events", 14)]
    assert filled[0].options.count == 2
    assert filled[2].options.category == "Ateliers"


def test_what_it_told_is_told_again() -> None:
    told = (warning("html_removed", FILE, 3, name="<x>"), error("text_too_long", FILE, 1, limit=3))
    assert Draft.read(Draft("", findings=told).said()).findings == told


@pytest.mark.parametrize("value", [("a", "b"), object(), {1: "a"}])
def test_what_would_not_come_back_the_same_is_not_kept(value: object) -> None:
    with pytest.raises(ValueError, match=UNLIKE):
        Draft("", findings=(warning("html_removed", FILE, 3, name=value),)).said()


@pytest.mark.parametrize("said", ["", "{", "[]", "3", '["html"]', '["", 1, [], 0, [], [], false, false]'])
def test_anything_else_is_no_draft(said: str) -> None:
    with pytest.raises(ValueError, match=NONE):
        Draft.read(said)


def test_quotes_beside_a_picture_are_set_with_what_is_shown() -> None:
    text = '"![un](b.jpg)"'
    body = ROOMS.finish(ROOMS.draft(text, FILE, 5), Source(text, FILE, 5), resolve, lambda _: "un été")
    assert body.html == "<p>«\u202fun été\u202f»</p>"
