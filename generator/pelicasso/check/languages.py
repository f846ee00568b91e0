"""Languages: a passage in another one is read aloud with the wrong accent unless its language is told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pelicasso.check.blocks import Block, Kind
from pelicasso.check.prose import plain, unmarked
from pelicasso.check.rule import text_rule
from pelicasso.check.text import Text
from pelicasso.schema import Finding

SHORTEST = 8
"""Words of a passage that is worth telling."""
FEWEST, PART = 3, 0.2
"""How many small words make a language likely, as a number and as a part of all words."""
OWN_PART, SURE = 0.12, 0.15
"""As many of the text's own show that it is in its own language; and as many that no other has, that none needs to be
tried."""
SMALL_WORDS = {
    "fr": "le la les de des du et est un une dans pour que qui sur avec au aux par pas ne nous vous ce cette il elle on"
    " sont plus à en se sa son ses leur mais ou où y je tu d l c n s j qu a n si in ma mes mon cet ces te lui tout",
    "en": "the and of to is are with for from you your we our this that was were have has will by at it as in not they"
    " their his her which who or but can all about us be an if into do when what there here more on a me so no",
    "de": "der die das und ist nicht mit ein eine einen für auf dem den von wir ihr sie sich auch werden sind zu im zum"
    " zur bei nach oder wie unser unsere alle haben hat wird des es in an so am",
    "es": "el los las y con para una uno del por como más está están sus su pero muy todos nuestra nuestro esta este"
    " también ser hay al lo ha han desde sin cada puede todos todas de la que en un se no es a son si le les me te tu",
    "it": "il di che è per con non gli della dei delle del nel nella alla anche più questo questa come sono si dell all"
    " ogni nostra nostro nostri nostre siamo dove tutti vi ci dal dalla la le un una in a e ma o lo al se ne"
    " tra c l d i su da ai",
    "pt": "o os e um uma não com para dos das do da mais como pelo pela são está nosso nossa também ao você se em seu"
    " na no às todos de a que as por tu me te",
    "br": "ar ur er ha eo zo gant evit hag war ober ket ouzh dre hor ho eus emañ vez a an en e d r da int ez holl"
    " kement pep oc o ma ne bet vo hon gwir pa mar hep met deuit",
    "nl": "het een van is niet met voor op zijn wij deze ook naar bij aan de en worden onze dat te uit door in we je",
}
KNOWN = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
OWN = {
    language: known.difference(*(each for other, each in KNOWN.items() if other != language))
    for language, known in KNOWN.items()
}
"""The words that no other language has."""
WORD = re.compile(r"[^\W\d_]+")
TOLERATED = re.compile(
    r"(?<![*\w])\*(?![*\s])[^*\n]+\*(?!\*)|(?<![_\w])_(?![_\s])[^_\n]+_(?![_\w])|<(?:i|em|cite)>.*?</(?:i|em|cite)>"
    r"|«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"",
    re.DOTALL | re.IGNORECASE,
)
"""Titles and quotations inside a sentence."""
OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u3040-\ud7ff]")
SHORTEST_TEXT = 2
"""Passages that a whole text has more of."""
TOLD = re.compile(r"\blang\s*=", re.IGNORECASE)
SCRIPTS = {
    "ARABIC": "ar",
    "ARMENIAN": "hy",
    "CJK": "zh",
    "CYRILLIC": "uk",
    "DEVANAGARI": "hi",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "TAMIL": "ta",
    "THAI": "th",
}
LETTERS = 20
"""Letters of another script that make a passage."""
PASSAGES = (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.HTML)


@text_rule("RGAA 8.7")
def passage_in_other_language(text: Text) -> Iterator[Finding]:
    """A paragraph in another language than its page."""
    passages = text.once(_foreign)
    if not _whole(text, passages):
        for block, language in passages:
            yield text.advice("passage_in_other_language", text.line(block.at), language=language)


@text_rule("RGAA 8.3")
def text_in_other_language(text: Text) -> Iterator[Finding]:
    """A whole text in another language than the site."""
    if language := _whole(text, text.once(_foreign)):
        yield text.advice("text_in_other_language", 1, language=language)


def _foreign(text: Text) -> list[tuple[Block, str]]:
    """The passages that are in another language, and which it probably is."""
    own = text.language.partition("-")[0]
    return [
        (each, language)
        for each in text.of(*PASSAGES)
        if language_of(text.said(each), own) and not TOLD.search(each.text)
        if (language := language_of(plain(unmarked(TOLERATED.sub(" ", each.text))), own)) is not None
    ]


def _whole(text: Text, passages: list[tuple[Block, str]]) -> str | None:
    """The language that most of a text is in."""
    languages = Counter(language for _, language in passages)
    [(longest, count)] = languages.most_common(1) or [("", 0)]
    if count <= SHORTEST_TEXT:
        return None
    passages_in_all = sum(len(WORD.findall(each.text)) >= SHORTEST for each in text.of(*PASSAGES))
    return longest if count * 2 > passages_in_all else None


def language_of(said: str, own: str) -> str | None:
    """The language of a passage, when it is not the text's own: guessed from its script, else from its small words."""
    if OTHER_SCRIPT.search(said) and (script := _script(said)):
        return None if own in SCRIPTS.values() else script
    words = WORD.findall(said.lower())
    count, small = len(words), KNOWN.get(own, frozenset())
    if count < SHORTEST or not small or _held(words, OWN[own]) > SURE * count:
        return None
    found = {each: _held(words, known - small) for each, known in KNOWN.items() if each != own}
    best = max(found, key=lambda each: found[each])
    mine = _held(words, small - KNOWN[best])
    likely = found[best] >= max(FEWEST, PART * count, 2 * mine) and mine <= OWN_PART * count
    return best if likely else None


def _held(words: list[str], known: frozenset[str]) -> int:
    """How many of the words are known."""
    return sum(map(known.__contains__, words))


def _script(said: str) -> str | None:
    """The language that a script other than the Latin one stands for, when most letters are in it."""
    letters = [each for each in said if each.isalpha()]
    names = Counter(unicodedata.name(each, "").partition(" ")[0] for each in letters)
    count, script = max((names[each], each) for each in SCRIPTS)
    return SCRIPTS[script] if count >= LETTERS and 2 * count > len(letters) else None
