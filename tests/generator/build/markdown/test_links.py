from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("[a](x.md)", [("x.md", 10, False)]),
        ("![a](x.jpg)", [("x.jpg", 10, True)]),
        ("a\nb\n[c\nd](x.md)", [("x.md", 13, False)]),
        ('[a](<mon fichier.pdf> "titre")', [("mon fichier.pdf", 10, False)]),
        ("[a](mon fichier.pdf)", [("mon fichier.pdf", 10, False)]),
        ("[a](x_(y).md)", [("x_(y).md", 10, False)]),
        ("[a](x\\_y.md)", [("x_y.md", 10, False)]),
        ("[a]()", [("", 10, False)]),
        ("[a](x?b=c&d=e&amp;f=&copy)", [("x?b=c&d=e&f=&copy", 10, False)]),
        ("[a]({filename}/pages/x.md)", [("/pages/x.md", 10, False)]),
        ("![a]({static}x.jpg)", [("x.jpg", 10, True)]),
        ("[a](|attach|x.pdf)", [("x.pdf", 10, False)]),
        ("[a][r] et [r]\n\n[r]: x.md 'titre'", [("x.md", 12, False), ("x.md", 12, False)]),
        ("[a][r]\n\n> [r]:\n>     x.md", [("x.md", 13, False)]),
        ("[a][r]\n\n[r]: <x.md>", [("x.md", 12, False)]),
        ("<https://a.b/c>", [("https://a.b/c", 10, False)]),
        ("[![a](x.jpg)](y.md)", [("y.md", 10, False), ("x.jpg", 10, True)]),
        ("[a](x.md)\n\n[b](x.md)\n\n[c](x.md)", [("x.md", line, False) for line in (10, 12, 14)]),
        ("| a |\n|---|\n| [b](x.md) |", [("x.md", 12, False)]),
        ("- a\n\n    > [b](x.md)", [("x.md", 12, False)]),
        ("a[^1]\n\n[^1]: b\n    [c](x.md)", [("x.md", 13, False)]),
        ("`[a](x.md)`\n\n```\n[b](y.md)\n```\n\n    [c](z.md)\n\n[d](w.md)", [("w.md", 18, False)]),
        ("<a href='x.md'>a</a>", [("x.md", 10, False)]),
        ('a\n\n<div>\n<img\nsrc="x.jpg"></div>', [("x.jpg", 13, True)]),
        ('<video src="x.mp4" poster="x.jpg"></video>', [("x.mp4", 10, False), ("x.jpg", 10, True)]),
        ("[a](x.md){href=y.md}", [("y.md", 10, False)]),
        ("<a@b.c>", []),
        ("a[^1]\n\n[^1]: b", []),
        ("<!-- [a](x.md) <img src=x.jpg> -->", []),
    ],
)
def test_each_link_is_asked_for_with_its_line(desk, text, asked):
    desk.body(text, 10)
    assert desk.asked == asked


def test_a_link_carries_where_it_leads(desk):
    assert desk.html('[a](x.md "t")') == '<p><a href="x.md" title="t">a</a></p>'


def test_what_leads_nowhere_leaves_its_text(desk):
    assert desk.html("un [*beau* jour](mort.md), [deux](x.md)") == (
        '<p>un <em>beau</em> jour, <a href="x.md">deux</a></p>'
    )
    assert desk.html("vu ![de loin](mort.jpg) ici") == "<p>vu de loin ici</p>"
    assert desk.html('<a href="mort.md">a</a> <a href="x.md">b</a>') == '<p>a <a href="x.md">b</a></p>'


def test_a_picture_has_the_size_it_is_published_in(desk):
    assert desk.html("vu ![a](x.jpg) ici") == ('<p>vu <img alt="a" src="x.jpg" width="640" height="480"> ici</p>')


def test_a_picture_that_is_asked_smaller_keeps_its_proportions(desk):
    assert 'width="320" height="240"' in desk.html("vu ![a](x.jpg){width=320} ici")


def test_an_address_that_is_no_link_is_told(desk):
    for target in ("javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "https://a b/c"):
        assert desk.html(f"un [mot](<{target}>)") == "<p>un mot</p>"
        assert desk.told(f"a\n\n[mot](<{target}>)", 10) == [("link_removed", 12, None)]
        assert desk.asked == []


def test_marks_of_an_author_do_not_pass_for_ours(desk):
    assert desk.html('<a href="x.md#&#xfdd2;99999999999&#xfdd6;">a</a>') == '<p><a href="x.md#99999999999">a</a></p>'
    desk.body("[a](\ufdd07\ufdd1x.md)", 3)
    assert desk.asked == [("7x.md", 3, False)]


TARGETS = st.text(st.characters(categories=["L", "N"], include_characters="-_./"), min_size=1, max_size=8)


@settings(max_examples=100, deadline=None)
@given(lines=st.lists(st.sampled_from(["", "texte", "`[a](b)`", "- x", "> y", "## z"]), max_size=8), target=TARGETS)
def test_the_line_is_right_wherever_a_link_stands(desk, lines, target):
    text = "\n\n".join([*lines, f"[mot]({target})"])
    desk.body(text, 4)
    assert desk.asked[-1][1] == 4 + text.count("\n")
