"""Drawings keep what is drawn, and lose what was noted; what acts is refused (the gallery of odd pictures)."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest

from pelicasso.kit.pictures.drawing import cleaned, drawing_size
from pelicasso.kit.pictures.kinds import Kind, kind_of, other_kind

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = "", attributes: str = "") -> io.BytesIO:
    return io.BytesIO(f"{HEAD} {attributes}>{inside}</svg>".encode())


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="90" height="60"', (90, 60)),
        ('width="90.4px" height="60.6px"', (90, 61)),
        ('width="210mm" height="297mm"', (794, 1123)),
        ('viewBox="0 0 120 80"', (120, 80)),
        ('viewBox="-5,-5 120,80"', (120, 80)),
        ('width="240" viewBox="0 0 120 80"', (240, 160)),
        ('width="100%" height="100%" viewBox="0 0 0.4 0.2"', (1, 1)),
        ('viewBox="0 0 0 0"', (300, 150)),
        ("", (300, 150)),
        ('width="auto" height="-4"', (300, 150)),
    ],
)
def test_a_drawing_is_as_large_as_it_asks(attributes: str, size: tuple[int, int]) -> None:
    assert drawing_size(svg(attributes=attributes), "x.svg") == size


def test_what_is_drawn_stays_and_what_is_noted_goes() -> None:
    editor = 'xmlns:e="http://editor.example/" e:path="C:\\Users\\Odile"'
    inside = (
        "<metadata>note</metadata><!-- note --><e:view/><title>note</title>"
        '<text>Un <e:x>note</e:x>mot<tspan x="1">dit</tspan></text><use xlink:href="#a" e:y="note"/>'
    )
    made = cleaned(svg(inside, editor), "x.svg").decode()
    assert "note" not in made.replace("</e:x>", "")
    assert "Odile" not in made
    root = ElementTree.fromstring(made)
    assert [each.tag.rpartition("}")[2] for each in root.iter()] == ["svg", "text", "tspan", "use"]
    assert "".join(root.itertext()) == "Un motdit"
    assert 'xlink:href="#a"' in made
    assert cleaned(io.BytesIO(made.encode()), "x.svg").decode() == made


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg xmlns='http://www.w3.org/2000/svg'/>", Kind.SVG),
        (b"\n<s:svg xmlns:s='http://www.w3.org/2000/svg'/>", Kind.SVG),
        (b"<?xml version='1.0'?><html/>", None),
        (b"\0\0\0\x1cftypavif", Kind.AVIF),
        (b"\0\0\0\x20ftypmif1\0\0\0\0mif1avifmiaf", Kind.AVIF),
        (b"\0\0\0\x20ftypmif1\0\0\0\0mif1heicmiaf", Kind.HEIC),
        (b"\0\0\0\x20ftypheic\0\0\0\0", Kind.HEIC),
        (b"\0\0\0\x20ftypisom\0\0\0\0", None),
        (b"MM\0*\0\0\0\x08", Kind.TIFF),
        (b"", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head: bytes, kind: Kind | None) -> None:
    assert kind_of(head) is kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"%PDF-1.4", "PDF"), (b"<!DOCTYPE html><p>", "HTML"), (b"\0\0\0\x18ftypmp42", "video"), (b"Bonjour", None)],
)
def test_what_is_no_picture_is_named(head: bytes, kind: str | None) -> None:
    assert other_kind(head) == kind
