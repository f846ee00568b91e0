"""Tables that say what their headers head, align by class, and scroll by keyboard when they may be too wide."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from pelicasso.build.markdown.source import unmarked
from pelicasso.build.markdown.steps import holds
from pelicasso.kit.locale import Words

ALIGNMENTS = {"left": "start", "center": "center", "right": "end"}
"""Markdown's `align` and our classes: a style attribute would break the security policy."""

NARROW = 30
"""Signs that stand side by side on a screen of 320 pixels."""
PADDING = 2
"""A column's own space, in signs."""


class Tables(Treeprocessor):
    """Finishes the tables of a text.

    A table that a narrow screen can't hold is put in a region that takes the keyboard's focus, as it may scroll; how
    wide it gets is guessed from the longest word of each column.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def run(self, root: Element) -> None:
        count = 0
        for parent in list(root.iter()) if holds(root, "table") else ():
            for at, child in enumerate(parent):
                if child.tag == "table":
                    count += 1
                    _finish(child)
                    if _width(child) > NARROW:
                        parent[at] = self._region(child, count)

    def _region(self, table: Element, number: int) -> Element:
        name = self._words("markdown.table", number=number)
        region = Element("div", {"class": "wide", "role": "region", "tabindex": "0", "aria-label": name})
        region.append(table)
        region.tail, table.tail = table.tail, None
        return region


def _finish(table: Element) -> None:
    for cell in (*table.iter("th"), *table.iter("td")):
        if (alignment := cell.attrib.pop("align", None)) is not None:
            cell.set("class", ALIGNMENTS[alignment])
    head = table.find("thead")
    headers = [] if head is None else list(head.iter("th"))
    for header in headers:
        if len(header) or header.text:
            header.set("scope", "col")
        else:
            header.tag = "td"
    if head is not None and not any(each.tag == "th" for each in headers):
        table.remove(head)


def _width(table: Element) -> int:
    columns: dict[int, int] = {}
    for row in table.iter("tr"):
        for at, cell in enumerate(row):
            longest = max(map(len, unmarked("".join(cell.itertext())).split()), default=0)
            columns[at] = max(columns.get(at, 0), longest)
    return sum(each + PADDING for each in columns.values())
