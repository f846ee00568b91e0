"""The addresses that open a network with a text and a link in it; nothing is sent before the visitor follows one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

NAMES = {
    "whatsapp": "WhatsApp",
    "facebook": "Facebook",
    "telegram": "Telegram",
    "linkedin": "LinkedIn",
    "bluesky": "Bluesky",
    "x": "X",
    "mastodon": "Mastodon",
}
"""Proper names, the same in every language."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is shared: a title, one sentence and the absolute address."""

    title: str
    sentence: str
    address: str

    @property
    def whole(self) -> str:
        return f"{self.sentence} {self.address}"


BREAK = "\r\n\r\n"
"""What RFC 6068 asks for between lines."""


def _said(text: str) -> str:
    """As RFC 3986 asks: a space is %20, as a + is one for forms alone."""
    return quote(text, safe="")


def _email(said: Message) -> str:
    return f"mailto:?subject={_said(said.title)}&body={_said(said.sentence + BREAK + said.address)}"


def _sms(said: Message) -> str:
    # `?&body=` is read by the iPhone, which wants &, and by all that follow RFC 5724.
    return f"sms:?&body={_said(said.whole)}"


LINKS: Mapping[str, Callable[[Message], str]] = {
    "email": _email,
    "whatsapp": lambda said: f"https://wa.me/?text={_said(said.whole)}",
    "facebook": lambda said: f"https://www.facebook.com/sharer/sharer.php?u={_said(said.address)}",
    "telegram": lambda said: f"https://t.me/share/url?url={_said(said.address)}&text={_said(said.sentence)}",
    "linkedin": lambda said: f"https://www.linkedin.com/sharing/share-offsite/?url={_said(said.address)}",
    "bluesky": lambda said: f"https://bsky.app/intent/compose?text={_said(said.whole)}",
    "x": lambda said: f"https://twitter.com/intent/tweet?text={_said(said.sentence)}&url={_said(said.address)}",
    "sms": _sms,
}
"""The other networks need a script: the device's own list, copying, Mastodon at the visitor's own server."""
