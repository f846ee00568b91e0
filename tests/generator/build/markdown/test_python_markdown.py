"""What our shortcuts through Python-Markdown take for granted: where its code changes, they are to be read again."""

from __future__ import annotations

import inspect
from hashlib import blake2b
from types import FunctionType

import pytest
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor

from pelicasso.build.markdown.blocks import SIGNS

REPLACED = {
    "parseBlocks": BlockParser.parseBlocks,
    "__handleInline": vars(InlineProcessor)["_InlineProcessor__handleInline"],
    "NormalizeWhitespace": NormalizeWhitespace.run,
    "is_block_level": Markdown.is_block_level,
    "FencedBlockPreprocessor": FencedBlockPreprocessor.run,
    "HtmlBlockPreprocessor": HtmlBlockPreprocessor.run,
    "HTMLExtractor.handle_data": HTMLExtractor.handle_data,
    "HTMLExtractor.close": HTMLExtractor.close,
}
KNOWN = {
    "parseBlocks": "b9d3a3f1fb6a",
    "__handleInline": "a785556d54ab",
    "NormalizeWhitespace": "0d003c12a01f",
    "is_block_level": "089b78852482",
    "FencedBlockPreprocessor": "335dd0d59911",
    "HtmlBlockPreprocessor": "181e5f9eadee",
    "HTMLExtractor.handle_data": "0098741b0d22",
    "HTMLExtractor.close": "68ba2e97de63",
    "abbr": "d477f6ece629",
    "admonition": "ddfb87ec94dc",
    "deflist": "e47be5cd7a8a",
    "footnote": "c64312ac3393",
    "hashheader": "d3cac4913b18",
    "hr": "b844351a004b",
    "olist": "3f73406e6167",
    "quote": "7f886a36bc44",
    "reference": "3571b5d95b9e",
    "setextheader": "7d0870ff94de",
    "table": "dbf1b143ddf8",
    "ulist": "2b6985639bf5",
}


def digest(function: FunctionType | type) -> str:
    return blake2b(inspect.getsource(function).encode(), digest_size=6).hexdigest()


@pytest.mark.parametrize("name", REPLACED)
def test_what_is_replaced_is_what_was_read(name: str) -> None:
    assert digest(REPLACED[name]) == KNOWN[name]


def test_what_is_tried_by_its_signs_is_what_was_read() -> None:
    processors = Markdown(extensions=["abbr", "def_list", "footnotes", "tables", "admonition", "sane_lists"]).parser
    found = {name: digest(type(processors.blockprocessors[name])) for name in SIGNS}
    assert found == {name: KNOWN[name] for name in SIGNS}
