"""Footnotes whose links say where they lead, in the language of the site."""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from pelicasso.kit.locale import Words

BACK = "↩\ufe0e"
"""The arrow, kept from becoming an emoji."""
SEPARATOR = "-"
OPTIONS: dict[str, object] = {"SEPARATOR": SEPARATOR, "BACKLINK_TEXT": BACK, "PLACE_MARKER": "\x02notes"}
"""Python-Markdown's own; no text can hold the marker, so that the notes always stand at the end."""


class NoteLabels(Treeprocessor):
    """Names the notes, the calls and the ways back; their anchors are numbers, whatever the author's labels are."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def run(self, root: Element) -> None:
        section = next((each for each in root.iter("div") if each.get("class") == "footnote"), None)
        notes = None if section is None else section.find("ol")
        if section is None or notes is None:
            return
        section.tag = "section"
        section.attrib |= {"class": "footnotes", "aria-label": self._words("markdown.notes")}
        for rule in section.findall("hr"):
            section.remove(rule)
        calls = [each for each in root.iter("sup") if each.get("id", "").startswith("fnref")]
        order = {label: at for at, label in enumerate(dict.fromkeys(map(_label, calls)))}
        notes[:] = sorted(notes, key=lambda note: order.get(_label(note), len(order)))
        anchors = self._named({_label(each): number for number, each in enumerate(notes, 1)}, calls)
        for number, note in enumerate(notes, 1):
            note.set("id", f"fn-{number}")
            self._ways_back(note, number, anchors[number])

    def _named(self, numbers: dict[str, int], calls: list[Element]) -> dict[int, list[str]]:
        """The anchors of the calls of each note, once they are named."""
        anchors: dict[int, list[str]] = defaultdict(list)
        for call in calls:
            number = numbers[_label(call)]
            again = len(anchors[number]) + 1
            anchor = f"fnref{again if again > 1 else ''}{SEPARATOR}{number}"
            anchors[number].append(anchor)
            call.set("id", anchor)
            call[0].text = str(number)
            call[0].attrib |= {"href": f"#fn-{number}", "aria-label": self._words("markdown.note", number=number)}
        return anchors

    def _ways_back(self, note: Element, number: int, anchors: list[str]) -> None:
        paragraph = note[-1] if len(note) else note
        links = [each for each in paragraph if each.get("class") == "footnote-backref"]
        for link in links[len(anchors) :]:
            paragraph.remove(link)
        for count, (link, anchor) in enumerate(zip(links, anchors, strict=False), 1):
            key = "markdown.back" if len(anchors) == 1 else "markdown.back_again"
            link.attrib |= {"href": f"#{anchor}", "aria-label": self._words(key, number=number, call=count)}
            link.attrib.pop("title", None)
            link.tail = " " if count < len(anchors) else None


def _label(element: Element) -> str:
    return element.get("id", "").partition(SEPARATOR)[2]
