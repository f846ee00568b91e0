from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelicasso.kit.typography import Typography

FRENCH = Typography("fr")
ENGLISH = Typography("en")


def shown(text: str) -> str:
    """The two no-break spaces as signs that one can see."""
    return text.replace("\u202f", "·").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Bonjour !", "Bonjour·!"),
        ("Bonjour!", "Bonjour·!"),
        ("Quoi ?!", "Quoi·?!"),
        ("a ; b; c", "a·; b·; c"),
        ("Tarif : 5 €", "Tarif~: 5~€"),
        ("Tarif: gratuit", "Tarif~: gratuit"),
        ("« mot » et «mot»", "«·mot·» et «·mot·»"),
        ("mot\u00a0! «\u00a0x\u00a0»", "mot·! «·x·»"),
        ("75 °C, 3 200 m², 5 km, 20 kg, 3 h", "75~°C, 3·200~m², 5~km, 20~kg, 3~h"),
        ("14 h 30, 14h 30, 14h30", "14~h~30, 14h~30, 14h30"),
        ("10 000 €, 1 250 000 habitants, 10000€", "10·000~€, 1·250·000 habitants, 10000~€"),
        ("50 % ou 50%", "50~% ou 50~%"),
        ("l'été d'Émile, aujourd'hui", "l’été d’Émile, aujourd’hui"),
        ("attendez...", "attendez…"),
        ("oui -- non, 1990--1995", "oui – non, 1990–1995"),
        ('Il dit "oui" puis "non".', "Il dit «·oui·» puis «·non·»."),
        ('l\'"été"', "l’«·été·»"),
        ("(Ah !)", "(Ah·!)"),
    ],
)
def test_french_is_set_as_the_french_do(written, expected):
    assert shown(FRENCH.text(written)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "14:30",
        "https://a.fr/?b=1;c=2",
        "score 3:1",
        "Super :) et ;-) ou :D",
        "C: ou D: sont des disques",
        "06 12 34 56 78",
        "en 2026 300 personnes",
        "x != y",
        "--option",
        "....",
        'un écran de 12"',
        "n°5",
        "50%20",
        "::texte::",
    ],
)
def test_what_is_no_french_punctuation_stays(text):
    assert FRENCH.text(text) == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("It's \"good\", isn't it?", "It’s “good”, isn’t it?"),
        ("the '90s", "the ’90s"),
        ("the members' room", "the members’ room"),
        ("he said 'yes'", "he said ‘yes’"),
        ("wait... 5 % : no !", "wait… 5 % : no !"),
        ('12" screen', '12" screen'),
    ],
)
def test_other_languages_have_curly_quotes_alone(written, expected):
    assert ENGLISH.text(written) == expected
    assert Typography("de").text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<p title="a ! b > c">a !</p>', '<p title="a ! b > c">a·!</p>'),
        ('<code>a ! "b" d\'e</code> !', '<code>a ! "b" d\'e</code>·!'),
        ("<pre><code>a !</code> b !</pre>c !", "<pre><code>a !</code> b !</pre>c·!"),
        ("<kbd><kbd>a !</kbd> b !</kbd> c !", "<kbd><kbd>a !</kbd> b !</kbd> c·!"),
        ("l'<em>eau</em> <em>pure</em> !", "l’<em>eau</em> <em>pure</em>·!"),
        ("a &amp; b &lt; c; d", "a &amp; b &lt; c·; d"),
        ("mot&nbsp;!", "mot·!"),
        ('"un <em>"deux"</em> trois"', "«·un <em>«·deux·»</em> trois·»"),
        ('<p>"a</p><p>b"</p>', '<p>"a</p><p>b"</p>'),
        ('<p>"<b>a</b>"</p>', "<p>«·<b>a</b>·»</p>"),
        ("<p>Non!</p>", "<p>Non·!</p>"),
    ],
)
def test_html_has_its_text_set_and_nothing_else(written, expected):
    assert shown(FRENCH.html(written)) == expected


SIGNS = [
    *"'\".-«»!?;:%€()[]<>&=/ \u00a0\u202f\n",
    "a",
    "é",
    "1",
    "12",
    "000",
    " 000",
    "km",
    "h",
    "...",
    "--",
    "<em>",
    "</p>",
    "<code>",
]
TEXTS = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), max_size=25).map("".join)


@pytest.mark.parametrize("typography", [FRENCH, ENGLISH])
@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_setting_twice_changes_nothing(typography, text):
    once = typography.text(text)
    assert typography.text(once) == once
    html = typography.html(text)
    assert typography.html(html) == html


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(categories=["L", "N", "Zs"], exclude_characters="\u00a0\u202f"), max_size=40))
def test_words_and_their_order_never_change(text):
    assert FRENCH.text(text).split() == text.split()
