"""Inline Markdown without the work that leads nowhere: patterns whose signs are absent are not tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from pelicasso.build.markdown.limits import Budget

SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "delimiter": ("~",),
}
"""By the name of a pattern, the signs of which a text must hold one for it to match."""
REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")
"""Patterns that find nothing in a text that defines no reference."""

APPLY = "_InlineProcessor__applyPattern"
HANDLE = "_InlineProcessor__handleInline"
"""Python-Markdown's names: were they to change, its own loop would run, slower and with the same result."""


class GuardedInline(InlineProcessor):
    """Python-Markdown's loop over its inline patterns, with a look at the text before each of them."""

    budget: Budget

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._markdown = md
        self._apply: Callable[[Any, str, int, int], tuple[str, bool, int]] = getattr(self, APPLY)

    def prepare(self) -> None:
        """Note the signs of the patterns, once all of them are registered."""
        registry = self._markdown.inlinePatterns
        self._patterns = list(registry)
        known = {registry.get_index_for_name(name): signs for name, signs in SIGNS.items() if name in registry}
        self._signs = [known.get(index, ("",)) for index in range(len(self._patterns))]
        self._references = {registry.get_index_for_name(each) for each in REFERENCES if each in registry}
        every = {sign for signs in self._signs for sign in signs}
        self._abbreviations = self._markdown.treeprocessors["abbr"].abbrs  # type: ignore[attr-defined]
        self._any = [sign for sign in every if not any(other in sign for other in every - {sign})]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.budget.allow(self._markdown.references, self._abbreviations)
        skipped = set() if self._markdown.references else self._references
        self._tried = [
            (index, signs[0], signs[-1], pattern)
            for index, (signs, pattern) in enumerate(zip(self._signs, self._patterns, strict=True))
            if index not in skipped
        ]
        return super().run(tree, ancestors)

    def handle(self, data: str, first: int = 0) -> str:
        if isinstance(data, AtomicString) or not self._is_tried(data):
            return data
        self.budget.spend(data)
        for index, sign, other, pattern in self._tried:
            if index >= first and (sign in data or other in data):
                start, matched = 0, True
                while matched:
                    data, matched, start = self._apply(pattern, data, index, start)
        return data

    def _is_tried(self, data: str) -> bool:
        """One sign after the other: a search for any of them stops at each letter."""
        return any(map(data.__contains__, self._any))


setattr(GuardedInline, HANDLE, GuardedInline.handle)
