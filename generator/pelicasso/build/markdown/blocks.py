"""Python-Markdown's loop over its block processors, which tries none on a block without its signs."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser

SIGNS = {
    "abbr": ("*[",),
    "admonition": ("!!!", "    "),
    "deflist": (": ",),
    "footnote": ("[^",),
    "hashheader": ("#",),
    "hr": ("-", "*", "_"),
    "olist": (".",),
    "quote": (">",),
    "reference": ("]:",),
    "setextheader": ("\n=", "\n-"),
    "table": ("|",),
    "ulist": ("* ", "+ ", "- "),
}
"""By the name of a block processor, the signs of which a block must hold one for it to match."""
RULE = " *_-"
"""What a line that is drawn across is made of."""

Test = Callable[[Element, str], bool]
Run = Callable[[Element, list[str]], bool | None]
Tried = tuple[str, str, str, Test, Run]


def guard(parser: BlockParser) -> None:
    """Have the processors of a parser, all of them registered, tried where their signs stand."""
    registry = parser.blockprocessors
    rule = registry["hr"]
    vars(rule)["test"] = _only_rules(rule.test)
    known = {id(registry[name]): signs for name, signs in SIGNS.items()}
    tried: list[Tried] = [(*_three(known.get(id(each), ("",))), each.test, each.run) for each in registry]

    def parse_blocks(parent: Element, blocks: list[str]) -> None:
        while blocks:
            _parse_first(tried, parent, blocks)

    vars(parser)["parseBlocks"] = parse_blocks


def _parse_first(tried: list[Tried], parent: Element, blocks: list[str]) -> None:
    block = blocks[0]
    for one, two, three, test, run in tried:
        if (one in block or (two and two in block) or (three and three in block)) and test(parent, block):
            if run(parent, blocks) is not False:
                return
            block = blocks[0]


def _three(signs: tuple[str, ...]) -> tuple[str, str, str]:
    one, two, three, *_ = (*signs, "", "")
    return one, two, three


def _only_rules(test: Test) -> Test:
    """Looks for a line of signs alone: a hyphen stands in many a word, from which Markdown would start in vain."""

    def guarded(parent: Element, block: str) -> bool:
        return any(not line.strip(RULE) for line in block.split("\n")) and test(parent, block)

    return guarded
