"""Drawings (SVG): measured, refused when they act or reach out, and rid of what their editor noted in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pelicasso.schema import SiteError, error

HEAVIEST = 3_000_000
"""Bytes of a drawing; a photo packed into an SVG is better published as a photo."""
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
KEPT = frozenset({SVG, XLINK, "http://www.w3.org/XML/1998/namespace", ""})
"""Namespaces of what is drawn; those of editors hold names, paths and settings."""
ACTIVE = frozenset(
    re.findall(
        r"\w+",
        "script foreignObject iframe object embed audio video a animate animateColor animateMotion animateTransform"
        " set discard handler listener",
    )
)
NOTES = frozenset({"metadata", "title", "desc"})
REACHES_OUT = re.compile(
    r"url\(\s*['\"]?\s*(?!['\"]?#|['\"]?data:image/(?:png|jpeg|gif|webp))|@import|expression\s*\(", re.I
)
OWN = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,]|$)", re.I)


def drawing_size(file: BinaryIO, name: str) -> tuple[int, int]:
    """Width and height in pixels, as it asks to be shown."""
    root = _parsed(file, name)
    return _size(root)


def cleaned(file: BinaryIO, name: str) -> bytes:
    """The drawing and nothing else; the same drawing gives the same bytes."""
    root = _parsed(file, name)
    for prefix, address in (("", SVG), ("xlink", XLINK)):
        ElementTree.register_namespace(prefix, address)
    try:
        _drop_notes(root)
        return ElementTree.tostring(root, encoding="unicode").encode()
    except RecursionError:
        raise SiteError(error("not_a_picture", name, picture=name)) from None


def _parsed(file: BinaryIO, name: str) -> Element:
    content = file.read(HEAVIEST + 1)
    file.seek(0)
    if len(content) > HEAVIEST:
        raise SiteError(error("picture_too_heavy", name, picture=name, limit=HEAVIEST // 1_000_000))
    if re.search(rb"<!ENTITY|<!DOCTYPE[^>]*\[", content, re.I):
        raise SiteError(error("unsafe_drawing", name, picture=name))
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError):
        raise SiteError(error("not_a_picture", name, picture=name)) from None
    if root.tag != f"{{{SVG}}}svg":
        raise SiteError(error("not_a_picture", name, picture=name))
    if any(_is_unsafe(each) for each in root.iter()):
        raise SiteError(error("unsafe_drawing", name, picture=name))
    return root


def _is_unsafe(element: Element) -> bool:
    if _local(element.tag) in ACTIVE:
        return True
    if _local(element.tag) == "style" and REACHES_OUT.search(element.text or ""):
        return True
    return any(_acts(_local(key).lower(), value) for key, value in element.attrib.items())


def _acts(key: str, value: str) -> bool:
    if key in {"href", "src", "base"}:
        return OWN.match(value) is None
    return key.startswith("on") or REACHES_OUT.search(value) is not None


def _drop_notes(element: Element) -> None:
    for key in [each for each in element.attrib if _space(each) not in KEPT]:
        del element.attrib[key]
    before: Element | None = None
    for child in list(element):
        if _space(child.tag) not in KEPT or _local(child.tag) in NOTES:
            _give_tail(element, before, child.tail)
            element.remove(child)
        else:
            _drop_notes(child)
            before = child


def _give_tail(parent: Element, before: Element | None, tail: str | None) -> None:
    """The text behind a child that goes stays where it is: it may belong to a `<text>`."""
    if before is None:
        parent.text = (parent.text or "") + (tail or "")
    else:
        before.tail = (before.tail or "") + (tail or "")


def _size(root: Element) -> tuple[int, int]:
    box = list(_numbers(root.get("viewBox", "")))
    ratio = box[3] / box[2] if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
    width, height = (_pixels(root.get(each)) for each in ("width", "height"))
    if width and height:
        return _whole(width), _whole(height)
    if ratio is None:
        return _whole(width or 300), _whole(height or 150)
    if width or height:
        return _whole(width or (height or 0) / ratio), _whole(height or (width or 0) * ratio)
    return _whole(box[2]), _whole(box[3])


def _numbers(text: str) -> Iterator[float]:
    yield from (float(each) for each in re.findall(r"-?\d{1,9}(?:\.\d{0,9})?|-?\.\d{1,9}", text))


def _pixels(value: str | None) -> float | None:
    found = re.fullmatch(r"\s*(\d{1,6}(?:\.\d{0,9})?)\s*(px|pt|mm|cm|in)?\s*", value or "")
    scale = {"pt": 4 / 3, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}
    return float(found[1]) * scale.get(found[2], 1) if found else None


def _whole(value: float) -> int:
    return max(1, round(value))


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _space(name: object) -> str:
    return str(name).rpartition("}")[0].lstrip("{")
