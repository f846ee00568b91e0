"""What a text says, without its marks: sentences to look for words in, each sign at its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pelicasso.check.blocks import SEPARATOR, Block, Kind
from pelicasso.check.hidden import emptied
from pelicasso.check.inline import PICTURE

END = "\0"
"""Ends a block, so that no sentence goes on in the next one."""

BEGINNINGS = re.compile(r"^[ \t>]*(?:#{1,6}|(?:[-*+:]|\d{1,9}\.)(?=[ \t]))?", re.MULTILINE)
ADDRESSES = re.compile(r"(?:https?://|www\.)[^\s)>\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,99}\.[\w.-]+")
MARKS = re.compile(
    r"""(?=[\[\]<{&*`\\~_\#])(?:
        \]\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)   # the target of a link
      | \][ ]?\[[^\[\]\n]*\]
      | \[\^[^\]\n]*\]:?                                          # a note
      | </?[a-zA-Z][^<>]*>                                        # a tag, or <https://…>
      | \{(?::|[ ]*[\#.])[^{}\n]*\}                               # attributes
      | &\#?\w+;
      | \#+[ \t]*$
      | [\[\]*`\\] | ~~ | (?<!\w)_+ | _+(?!\w)
    )""",
    re.VERBOSE | re.MULTILINE,
)
ENDS = re.compile(rf"[.!?{END}]")
PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\t": " "})


def prose(text: str, blocks: Iterable[Block]) -> str:
    """The prose of a text: one sign for each of its own, lines joined, blocks apart."""
    said = unmarked(text)
    pieces: list[str] = []
    at = 0
    for block in blocks:
        end = block.at + len(block.text)
        pieces += [END * (block.at - at), _apart(block, said[block.at : end])]
        at = end
    return "".join((*pieces, END * (len(text) - at)))


def plain(text: str) -> str:
    """Text with plain apostrophes and spaces, sign for sign."""
    return text.translate(PLAIN)


def unmarked(text: str) -> str:
    """The text without its marks, sign for sign."""
    if "![" in text:
        text = PICTURE.sub(emptied, text)
    text = MARKS.sub(emptied, BEGINNINGS.sub(emptied, text))
    if "@" in text or "://" in text or "www." in text:
        text = ADDRESSES.sub(emptied, text)
    return plain(text)


def places(text: str, word: str) -> Iterator[int]:
    """Where a word stands."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds a piece of prose."""
    before = max(text.rfind(each, 0, start) for each in (".", "!", "?", END)) + 1
    after = ENDS.search(text, end)
    return before, after.start() if after else len(text)


def _apart(block: Block, said: str) -> str:
    """What a block says, with an end wherever something else begins: a row, a cell, what stands under a heading."""
    match block.kind:
        case Kind.MARK:
            return END * len(said)
        case Kind.TABLE:
            rows = zip(block.lines, said.split("\n"), strict=True)
            return END.join(
                END * len(row) if SEPARATOR.fullmatch(line) else row.replace("|", END) for line, row in rows
            )
        case Kind.HEADING:
            title, line, under = said.partition("\n")
            return title + END * len(line + under)
    return said.replace("\n", " ")
