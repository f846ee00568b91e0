"""What HTML a text may hold: an allow-list, kept by nh3, and the names of what it takes out."""

from __future__ import annotations

import re
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
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"name", "open"},
    "img": {"alt", "decoding", "height", "loading", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
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
    return _cleaner.clean(html)


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
