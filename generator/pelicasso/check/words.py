"""Words that only some readers can follow: colours, places on the screen, capitals, pictograms, long quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pelicasso.check.blocks import Kind
from pelicasso.check.prose import END, sentence
from pelicasso.check.rule import text_rule
from pelicasso.check.text import Text
from pelicasso.schema import Finding
from pelicasso.site.catalogue import Catalogue, languages

GAP = rf"[^.!?;{END}]"
HUE = r"(?:rouge|vert|bleu|jaune|orange|rose|violet|gris|mauve|turquoise)"
COLOURED = (
    r"(?:(?:rouge|jaune|orange|rose|mauve|beige|turquoise)s?|verte?s?|bleue?s?|grise?s?|noire?s?|blan(?:che|c)s?"
    r"|viol(?:ettes?|ets?))(?![\w-])"
)
IN_COLOUR = rf"en\ +(?:caract[èe]res\ +|lettres\ +|couleur\ +)?{HUE}(?:\ +(?:clair|fonc[ée]|vif|p[âa]le))?(?![\w-])"
MARKED = (
    r"(?:(?:indiqu|marqu|signal|affich|not|mentionn|surlign|soulign|encadr|color|colori|rep[ée]r|imprim|pr[ée]cis|list"
    r"|coch)ée?s?|(?:inscri|écri)te?s?|figurant|apparaissant|figure(?:nt)?|appara[îi](?:t|ssent))"
)
BEARERS = (
    r"(?:cases?|cellules?|champs?|boutons?|pastilles?|cr[ée]neaux?|colonnes?|pictogrammes?|onglets?|[ée]pingles?"
    r"|marqueurs?|rep[èe]res?|dates?|mentions?|lignes|semaines|encadr[ée]s?|puces?|ic[ôo]nes?)"
)
"""What has a colour on a page, and seldom elsewhere."""
TOLD = (
    rf"(?:{BEARERS}|ligne|mots?|liens?|titres?|textes?|cadres?|fl[èe]ches?|semaines?|rubriques?|jours?|zones?|secteurs?"
    r"|communes?|noms?|chiffres?|horaires?|tarifs?|phrases?|informations?|parties?|[ée]l[ée]ments?|passages?|ateliers?"
    r"|places?|s[ée]ances?|cours|matchs?|stages?|sorties?|activit[ée]s?|r[ée]unions?|permanences?|concerts?|articles?"
    r"|produits?|num[ée]ros?|questions?|ceux|celles)"
)
LEGENDS = r"(?:plan|carte|calendrier|tableau|agenda|planning|sch[ée]ma|graphique|grille)"
ARTICLES = r"(?:les?|la|des|du|aux?|ces?|cette|chaque|un|une|vos|l')"
ENGLISH_HUE = r"(?:red|green|blue|yellow|orange|gr[ae]y|pink|purple)"
ENGLISH_BEARERS = r"(?:box(?:es)?|cells?|fields?|buttons?|lines|dates?|squares?|rows?|columns?)"
COLOUR_ALONE = re.compile(
    rf"""\b{MARKED}\ +{GAP}{{0,25}}?(?P<a>{IN_COLOUR})
      | \b{TOLD}\b{GAP}{{0,40}}?[\ (](?P<b>{IN_COLOUR})
      | (?<![\w'])(?P<c>{IN_COLOUR})\ *
          (?::|\)|,\ +(?:les|la|le|ce|ceux|celles)\b|\ sur\ +(?:les?|la|l'|notre|ce|cette)\ *{LEGENDS})
      | \b{ARTICLES}\ *(?:petite?s?\ +)?{BEARERS}\ +(?P<d>{COLOURED})
      | \b(?:shown|marked|highlighted|written|printed|listed|displayed)\b{GAP}{{0,25}}?\ (?P<e>in\ +{ENGLISH_HUE})\b
      | \b(?:the|every|each)\ +(?P<f>{ENGLISH_HUE}\ +{ENGLISH_BEARERS})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
COLOURS = (
    *(" rouge", " vert", " bleu", " jaune", " orange", " rose", " violet", " gris", " mauve", " turquoise", " noir"),
    *(" blanc", " beige", " red", " green", " blue", " yellow", " grey", " gray", " pink", " purple"),
)
"""One of them is in every sentence that tells by colour."""
NOT_ON_SCREEN = re.compile(
    r"habill|v[êe]tu|d[ée]guis|peint|peign|teint|tricot|costum|sentier|chemin\b|balis|itin[ée]raire|parcours|randonn"
    r"|maillot|[ée]quipe|volet|fa[çc]ade|gras\b|[ée]toile|ast[ée]risque|\bbold\b|wear|painted|dress",
    re.IGNORECASE,
)
"""Clothes, paint and paths have colours too; and what is bold as well is not told by colour alone."""

PLACED = (
    r"(?:colonnes?|menus?|boutons?|encadr[ée]s?|encarts?|images?|photos?|formulaires?|bandeaux?|liens?|onglets?"
    r"|ic[ôo]nes?|logos?|cadres?|rubriques?|vignettes?|plans?|cartes?|sch[ée]mas?|calendriers?|graphiques?"
    r"|illustrations?)"
)
SIDE = r"(?:droite|gauche)(?!\w)"
ON_PAGE = r"(?:l'[ée]cran|la\ +page|cette\ +page|votre\ +[ée]cran|ce\ +texte|texte|l'image|la\ +photo|l'article)"
AT_SIDE = rf"(?:(?:tout\ +)?[àa]\ +(?:votre\ +)?|de\ +|sur\ +la\ +|en\ +(?:haut|bas)\ +(?:[àa]|de)\ +){SIDE}"
NOT_IN_TOWN = rf"(?!\ +(?:de|du|des|d'|en|apr[èe]s|au|quand|lorsque)\b(?!\ *{ON_PAGE}))"
"""« À droite de la mairie » is a way to go, « à droite de l’écran » is not."""
POSITION = re.compile(
    rf"""\bci[ -]contre\b
      | \b{PLACED}\b{GAP}{{0,20}}?\ {AT_SIDE}{NOT_IN_TOWN}
      | \b(?:[àa]|sur\ +la)\ +{SIDE}\ +(?:de\ +|du\ +)?{ON_PAGE}
      | \b(?:cliqu(?:ez|er|ant)|menu|onglet|rubrique|lien|bouton)\b{GAP}{{0,50}}?\ en\ +(?:haut|bas)\ +(?:[àa]|de)\ *
          {SIDE}(?!\ +(?:de|du)\ +(?!{ON_PAGE}))
      | \bcliqu(?:ez|er|ant)\b{GAP}{{0,50}}?\ (?:[àa]|sur\ +la)\ +{SIDE}
      | \b(?:boutons?|ic[ôo]nes?|pictogrammes?)\ +(?:ronde?s?|carr[ée]e?s?|triangulaires?)\b
      | \b(?:right|left)[ -]hand\ +(?:column|menu|side\ +of\ +(?:the|this)\ +(?:page|screen))\b
      | \b(?:column|menu|box|button|form|picture|image|photo|link|map)\b{GAP}{{0,20}}?\ on\ +the\ +(?:right|left)\b
          (?!\ +of\ +(?!the\ +(?:page|screen)))
      | \bon\ +the\ +(?:right|left)(?:-hand\ +side)?\ +of\ +(?:the|this)\ +(?:page|screen)\b
      | \bopposite\ +(?:picture|image|photo)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
PLACES = ("droite", "gauche", "ci-contre", "ci contre", " rond", " carré", "triangulaire", "right", "left", "opposite")

CAPITAL = r"[A-ZÀ-ÖØ-ÞŒÆ\d]"
SHOUTED = re.compile(rf"(?<![\w.]){CAPITAL}+(?:-{CAPITAL}+)*(?!\w)(?:[ ,'&:!/]+{CAPITAL}+(?:-{CAPITAL}+)*(?!\w))+")
WORD = re.compile(rf"{CAPITAL}+(?:-{CAPITAL}+)*")
SMALL = re.compile(r"ce(?:t|tte|s)?|pour|par|sur|dans|avec|en|ne|pas|plus|tous|toutes|the|and|for|to|in", re.IGNORECASE)
"""Words of a sentence; not those of names: « Mme DE LA TOUR »."""
SHORTEST = 4
ROMAN = re.compile(r"[IVXLCDM]+|\d.*|[^AEIOUYÀ-ÖØ-ÞŒÆ]+")

EMOJI = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23fa]"
    "[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d[\U0001f300-\U0001faff\u2600-\u27bf][\ufe0f\U0001f3fb-\U0001f3ff]*)*)"
)
EMOJI_ROW = re.compile(rf"{EMOJI}(?:\ *{EMOJI}){{2,}}")

LONG_QUOTATION = 250
QUOTATION = re.compile(rf"«([^«»{END}]+)»|“([^“”{END}]+)”|(?<![\w\"])\"([^\"{END}]+)\"(?!\w)")


@text_rule("RGAA 3.1")
def colour_alone(text: Text) -> Iterator[Finding]:
    """« Les dates en rouge »: something that only its colour tells."""
    for found, line in text.find(COLOUR_ALONE, near=COLOURS):
        if not NOT_ON_SCREEN.search(_around(found)):
            said = next(filter(None, found.groups()))
            yield text.advice("colour_alone", line, words=" ".join(said.split()))


def _around(found: re.Match[str]) -> str:
    """The sentence that a match stands in."""
    start, end = sentence(found.string, found.start(), found.end())
    return found.string[start:end]


@text_rule("RGAA 10.9")
def position_words(text: Text) -> Iterator[Finding]:
    """« Ci-contre », « le menu de gauche »: on a telephone, or read aloud, there is no left and no right."""
    for found, line in text.find(POSITION, near=PLACES):
        yield text.advice("position_words", line, words=" ".join(found[0].split()))


@text_rule("RGAA 10.1")
def capitals(text: Text) -> Iterator[Finding]:
    """Two words or more all in capitals, or one among small words: « FERMÉ CET ÉTÉ »."""
    for found, line in text.find(SHOUTED):
        words = [each for each in WORD.findall(found[0]) if each not in text.abbreviations]
        shouted = sum(map(_is_shouted, words))
        if shouted > 1 or (shouted and len(words) > 2 and any(map(SMALL.fullmatch, words))):
            yield text.advice("capitals", line, words=" ".join(found[0].split()), right=found[0].strip().capitalize())


@cache
def _acronyms() -> frozenset[str]:
    texts = (Catalogue(each).text("vocabulary", "acronyms") or "" for each in languages())
    return frozenset(word for text in texts for word in text.split())


def _is_shouted(word: str) -> bool:
    letters = sum(map(str.isalpha, word))
    return letters >= SHORTEST and word not in _acronyms() and not ROMAN.fullmatch(word)


@text_rule("RGAA 13.5")
def emoji_row(text: Text) -> Iterator[Finding]:
    """Pictograms in a row: each is read aloud by its name."""
    for found, line in text.find(EMOJI_ROW):
        yield text.advice("emoji_row", line, signs=found[0])


@text_rule("RGAA 9.4")
def quotation_not_marked(text: Text) -> Iterator[Finding]:
    """A quotation of several lines inside a paragraph."""
    for block in (each for each in text.of(Kind.PARAGRAPH) if len(each.text) >= LONG_QUOTATION):
        for found in QUOTATION.finditer(text.said(block)):
            said = " ".join(next(filter(None, found.groups())).split())
            if len(said) >= LONG_QUOTATION:
                yield text.advice("quotation_not_marked", text.line(block.at + found.start()), start=said[:40])
