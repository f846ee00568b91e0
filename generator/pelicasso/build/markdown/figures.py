"""Pictures that stand alone in their paragraph become figures; several together stand side by side."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

BESIDE = "half"


class Figures(Treeprocessor):
    """Tells pictures of their own from those within a sentence; an alternative that is empty was left out."""

    def run(self, root: Element) -> None:
        if root.find(".//img") is None:
            return
        for image in root.iter("img"):
            if not image.get("alt"):
                image.attrib.pop("alt", None)
        for parent in list(root.iter()):
            for at, child in enumerate(parent):
                if child.tag == "p" and _holds_pictures_only(child):
                    parent[at] = _set(child)


def _holds_pictures_only(paragraph: Element) -> bool:
    texts = [paragraph.text, *(each.tail for each in paragraph)]
    tags = {each.tag for each in paragraph}
    return "img" in tags and tags <= {"img", "br"} and not any((each or "").strip() for each in texts)


def _set(paragraph: Element) -> Element:
    images = list(paragraph.iter("img"))
    asked = paragraph.get("class", "")
    if len(images) == 1:
        figure = _figure(images[0], asked)
        figure.tail = paragraph.tail
        return figure
    beside = Element("div", {"class": _classes("grid pictures", asked)})
    beside.extend(_figure(each, BESIDE) for each in images)
    beside.tail = paragraph.tail
    return beside


def _figure(image: Element, asked: str) -> Element:
    classes = _classes(asked, image.attrib.pop("class", ""))
    figure = Element("figure", {"class": classes} if classes else {})
    image.tail = None
    figure.append(image)
    return figure


def _classes(*asked: str) -> str:
    return " ".join(dict.fromkeys(" ".join(asked).split()))
