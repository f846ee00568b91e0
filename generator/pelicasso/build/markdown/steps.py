"""Python-Markdown's steps over a whole text, without those that would change nothing in it."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from pelicasso.build.markdown.source import FENCES, Source

SIGNS = {"fenced_code_block": FENCES, "html_block": ("<", "&")}
"""By the name of a preprocessor, the signs of which a text must hold one for it to change anything."""

Run = Callable[[list[str]], list[str]]


class Steps:
    """The preprocessors of one Markdown, which know the text."""

    source: Source

    def __init__(self, markdown: Markdown) -> None:
        steps = markdown.preprocessors
        steps.register(Whitespace(markdown), "normalize_whitespace", 30)
        for name, signs in SIGNS.items():
            vars(steps[name])["run"] = self._guarded(steps[name].run, signs)
        # Python-Markdown looks through a list at each element.
        vars(markdown)["block_level_elements"] = frozenset(markdown.block_level_elements)

    def _guarded(self, run: Run, signs: tuple[str, ...]) -> Run:
        def guarded(lines: list[str]) -> list[str]:
            return run(lines) if any(each in self.source.text for each in signs) else lines

        return guarded


class Whitespace(Preprocessor):
    """Empties lines of spaces: the rest of Python-Markdown's own is done for every source."""

    def run(self, lines: list[str]) -> list[str]:
        first, *others = lines
        return [first, *(each if each.strip(" ") else "" for each in others), "", ""]


def holds(element: Element, tag: str) -> bool:
    """Whether there is an element of a tag below this one."""
    return any(each is not element for each in element.iter(tag))
