from __future__ import annotations

import pytest


def test_classes_and_anchors_are_kept(desk):
    assert desk.html("texte\n{: .a .b #c }") == '<p class="a b" id="c">texte</p>'
    assert '<strong class="a" lang="en">x</strong>' in desk.html("**x**{.a lang=en}")


@pytest.mark.parametrize("desk_name", ["desk", "trusting_desk"])
def test_styles_and_handlers_are_dropped_and_told(desk_name, request):
    desk = request.getfixturevalue(desk_name)
    text = "a\n\n**x**{style=color:red onclick=y data-z=1 .a}"
    assert '<strong class="a">x</strong>' in desk.html(text)
    assert sorted(desk.told(text, 10)) == [
        ("html_removed", 12, "data-z="),
        ("html_removed", 12, "onclick="),
        ("look_removed", 12, "style="),
    ]


@pytest.mark.parametrize("braces", ["{nom}", "{ nom }", "{{ nom }}", "{% nom %}", "{nom prénom}", "{1}"])
def test_other_braces_are_text(desk, braces):
    assert desk.html(f"texte\n{braces}") == f"<p>texte\n{braces}</p>"
    assert f">texte {braces}</h2>" in desk.html(f"## texte {braces}")
