"""What HTML a text may hold: an allow-list, kept by nh3, and the names of what it takes out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import nh3

TAGS = frozenset(
    re.findall(
        r"\w+",
        "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd del details"
        " dfn div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q"
        " rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr"
        " track u ul var video wbr",
    )
)
EMPTIED = frozenset(
    re.findall(r"\w+", "iframe math noembed noframes noscript object script select style svg template textarea title")
)
"""Taken out with all that they hold; of any other tag that is not allowed the text stays."""

ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "role", "title", "translate"},
    "a": {"href", "hreflang", "rel", "type", "download"},
    "audio": {"controls", "loop", "muted", "preload", "src"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"datetime"},
    "details": {"name", "open"},
    "img": {"alt", "decoding", "height", "loading", "src", "width"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "source": {"height", "media", "src", "type", "width"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": {"controls", "height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"},
}
PREFIXES = {"aria-"}
VALUES = {"div": {"tabindex": {"0"}}}
SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "xmpp", "geo", "ftp", "webcal", "magnet"})

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no HTML may hold; so the signs that make up a mark stand in no text."""
WINDOWS = range(0x80, 0xA0)
"""« &#146; » is an apostrophe to every browser."""
REFERENCE = re.compile(r"&#(?:0*(\d{1,7})|[xX]0*([0-9a-fA-F]{1,6}))(?![0-9a-fA-F]);?")
"""A character by its number; a longer number is none."""

TOLD = {
    **dict.fromkeys(("<iframe>", "<object>", "<embed>", "<frame>"), "frame"),
    **dict.fromkeys(("<form>", "<input>", "<button>", "<select>", "<textarea>"), "form"),
    **dict.fromkeys(("style=", "<style>", "<font>", "<center>", "align=", "bgcolor="), "look"),
}
"""What is said of a name that is taken out, when a block or a setting does what it was meant for."""
TAG = re.compile(r"""<([a-zA-Z][^\s/>]*)((?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(EMPTIED),
    attributes=ATTRIBUTES,
    generic_attribute_prefixes=PREFIXES,
    tag_attribute_values=VALUES,
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def clean(html: str) -> str:
    """The HTML with nothing in it but what is allowed, well-formed."""
    return _cleaner.clean(REFERENCE.sub(_without_forbidden, html) if "&#" in html else html)


def _without_forbidden(reference: re.Match[str]) -> str:
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    is_sign = number <= sys.maxunicode and (number in WINDOWS or not FORBIDDEN.match(chr(number)))
    return reference[0] if is_sign else ""


def removed(html: str) -> Iterator[tuple[str, int]]:
    """What `clean` takes out of a piece of HTML, as a person would name it, and where in the piece it stands."""
    for tag in TAG.finditer(html):
        name = tag[1].lower()
        if name not in TAGS:
            yield f"<{name}>", tag.start()
        else:
            for attribute in ATTRIBUTE.finditer(tag[2]):
                if not allows(name, attribute[1].lower()):
                    yield f"{attribute[1].lower()}=", tag.start()


def allows(tag: str, attribute: str) -> bool:
    """Whether a tag may carry an attribute."""
    return (
        attribute in ATTRIBUTES["*"]
        or attribute in ATTRIBUTES.get(tag, ())
        or attribute in VALUES.get(tag, ())
        or any(attribute.startswith(each) for each in PREFIXES)
    )
