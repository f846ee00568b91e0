"""Atom feeds, written by ourselves (RFC 4287): text stays text, and the same entries give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

ATOM = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed; its addresses are absolute, `content` is HTML whose links are absolute."""

    identity: str
    title: str
    link: str
    published: date
    updated: date
    summary: str
    content: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; `link` is the page that it follows, `address` where it stands itself; both absolute."""

    title: str
    address: str
    link: str
    author: str
    language: str
    timezone: ZoneInfo


def atom(feed: Feed, entries: Iterable[FeedEntry]) -> bytes:
    """The feed as XML."""
    listed = list(entries)
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _text(root, "title", feed.title)
    _text(root, "id", feed.address)
    ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.link})
    _text(
        root,
        "updated",
        _instant(max((each.updated for each in listed), default=date(1970, 1, 1)), feed.timezone),
    )
    _text(ElementTree.SubElement(root, "author"), "name", feed.author)
    for each in listed:
        _entry(root, each, feed.timezone)
    return to_xml(root)


def to_xml(root: ElementTree.Element) -> bytes:
    """An XML file of its own."""
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(root: ElementTree.Element, each: FeedEntry, timezone: ZoneInfo) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _text(entry, "title", each.title)
    _text(entry, "id", each.identity)
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": each.link})
    _text(entry, "published", _instant(each.published, timezone))
    _text(entry, "updated", _instant(each.updated, timezone))
    if each.author:
        _text(ElementTree.SubElement(entry, "author"), "name", each.author)
    _text(entry, "summary", each.summary)
    content = ElementTree.SubElement(entry, "content", {"type": "html"})
    content.text = NOT_XML.sub("", each.content)


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = NOT_XML.sub("", text)


def _instant(day: date, timezone: ZoneInfo) -> str:
    return datetime.combine(day, time(), timezone).isoformat()
