"""Block processors that are not tried on a block without their signs."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser

SIGNS = {
    "abbr": ("*[",),
    "deflist": (": ",),
    "footnote": ("[^",),
    "hashheader": ("#",),
    "hr": ("-", "*", "_"),
    "olist": (".",),
    "quote": (">",),
    "reference": ("]:",),
    "setextheader": ("\n=", "\n-"),
    "table": ("|",),
}
"""By the name of a block processor, the signs of which a block must hold one for it to match."""

Test = Callable[[Element, str], bool]


def guard(parser: BlockParser) -> None:
    """Have each processor whose signs are known look for them first."""
    for name, signs in SIGNS.items():
        processor = parser.blockprocessors[name]
        vars(processor)["test"] = _guarded(processor.test, signs)


def _guarded(test: Test, signs: tuple[str, ...]) -> Test:
    first, *others = signs

    def guarded(parent: Element, block: str) -> bool:
        if first not in block and not any(each in block for each in others):
            return False
        return test(parent, block)

    return guarded
