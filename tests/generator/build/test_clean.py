from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelicasso.build.clean import TAGS, allows, clean, removed

PIECES = [
    *("<", ">", '"', "'", "/", "=", " ", "a", "x", "<b>", "</b>", "<p ", "<svg", "<script>", "</script>", "<style>"),
    *(
        " onclick=",
        " style=",
        " href=",
        " src=",
        "javascript:",
        "java\tscript:",
        "&#106;avascript:",
        "data:",
        "<img ",
        "<a ",
    ),
    *(
        "<iframe ",
        "<form>",
        "<input>",
        "<math>",
        "<table>",
        "<td>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "`",
        "\x00",
    ),
]
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map("".join)


@pytest.mark.parametrize(
    "html",
    [
        '<p id="fn-1" class="a b" lang="en" dir="ltr" title="t">x</p>',
        '<sup id="fnref-1"><a aria-label="Note 1" class="footnote-ref" href="#fn-1">1</a></sup>',
        '<section aria-label="Notes" class="footnotes"><ol><li id="fn-1"><p>x</p></li></ol></section>',
        '<div aria-label="Tableau 1" class="wide" role="region" tabindex="0"><table></table></div>',
        '<table><caption>x</caption><thead><tr><th scope="col" class="end" colspan="2">a</th></tr></thead></table>',
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<details><summary>a</summary>b</details>",
        '<figure><img alt="a" src="x.jpg" width="2" height="1" loading="lazy"><figcaption>b</figcaption></figure>',
        '<video src="x.mp4" poster="x.jpg" width="2" height="1"><track src="x.vtt" kind="captions"></video>',
        '<audio src="x.mp3" preload="none"></audio>',
        "<p><kbd>a</kbd> <mark>b</mark> <sub>c</sub> <samp>d</samp> <var>e</var> <small>f</small> <q>g</q></p>",
        '<p><abbr title="x">A</abbr> <time datetime="2026-12-05">b</time> <del>c</del> <ins>d</ins></p>',
        '<p><a href="mailto:a@b.c" rel="me" hreflang="en" download="">x</a> <a href="tel:+33">y</a></p>',
        '<pre><code class="language-x">a &lt;b&gt;\n</code></pre>',
        "<p>{{ 7*7 }} {% include 'x' %}</p>",
    ],
)
def test_what_markdown_and_people_write_survives(html):
    assert clean(html) == html
    assert list(removed(html)) == []


@pytest.mark.parametrize(
    ("html", "left", "names"),
    [
        ("a<script>alert(1)</script>b", "ab", ["<script>"]),
        ('<p style="x" onclick="y">a</p>', "<p>a</p>", ["style=", "onclick="]),
        ('<iframe src="//e"></iframe>a', "a", ["<iframe>"]),
        ("<form><input name=a><button>b</button></form>", "b", ["<form>", "<input>", "<button>"]),
        ("<svg><script>x</script><title>y</title></svg>a", "a", ["<svg>", "<script>", "<title>"]),
        ('<a href="javascript:x" target="_blank">a</a>', "<a>a</a>", ["target="]),
        ('<img src="x.jpg" alt="" srcset="y 2x">', '<img src="x.jpg" alt="">', ["srcset="]),
        ("<center><font color=red>a</font></center>", "a", ["<center>", "<font>"]),
        ("<div tabindex=5 data-x=1>a</div>", "<div>a</div>", ["data-x="]),
        ('<q cite="javascript:x">a</q>', "<q>a</q>", ["cite="]),
        ("<h1>a</h1>", "a", ["<h1>"]),
        ("a<!-- b --><?php c ?>", "a", []),
    ],
)
def test_what_may_not_be_is_taken_out_and_named(html, left, names):
    assert clean(html) == left
    assert [name for name, _ in removed(html)] == names


def test_a_name_stands_where_it_is_in_the_piece():
    assert list(removed('<p>a</p>\n<b\nonclick="x">')) == [("onclick=", 9)]


@settings(max_examples=200, deadline=None)
@given(html=HOSTILE)
def test_cleaning_is_done_at_once_and_leaves_nothing_to_name(html):
    cleaned = clean(html)
    assert clean(cleaned) == cleaned
    assert list(removed(cleaned)) == []
    assert not any(each in cleaned.lower() for each in ("<script", "<style", "<iframe", "<svg", "<form"))


@pytest.mark.parametrize(
    "reference", ["&#1;", "&#0;", "&#x1f", "&#xFDD2;", "&#64978;", "&#xffff;", "&#x110000;", "&#xd800;"]
)
def test_a_sign_that_no_html_may_hold_stays_out_when_it_is_written_by_its_number(reference):
    assert clean(f"<p>a{reference} b</p>") == "<p>a b</p>"


@pytest.mark.parametrize(
    ("html", "shown"), [("l&#146;eau", "l’eau"), ("&#233;t&#xe9;", "été"), ("<code>&amp;#1;</code>",) * 2]
)
def test_a_sign_written_by_its_number_is_kept(html, shown):
    assert clean(html) == shown


def test_no_tag_may_carry_a_style_or_a_handler():
    for tag in TAGS:
        assert not any(allows(tag, each) for each in ("style", "onclick", "onerror", "srcdoc", "formaction"))
