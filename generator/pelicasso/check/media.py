"""Sound and moving pictures: read by those who don't hear, and shown without telling others who watches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelicasso.check.inline import ATTRIBUTE
from pelicasso.check.rule import text_rule
from pelicasso.check.text import Text
from pelicasso.schema import Finding

VIDEO = re.compile(r"<video\b(?P<attributes>[^<>]*)>(?P<held>.{0,4000}?)</video>", re.DOTALL | re.IGNORECASE)
CAPTIONS = re.compile(r"<track\b[^<>]*", re.IGNORECASE)
FRAME = re.compile(r"<(?:iframe|embed|object)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:https?:)?//(?P<host>[^/\s\"'>]+)", re.IGNORECASE)
SILENT = re.compile(r"\bmuted\b", re.IGNORECASE)


@text_rule("RGAA 4.3")
def video_without_captions(text: Text) -> Iterator[Finding]:
    """A video that can't be read."""
    for found in VIDEO.finditer(text.source):
        if not CAPTIONS.search(found["held"]) and not SILENT.search(found["attributes"]):
            yield text.advice("video_without_captions", text.line(found.start()))


@text_rule("RGESN 2.10")
def third_party_video(text: Text) -> Iterator[Finding]:
    """A frame that loads someone else's pages before anyone has asked for them."""
    for found in FRAME.finditer(text.source):
        held = {
            each[1].lower(): each[2] or each[3] or each[4] or "" for each in ATTRIBUTE.finditer(found["attributes"])
        }
        host = ELSEWHERE.match(held.get("src") or held.get("data") or "")
        if host:
            yield text.advice("third_party_video", text.line(found.start()), host=host["host"])
