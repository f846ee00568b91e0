"""A passage that must not be missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from pelicasso.kit.blocks.block import Block, Use, plain
from pelicasso.kit.locale import Words
from pelicasso.schema.section import Section, titled

MISTAKEN = {"kind": "type", "genre": "type", "sorte": "type", "style": "type", "couleur": "type", "color": "type"}


class CalloutOptions(Section):
    """What a callout may be told."""

    mistaken = MISTAKEN

    type: Literal["info", "warning", "success"] = titled(
        "info",
        en="A piece of information, a warning, or good news.",
        fr="Une information, une mise en garde (warning) ou une bonne nouvelle (success).",
    )


class Callout(Block[CalloutOptions]):
    """A passage that must not be missed; without a title its type says what it is."""

    name = "callout"
    meaning = ("Un passage à ne pas manquer, dans un encadré.", "A passage that must not be missed, in a box.")
    example = "/// callout | Inscriptions closes\ntype: warning\n\nRendez-vous au printemps.\n///"
    words = frozenset({"encadré", "encadre", "encart", "note", "attention", "info", "warning", "success", "admonition"})
    options = CalloutOptions

    def build(self, parent: Element, use: Use[CalloutOptions], words: Words) -> Iterator[Element]:
        kind = use.options.type
        box = SubElement(parent, "div", {"class": f"admonition {kind}"})
        plain(box, "strong", use.title or words(f"blocks.callout.{kind}"), **{"class": "admonition-title"})
        yield box
