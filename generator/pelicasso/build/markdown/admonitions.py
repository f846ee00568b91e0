"""Admonitions (`!!! note`) whose kinds are said in the language of the site."""

from __future__ import annotations

import re

from markdown.blockparser import BlockParser
from markdown.extensions.admonition import AdmonitionProcessor

from pelicasso.kit.locale import Words

KINDS = frozenset({"danger", "example", "important", "info", "note", "question", "quote", "tip", "warning"})


class Admonitions(AdmonitionProcessor):
    """Python-Markdown's own, with our words for the titles that the author leaves out."""

    def __init__(self, parser: BlockParser, words: Words) -> None:
        super().__init__(parser)
        self._words = words

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        classes, title = super().get_class_and_title(match)
        kind = classes.partition(" ")[0]
        if match[2] is None and kind in KINDS:
            title = self._words(f"markdown.admonitions.{kind}")
        return classes, title
