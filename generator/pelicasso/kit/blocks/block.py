"""What a block is, and one where a text uses it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from pelicasso.kit.context import Picture
from pelicasso.kit.locale import Words
from pelicasso.schema.section import Section

Given = TypeVar("Given", bound=Section)
STYLE = "blocks"
"""The stylesheet of blocks, which only the pages that show one of them bring."""


class Title(Enum):
    """Whether a block has a title, behind a bar: `/// details | La salle se loue-t-elle ?`."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


class Holds(Enum):
    """What stands between the first and the last line of a block; several texts are parted by lines `---`."""

    NOTHING = "nothing"
    TEXT = "text"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Use(Generic[Given]):
    """A block in a text: its title is plain text, `lines` are those of its options, `texts` says how many it holds.

    `pictures` are those that its options name, by the option.
    """

    block: Block[Given]
    title: str
    options: Given
    line: int
    lines: Mapping[str, int]
    texts: int = 1
    pictures: Mapping[str, Picture] = field(default_factory=dict)


class Block(ABC, Generic[Given]):
    """One kind of block.

    `words` are those that people call it by, for who writes one in place of its name. `links` names the options that
    are targets of links, `pictures` those that are files of pictures. `meaning` is said in French and in English.
    """

    name: ClassVar[str]
    meaning: ClassVar[tuple[str, str]]
    example: ClassVar[str]
    words: ClassVar[frozenset[str]] = frozenset()
    title: ClassVar[Title] = Title.OPTIONAL
    holds: ClassVar[Holds] = Holds.TEXT
    links: ClassVar[tuple[str, ...]] = ()
    pictures: ClassVar[tuple[str, ...]] = ()
    options: type[Given]

    @abstractmethod
    def build(self, parent: Element, use: Use[Given], words: Words) -> Iterable[Element]:
        """Put the block below an element, and yield the element that each of its texts goes into."""

    @property
    def style(self) -> str:
        """The stylesheet that it needs."""
        return STYLE


AnyBlock = Block[Any]


def plain(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    """An element whose text is no Markdown: a title holds no links, as it may stand in one."""
    made = SubElement(parent, tag, attributes)
    made.text = AtomicString(text)
    return made


def last(parent: Element, tag: str, kind: str) -> Element | None:
    """The last child, when it is of that tag and class: what a block just like it left there."""
    child = parent[-1] if len(parent) else None
    return child if child is not None and child.tag == tag and child.get("class") == kind else None


def nearest(word: str, known: Iterable[str], meant: str | None) -> str | None:
    """The name that was meant: by another word for it, or the one that is spelt nearly the same."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return meant or (near[0] if near else None)
