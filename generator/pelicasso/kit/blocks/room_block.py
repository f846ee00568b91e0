"""Blocks that are filled when the page is rendered: Markdown leaves a place for each."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from pelicasso.kit.blocks.block import Block, Given, Holds, Title, Use
from pelicasso.kit.context import Link
from pelicasso.kit.locale import Words

if TYPE_CHECKING:
    from pelicasso.kit.room import AnyRoom

PLACEHOLDER = re.compile("<div>\ufdd7([0-9]+)\ufdd8</div>\n?")
"""Where a block is to stand: its number among those of the text."""


class FilledBlock(Block[Given]):
    """Leaves a place in Markdown, where a template of the theme or of a room stands when the page is rendered."""

    holds = Holds.NOTHING

    def build(self, _parent: Element, _use: Use[Given], _words: Words) -> Iterator[Element]:
        yield from ()


class RoomBlock(FilledBlock[Given]):
    """Shows what a room knows, which does not exist yet when Markdown runs: `/// events`.

    `feature` names its room, whose template `blocks/<name>.html` it is rendered with.
    """

    feature: ClassVar[str]
    title = Title.OPTIONAL

    @abstractmethod
    def shown(self, room: AnyRoom, use: Use[Given], file: str) -> object | None:
        """What the template may use beside `section`, as a dataclass; None when there is nothing to show.

        `file` holds the block, as messages name it; findings go to the room's report.
        """

    @abstractmethod
    def link(self, room: AnyRoom, use: Use[Given]) -> Link:
        """What stands for it in a feed."""

    @property
    def template(self) -> str:
        return f"blocks/{self.name}.html"

    @property
    def style(self) -> str:
        return self.feature


def leave_placeholder(parent: Element, number: int) -> None:
    """Mark in Markdown's tree where the block of a number is to stand."""
    SubElement(parent, "div").text = AtomicString(f"\ufdd7{number}\ufdd8")
