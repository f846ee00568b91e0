"""Texts side by side; on a narrow screen they stand below each other."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from pelicasso.kit.blocks.block import Block, Holds, Title, Use
from pelicasso.kit.locale import Words
from pelicasso.schema.section import Section


class ColumnsOptions(Section):
    """Columns are told nothing."""


class Columns(Block[ColumnsOptions]):
    """Two texts or more, read one after the other."""

    name = "columns"
    meaning = (
        "Des textes côte à côte, séparés par une ligne `---` ; l’un sous l’autre sur un téléphone.",
        "Texts side by side, parted by a line `---`; below each other on a telephone.",
    )
    example = "/// columns\nLe mercredi, de 14 h à 18 h.\n\n---\n\nLe samedi, de 9 h à 12 h.\n///"
    words = frozenset({"colonnes", "colonne", "column", "cols", "grille", "grid"})
    title = Title.NONE
    holds = Holds.TEXTS
    options = ColumnsOptions

    def build(self, parent: Element, use: Use[ColumnsOptions], _words: Words) -> Iterator[Element]:
        grid = SubElement(parent, "div", {"class": "grid columns"})
        for _ in range(use.texts):
            yield SubElement(grid, "div", {"class": "flow"})
