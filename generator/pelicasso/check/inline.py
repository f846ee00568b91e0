"""The links and the pictures of a text, as they are written in Markdown or in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from pelicasso.check.hidden import emptied

WORDS = r"(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*+\])*+\])*+"
TARGET = r"""\(\s*+(?:<(?P<angled>[^<>\n]*+)>\s*+|(?P<target>[^()"\n]*(?:\([^()\n]*\)[^()"\n]*)*))
    (?:"(?P<title>[^"\n]*+)")?\s*\)"""
REFERENCE = r"[ ]?\[(?P<label>[^\[\]\n]*+)\]"
PICTURE = re.compile(rf"(?<!\\)!\[(?P<words>{WORDS})\](?:{TARGET}|{REFERENCE})", re.VERBOSE)
LINK = re.compile(rf"(?<![\\!])\[(?!\^)(?P<words>{WORDS})\](?:{TARGET}|{REFERENCE}|(?![\[(:]))", re.VERBOSE)
DEFINITION = re.compile(
    r"^[ >]{0,3}\[(?!\^)(?P<label>[^\]\n]+)\]:[ \t]*(?:\n[ ]*)?<?(?P<target>\S+?)>?(?=\s|$)", re.MULTILINE
)
AUTOMATIC = re.compile(r"<(?P<target>[a-zA-Z][a-zA-Z0-9+.-]*://[^<>\s]*)>")
ANCHOR = re.compile(r"<a\b(?P<attributes>[^<>]*)>(?P<words>.{0,1000}?)</a\s*>", re.DOTALL | re.IGNORECASE)
IMAGE = re.compile(r"<img\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
TAG = re.compile(r"<[^<>]*>")
ATTRIBUTES_AFTER = re.compile(r"\s?\{:?([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `alternative` is None where the author left none, not even an empty one."""

    alternative: str | None
    target: str
    at: int
    end: int
    title: str = ""
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, what its pictures say among them."""

    words: str
    target: str
    at: int
    end: int


class Inline:
    """Finds the links and the pictures of a text whose code is hidden."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._targets = {_folded(each["label"]): each["target"] for each in DEFINITION.finditer(text)}
        self.pictures = sorted((*self._pictures(), *self._images()), key=lambda each: each.at)
        self.links = sorted(self._links(), key=lambda each: each.at)

    def _pictures(self) -> Iterator[Picture]:
        for found in PICTURE.finditer(self._text):
            if (target := _target(found, self._targets)) is not None:
                after = ATTRIBUTES_AFTER.match(self._text, found.end())
                said, title = found["words"].strip() or None, found["title"] or ""
                yield Picture(said, target, found.start(), found.end(), title, after[1] if after else "")

    def _images(self) -> Iterator[Picture]:
        for found in IMAGE.finditer(self._text):
            held = _attributes(found["attributes"])
            alternative, title = held.get("alt"), held.get("title", "")
            yield Picture(alternative, held.get("src", ""), found.start(), found.end(), title, found["attributes"])

    def _links(self) -> Iterator[Link]:
        text = self._without_pictures()
        for found in LINK.finditer(text):
            target = _target(found, self._targets)
            if target is not None:
                yield Link(self._said(found.start("words"), found["words"]), target, found.start(), found.end())
        for found in AUTOMATIC.finditer(text):
            yield Link(found["target"], found["target"], found.start(), found.end())
        for found in ANCHOR.finditer(text):
            held = _attributes(found["attributes"])
            if "href" in held:
                said = held.get("aria-label") or self._said(found.start("words"), found["words"])
                yield Link(said, held["href"], found.start(), found.end())

    def _without_pictures(self) -> str:
        """The text with its pictures emptied, so that a picture inside a link doesn't end it."""
        text = PICTURE.sub(emptied, self._text)
        return IMAGE.sub(emptied, text)

    def _said(self, at: int, words: str) -> str:
        inside = (each for each in self.pictures if at <= each.at < at + len(words))
        pictures = " ".join(each.alternative or "" for each in inside)
        return " ".join(unescape(TAG.sub(" ", f"{words} {pictures}")).split())


def _target(found: re.Match[str], targets: Mapping[str, str]) -> str | None:
    """Where a match leads; None for brackets that define no link."""
    written = found["angled"] if found["angled"] is not None else found["target"]
    if written is not None:
        return unescape(written.strip())
    return targets.get(_folded(found["label"] or found["words"]))


def _folded(label: str) -> str:
    return " ".join(label.lower().split())


def _attributes(text: str) -> dict[str, str]:
    return {each[1].lower(): unescape(each[2] or each[3] or each[4] or "") for each in ATTRIBUTE.finditer(text)}
