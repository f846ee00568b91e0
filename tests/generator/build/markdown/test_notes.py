from __future__ import annotations

import re

TEXT = "Un[^été a], deux[^b], encore[^été a].\n\n[^b]: Note *b*.\n[^été a]: Note a.\n[^seule]: Jamais appelée."


def test_notes_are_numbered_as_they_are_called_and_each_way_back_has_a_name_of_its_own(desk):
    html = desk.html(TEXT)
    assert re.findall(
        r'<sup id="([^"]+)"><a aria-label="([^"]+)" class="footnote-ref" href="([^"]+)">(\d)</a>', html
    ) == [
        ("fnref-1", "Note 1", "#fn-1", "1"),
        ("fnref-2", "Note 2", "#fn-2", "2"),
        ("fnref2-1", "Note 1", "#fn-1", "1"),
    ]
    assert re.findall(r'<a aria-label="([^"]+)" class="footnote-backref" href="([^"]+)">', html) == [
        ("Revenir au texte, note 1, appel 1", "#fnref-1"),
        ("Revenir au texte, note 1, appel 2", "#fnref2-1"),
        ("Revenir au texte, note 2", "#fnref-2"),
    ]
    assert re.findall(r'<li id="(fn-\d)">\s*<p>(\w+ ?\w*)', html) == [
        ("fn-1", "Note a"),
        ("fn-2", "Note "),
        ("fn-3", "Jamais appelée"),
    ]


def test_the_section_of_notes_has_a_name_and_no_rule(desk, english_desk):
    assert '<section aria-label="Notes" class="footnotes">\n<ol>' in desk.html(TEXT)
    html = english_desk.html("a[^1]\n\n[^1]: b")
    assert 'aria-label="Back to the text, note 1"' in html
    assert "Jump back" not in html


def test_every_way_leads_somewhere(desk):
    for text in (
        TEXT,
        "![a [^1]](x.jpg)\n\n[^1]: b",
        "a[^1]\n\n[^1]:",
        "a[^1]\n\n[^1]: b[^1]\n\n    ```\n    c\n    ```",
    ):
        html = desk.html(text)
        anchors = set(re.findall(r'id="([^"]+)"', html))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= anchors
