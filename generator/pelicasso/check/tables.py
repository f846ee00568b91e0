"""Tables: each cell is heard with the header of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelicasso.check.blocks import Kind
from pelicasso.check.prose import END
from pelicasso.check.rule import text_rule
from pelicasso.check.text import Text
from pelicasso.schema import Finding

TABLE = re.compile(r"<table\b[^<>]*>(?P<held>.*?)(?:</table>|\Z)", re.DOTALL | re.IGNORECASE)
HEADER = re.compile(r"<th\b", re.IGNORECASE)
MERGED = re.compile(r"\b(?:col|row)span\s*=\s*[\"']?(?!1\b)\d", re.IGNORECASE)
LAYOUT = re.compile(r"role\s*=\s*[\"']?(?:presentation|none)\b", re.IGNORECASE)
ROW = re.compile(r"[ \t]*\|.+\|[ \t]*|[^|\n]+(?:\|[^|\n]+){2,}")


@text_rule("RGAA 5.6")
def table_without_headers(text: Text) -> Iterator[Finding]:
    """A table whose first row says nothing, or none at all, or that is not seen as one for want of its |---| line."""
    for each in text.of(Kind.TABLE):
        if not text.said(each)[: len(each.lines[0])].strip(f"{END} "):
            yield text.advice("table_without_headers", text.line(each.at))
    for each in text.of(Kind.PARAGRAPH):
        if len(each.lines) > 1 and all(map(ROW.fullmatch, each.lines)):
            yield text.advice("table_without_headers", text.line(each.at))
    for found in TABLE.finditer(text.source):
        if not HEADER.search(found["held"]) and not LAYOUT.search(found[0]):
            yield text.advice("table_without_headers", text.line(found.start()))


@text_rule("RGAA 5.1")
def merged_cells(text: Text) -> Iterator[Finding]:
    """Cells that span rows or columns: hard to hear, hard to read on a telephone."""
    for found in TABLE.finditer(text.source):
        if merged := MERGED.search(found["held"]):
            yield text.advice("merged_cells", text.line(found.start("held") + merged.start()))
