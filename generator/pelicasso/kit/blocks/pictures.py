"""Pictures that stand otherwise than one below the other: side by side, wider than the text, or beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal
from xml.etree.ElementTree import Element, SubElement

from pydantic import BeforeValidator

from pelicasso.kit.blocks.block import Block, Title, Use
from pelicasso.kit.links import slug
from pelicasso.kit.locale import Words
from pelicasso.schema.section import Section, titled

CLASS = "pictures"

MISTAKEN = dict.fromkeys(
    ("disposition", "mise-en-page", "place", "position", "alignement", "align", "type", "style", "taille", "largeur"),
    "layout",
)
LAYOUTS = {
    "row": {"cote-a-cote", "rangee", "en-rangee", "ligne", "en-ligne"},
    "wide": {"large", "larges", "en-large", "grand", "grande"},
    "left": {"gauche", "a-gauche"},
    "right": {"droite", "a-droite"},
}
"""What each layout is called in French."""


def _layout(value: object) -> object:
    said = slug(value) if isinstance(value, str) else ""
    return next((name for name, words in LAYOUTS.items() if said == name or said in words), value)


class PicturesOptions(Section):
    """How pictures stand."""

    mistaken = MISTAKEN

    layout: Annotated[Literal["row", "wide", "left", "right"], BeforeValidator(_layout)] = titled(
        "row",
        en="Side by side (row), wider than the text (wide), or with the text beside them (left, right).",
        fr="Côte à côte (row), plus larges que le texte (wide : large), ou le texte à côté (left : à gauche, "
        "right : à droite).",
    )


class Pictures(Block[PicturesOptions]):
    """Pictures and nothing else; they are arranged once Markdown has found them, hence a class with layout and line."""

    name = "pictures"
    meaning = (
        "Des images côte à côte, plus larges que le texte ou à côté de lui ; l’une sous l’autre sur un téléphone.",
        "Pictures side by side, wider than the text or beside it; below each other on a telephone.",
    )
    example = (
        "/// pictures\nlayout: row\n"
        "![Le lavoir en ruine](../images/avant.jpg)\n![Le lavoir restauré](../images/apres.jpg)\n///"
    )
    words = frozenset({"picture", "image", "images", "photo", "photos", "figure", "figures", "illustration", "row"})
    title = Title.NONE
    options = PicturesOptions

    def build(self, parent: Element, use: Use[PicturesOptions], _words: Words) -> Iterator[Element]:
        yield SubElement(parent, "div", {"class": f"{CLASS} {use.options.layout} {use.line}"})
