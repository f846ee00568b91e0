"""QR codes: read by somebody else's reader, and said to those who don't see them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pelicasso.kit.qr import QUIET, qr

SCALE = 4


def drawn(svg: str) -> Image.Image:
    """The code as a picture: one path of horizontal strokes on white."""
    size = int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0])
    picture = Image.new("L", (size * SCALE, size * SCALE), 255)
    draw, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    for verb, text in re.findall(r"([Mmh])([-\d. ]+)", re.findall(r'stroke="#000" d="([^"]+)"', svg)[0]):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", text)]
        if verb == "h":
            corners = (x, y - 0.5, x + numbers[0], y + 0.5)
            left, top, right, bottom = (each * SCALE for each in corners)
            draw.rectangle((left, top, right - 1, bottom - 1), fill=0)
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if verb == "M" else (x + numbers[0], y + numbers[1])
    return picture


@settings(max_examples=40, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-/é", min_size=1, max_size=120))
def test_another_reader_reads_it(path: str) -> None:
    text = f"https://mains-vertes.example/{path}"
    assert [each.text for each in zxingcpp.read_barcodes(drawn(qr(text, "QR code")))] == [text]


def test_it_is_named_and_needs_nothing_else() -> None:
    svg = qr("https://mains-vertes.example/", "Le code <de> la page & le reste")
    root = ElementTree.fromstring(svg)
    assert root.findtext("title") == "Le code <de> la page & le reste"
    assert not re.search(r"style=|class=|href=|xmlns|<\?xml", svg)


def test_readers_have_the_quiet_zone_that_they_ask_for() -> None:
    assert re.findall(r"M(\d+) ", qr("https://a.example/", "QR code").partition('stroke="#000"')[2]) == [str(QUIET)]
    assert QUIET >= 4
