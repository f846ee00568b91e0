from __future__ import annotations

import re


def test_headers_head_their_columns_and_cells_align_by_class(desk):
    html = desk.html("| jour | prix | |\n|:--|--:|:-:|\n| lundi | 5 € | x |")
    assert re.findall(r"<t[hd]\b[^>]*>", html) == [
        '<th class="start" scope="col">',
        '<th class="end" scope="col">',
        '<td class="center">',
        '<td class="start">',
        '<td class="end">',
        '<td class="center">',
    ]
    assert "style=" not in html
    assert "align=" not in html


def test_a_row_of_empty_headers_is_no_header(desk):
    html = desk.html("| | |\n|-|-|\n| a | b |")
    assert "<thead>" not in html
    assert "<td>a</td>" in html


def test_only_a_table_that_may_be_too_wide_takes_the_keyboards_focus(desk):
    narrow = "| a | b |\n|-|-|\n| " + "un deux " * 20 + "| c |\n\n"
    wide = "| anticonstitutionnellement | b |\n|-|-|\n| a | hexakosioihexekonta |\n\n"
    html = desk.html(narrow + wide + wide)
    assert re.findall(r'<div aria-label="([^"]+)" class="wide" role="region" tabindex="0">', html) == [
        "Tableau 2",
        "Tableau 3",
    ]
