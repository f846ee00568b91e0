"""Pictures that stand alone in their paragraph become figures; several together stand side by side, or as asked."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from unicodedata import normalize
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from pelicasso.build.markdown.source import Source, unmarked
from pelicasso.build.markdown.steps import holds
from pelicasso.kit.blocks.pictures import CLASS, Pictures

BLOCK = re.compile(rf"{CLASS} (?P<layout>\w+) (?P<line>\d+)")
PICTURES = frozenset({"img", "br"})
BESIDE = "half"
LAYOUTS = {
    "row": ("", "grid pictures", BESIDE),
    "wide": ("wide", "wide flow", "wide"),
    "left": ("left", "left flow", BESIDE),
    "right": ("right", "right flow", BESIDE),
}
"""The classes of a figure that is alone in its block; those of several together, and of each among them."""
STASHED = re.compile("\x02[^\x03]*\x03|\ufdd7[0-9]*\ufdd8")
"""Raw HTML and the blocks of rooms, put aside."""


class Figures(Treeprocessor):
    """Tells pictures of their own from those within a sentence; an alternative that is empty was left out."""

    source: Source

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            if not image.get("alt"):
                image.attrib.pop("alt", None)
            # A file's name that was dragged here on a Mac has its accents apart.
            image.set("src", normalize("NFC", image.get("src", "")))
        if holds(root, "img") or holds(root, "div"):
            self._arrange(root)

    def _arrange(self, parent: Element) -> None:
        for at, child in enumerate(parent):
            asked = child.get("class", "")
            if block := BLOCK.fullmatch(asked):
                made = _group(self._pictures(child, int(block["line"])), block["layout"])
            elif _holds_only(child, PICTURES):
                made = _group(list(child.iter("img")), "row", asked)
            else:
                self._arrange(child)
                continue
            made.tail = child.tail
            parent[at] = made

    def _pictures(self, block: Element, line: int) -> Sequence[Element]:
        """The pictures of a block, and the links that hold one."""
        for child in block:
            if not _holds_only(child, {*PICTURES, "a"}):
                raise self.source.refused("pictures_hold_text", line, name=Pictures.name, text=_excerpt(child))
        found = [each for child in block for each in child if each.tag != "br"]
        if not found:
            raise self.source.refused("block_empty", line, name=Pictures.name)
        return found


def _holds_only(paragraph: Element, allowed: Set[str]) -> bool:
    """Whether a paragraph holds a picture, and no other elements nor any text."""
    if paragraph.tag != "p" or not holds(paragraph, "img"):
        return False
    inside = [each for each in paragraph.iter() if each is not paragraph]
    texts = [paragraph.text, *(text for each in inside for text in (each.text, each.tail))]
    return all(each.tag in allowed for each in inside) and not any((each or "").strip() for each in texts)


def _excerpt(element: Element) -> str:
    text = " ".join(STASHED.sub(" ", unmarked("".join(element.itertext()))).split())
    return f"{text[:40]}…" if len(text) > 40 else text or "…"


def _group(pictures: Sequence[Element], layout: str, asked: str = "") -> Element:
    alone, together, among = LAYOUTS[layout]
    if len(pictures) == 1:
        return _figure(pictures[0], _classes(alone, asked))
    group = Element("div", {"class": _classes(together, asked)})
    group.extend(_figure(each, among) for each in pictures)
    return group


def _figure(picture: Element, asked: str) -> Element:
    """A picture as a figure; a link that holds one as a paragraph."""
    picture.tail = None
    if picture.tag == "a":
        made = Element("p")
        for image in picture.iter("img"):
            image.set("class", _classes(asked, image.get("class", "")))
    else:
        made = Element("figure")
        asked = _classes(asked, picture.attrib.pop("class", ""))
    if asked:
        made.set("class", asked)
    made.append(picture)
    return made


def _classes(*asked: str) -> str:
    return " ".join(dict.fromkeys(" ".join(asked).split()))
