"""Blocks in Markdown: what each becomes, and that no mark of one is ever published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pelicasso.build.markdown import Body, MarkdownConverter
from pelicasso.kit.blocks import BLOCKS, AnyBlock
from pelicasso.kit.locale import Words
from pelicasso.schema import Finding, SiteError

FILE = "content/pages/aide.md"
CONVERTERS = {trusted: MarkdownConverter(Words("fr"), trusted=trusted) for trusted in (False, True)}


@dataclass(frozen=True)
class Led:
    """Where a link leads, as a test sees it: with its line."""

    href: str
    width: int | None = None
    height: int | None = None


def lead(target: str, line: int, is_picture: bool) -> Led:
    return Led(f"{line}:{target}" if not is_picture else target)


def convert(text: str, *, trusted: bool = False) -> Body:
    return CONVERTERS[trusted].convert(text, FILE, 1, lead)


def html(text: str) -> str:
    return convert(text).html.replace("\n", "")


def refused(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(SiteError) as caught:
        convert(text)
    return [(each.code, each.line) for each in caught.value.findings]


def test_a_callout_is_a_box_that_its_title_names() -> None:
    assert html("/// callout | Fermé lundi\ntype: warning\nRevenez **mardi** !\n///") == (
        '<div class="admonition warning"><strong class="admonition-title">Fermé lundi</strong>'
        "<p>Revenez <strong>mardi</strong>\u202f!</p></div>"
    )


@pytest.mark.parametrize(
    ("kind", "said"), [("info", "À savoir"), ("warning", "Attention"), ("success", "Bonne nouvelle")]
)
def test_a_callout_without_a_title_says_what_it_is(kind: str, said: str) -> None:
    assert f">{said}</strong>" in html(f"/// callout\ntype: {kind}\na\n///")


def test_a_question_opens_on_its_answer_and_can_be_linked_to() -> None:
    assert html("/// details | Où est-ce ?\nIci.\n///") == (
        '<details class="question flow" id="ou-est-ce"><summary>Où est-ce\u202f?</summary><p>Ici.</p></details>'
    )
    assert "open=" in html("/// details | Où ?\nopen: oui\nIci.\n///")


def test_questions_in_a_row_are_a_list() -> None:
    found = html("/// details | Un\na\n///\n/// details | Deux\nb\n///\n\n\n/// details | Trois\nc\n///\n\nFin.")
    assert re.findall(r"</?(?:ul|li|details)\b", found) == [
        "<ul",
        *["<li", "<details", "</details", "</li"] * 3,
        "</ul",
    ]
    assert found.endswith("</ul><p>Fin.</p>")


def test_questions_with_a_text_between_them_are_no_list() -> None:
    assert "<ul" not in html("/// details | Un\na\n///\n\nPuis :\n\n/// details | Deux\nb\n///")


def test_two_questions_with_the_same_words_have_two_anchors() -> None:
    assert re.findall('id="([^"]+)"', html("## Où\n/// details | Où\na\n///\n/// details | Où\na\n///")) == [
        "ou-3",
        "ou",
        "ou-2",
    ]


def test_a_button_leads_where_a_link_on_its_line_would() -> None:
    found = html(
        "Bonjour [ici](b.md).\n\n/// button | Donner 5 €\nlink: b.md?a=1&b=2\n///\n/// button | Venir\nlink: c.md\n///"
    )
    assert found.endswith(
        '<div class="cluster"><a class="button" href="4:b.md?a=1&amp;b=2">Donner 5\u00a0€</a>'
        '<a class="button" href="7:c.md">Venir</a></div>'
    )


@pytest.mark.parametrize("target", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_button_runs_no_script(target: str) -> None:
    body = convert(f"/// button | Venir\nlink: {target}\n///")
    assert ":" not in body.html
    assert [(each.code, each.line) for each in body.findings] == [("link_removed", 2)]


def test_columns_hold_all_that_a_text_holds() -> None:
    found = html("/// columns\n## Mercredi\n- a\n- b\n---\n/// callout\nc\n///\n\n| d | e |\n|---|---|\n| f | g |\n///")
    assert found.startswith(
        '<div class="grid columns"><div class="flow"><h2 id="mercredi">Mercredi</h2><ul><li>a</li><li>b</li></ul></div>'
        '<div class="flow"><div class="admonition info">'
    )
    assert found.endswith("</table></div></div>")


def test_headings_go_on_through_blocks() -> None:
    body = convert("## Un\n\n/// callout\n### Deux\na\n///\n\n## Trois\n\n/// columns\n#### Quatre\n---\nb\n///")
    assert [(each.title, [below.title for below in each.items]) for each in body.headings] == [
        ("Un", ["Deux"]),
        ("Trois", ["Quatre"]),
    ]
    assert "<h3" in body.html
    assert "<h4" not in body.html


def test_notes_links_and_abbreviations_work_across_blocks() -> None:
    found = html("/// callout\nAG[^1], [ici][x]\n///\n\n[^1]: note\n[x]: a.md\n*[AG]: assemblée générale")
    assert '<abbr title="assemblée générale">AG</abbr>' in found
    assert 'href="6:a.md"' in found
    assert found.count('class="footnotes"') == 1


def test_titles_are_text() -> None:
    found = html('/// details | <b onclick="x">*R&D*</b> [a](b.md) "c"\nd\n///')
    assert '<summary>&lt;b onclick="x"&gt;*R&amp;D*&lt;/b&gt; [a](b.md)' in found


def test_only_texts_with_blocks_ask_for_their_style() -> None:
    assert convert("/// callout\na\n///").styles == ("blocks",)
    assert convert("Voir `///`.").styles == ()


@pytest.mark.parametrize(
    "text",
    [
        "```\n/// callout\n```",
        "~~~ md\n/// button\n///\n~~~",
        "Ainsi :\n\n    /// callout\n    a\n    ///",
        "`/// callout`",
    ],
)
def test_code_shows_blocks_as_they_are_written(text: str) -> None:
    assert "///" in html(text)
    assert "<div" not in html(text)


def test_a_block_in_a_comment_is_put_aside() -> None:
    assert html("a\n\n<!--\n/// callout\nb\n///\n-->\n\nc") == "<p>a</p><p>c</p>"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<div>\n/// callout\na\n///\n</div>", 2),
        ("<div>\n\n/// callout\n\na\n\n///\n\n</div>", 3),
        ("/// callout\n<div>\na\n///\n</div>", 1),
    ],
)
def test_a_block_mixed_up_with_html_is_refused(text: str, line: int) -> None:
    assert refused(text) == [("block_in_html", line)]


def test_a_refused_text_leaves_nothing_for_the_next_one() -> None:
    refused("<div>\n/// callout\na\n///\n</div>")
    assert html("b") == "<p>b</p>"


def test_a_long_text_in_a_block_takes_no_longer_than_outside() -> None:
    """The work is counted: `iter` on the tree of a block would grow with the square of its length."""
    text = "\n\n".join(f"paragraphe {number}" for number in range(5000))
    assert html(f"/// details | Tout\n{text}\n///").count("<p>") == 5000


@pytest.mark.parametrize("block", BLOCKS, ids=lambda each: each.name)
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_block_is_built_in_every_language(block: AnyBlock, language: str) -> None:
    text = "\n\n".join([block.example] * 3)
    body = MarkdownConverter(Words(language)).convert(text, FILE, 1, lead)
    assert body.findings == ()
    assert Balance.of(body.html)


class Balance(HTMLParser):
    """Whether every element is closed where it should be."""

    VOID = frozenset({"br", "hr", "img", "input", "source", "track", "wbr", "col"})

    @classmethod
    def of(cls, html: str) -> bool:
        parser = cls()
        parser.open: list[str] = []
        parser.right = True
        parser.feed(html)
        return parser.right and not parser.open

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.right = self.right and bool(self.open) and self.open.pop() == tag


MARKS = (
    "///",
    "////",
    "/// callout",
    "//// callout | Titre",
    "/// details | Où ?",
    "/// button | Venir",
    "/// columns",
    "//// columns",
    "/// calout",
    "/// fin",
)
OTHERS = (
    *(
        "---",
        "type: warning",
        "link: x.md",
        "open: oui",
        "texte",
        "# T",
        "## T",
        "T\n===",
        "terme\n:   sens",
        "!!! note",
    ),
    *("```", "~~~", "<div>", "</div>", "<!--", "-->", "<pre>", "</pre>", "<p>", "<script>", "<details>", "<a href='"),
    *("[^1]", "[^1]: note", "*[AB]: abc", "[a]: b", "[a](b)", "![i](j)", "| a | b |", "|---|---|", "{: .x}", "&amp;"),
    *("`", "**", "\\", "'", '"', ">", "\t", "\u00a0", "http://x/", "<http://a>", "file:///x"),
)
PIECES = st.one_of(
    st.sampled_from(MARKS), st.sampled_from(OTHERS), st.text(max_size=8).filter(lambda each: "//" not in each)
)
LINES = st.tuples(
    st.sampled_from(["", "", "", "   ", "    ", "- ", "1. ", "> ", "\t"]), PIECES, st.sampled_from(["", *OTHERS])
)
ANYTHING = st.lists(st.one_of(LINES.map("".join), st.just("")), max_size=14).map("\n".join)
TEXT = st.lists(
    st.sampled_from(["texte", "- a\n- b", "## T", "> c", "1. a\n\n    b", "| a |\n|---|\n| b |"]),
    min_size=1,
    max_size=3,
).map("\n\n".join)
BUTTON = st.just("/// button | Trois\nlink: x.md\n///")
CALLOUT = st.one_of(TEXT, BUTTON).map("/// callout | Un\ntype: success\n{}\n///".format)
DETAILS = st.one_of(TEXT, BUTTON, CALLOUT).map("/// details | Deux\n\n{}\n///".format)
PARTS = st.lists(st.one_of(TEXT, BUTTON, CALLOUT, DETAILS), min_size=2, max_size=3)
COLUMNS = PARTS.map("\n---\n".join).map("/// columns\n{}\n///".format)
RIGHT = st.lists(st.one_of(TEXT, BUTTON, CALLOUT, DETAILS, COLUMNS), max_size=4)
MARKED = re.compile(r"[\s\u200b]*/{3,6}(?!/)")
SHOWN_AS_IS = re.compile(r"<(code|pre|script)\b.*?</\1>|<!--.*?-->|<(script|pre)\b.*", re.DOTALL)
STARTS = re.compile(r"\n|<(?:p|li|div|td|dd|blockquote|h[1-6]|br|summary)\b[^>]*>")


def marks_in(html: str) -> list[str]:
    """The marks of blocks that visitors would read, and the signs that stand for them on the way."""
    lines = STARTS.split(SHOWN_AS_IS.sub("", html))
    return [*filter(MARKED.match, lines), *re.findall("[\ufdd0-\ufdef]", html)]


def outcome(text: str, *, trusted: bool = False) -> tuple[Body | None, tuple[Finding, ...]]:
    try:
        return convert(text, trusted=trusted), ()
    except SiteError as problem:
        return None, problem.findings


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING, st.booleans())
@example("   \n    /// callout", False)
@example("\u00a0\n    /// callout", False)
@example("- a\n\n      /// callout", False)
@example("---\n---\n<p>\n\n    ///", False)
def test_no_mark_of_a_block_is_published(text: str, trusted: bool) -> None:
    body, findings = outcome(text, trusted=trusted)
    assert all(each.file == FILE and each.line for each in findings)
    assert body is None or marks_in(body.html) == []


@settings(max_examples=200, deadline=None)
@given(RIGHT, st.sampled_from(["\n", "\n\n"]))
def test_right_blocks_make_right_html(parts: list[str], between: str) -> None:
    text = between.join(parts)
    body = convert(text)
    assert Balance.of(body.html)
    assert marks_in(body.html) == []
    for mark, tag in (("callout", '<div class="admonition'), ("details", "<details"), ("button", 'class="button"')):
        assert body.html.count(tag) == text.count(f"/// {mark}")
