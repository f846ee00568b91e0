"""The links and pictures of a text, each handed to who knows where it leads, with its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Protocol
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from pelicasso.build.markdown.source import Source, decoded, marked_line, unmarked


class Target(Protocol):
    """Where a link leads; a picture brings its width and height in pixels."""

    @property
    def href(self) -> str: ...
    @property
    def width(self) -> int | None: ...
    @property
    def height(self) -> int | None: ...


Resolve = Callable[[str, int, bool], Target | None]
"""Called with what was written, its line, and whether it is a picture; None takes the link out and leaves its text."""


@dataclass(frozen=True, slots=True)
class PictureReference:
    """A picture where it is asked for: what stands there of it; `is_block` when it stands by itself.

    `alternative` is None where it was left out, empty where HTML says on purpose that the picture only decorates.
    """

    target: str
    line: int | None
    alternative: str | None = None
    title: str = ""
    classes: tuple[str, ...] = ()
    width: int | None = None
    is_block: bool = False


Show = Callable[[PictureReference], str | None]
"""Called for each picture, gives its HTML; None leaves its alternative."""

PELICAN = re.compile(r"^[{|](?:filename|static|attach)[}|]")
MADE_HERE = re.compile(r"#fn(?:ref\d*)?-\d+$")

TAG = re.compile(r"""<(a|img|source|track|audio|video)\b((?:[^<>"']|"[^"]*"|'[^']*')*+)>|</a>""", re.IGNORECASE)
ADDRESS = re.compile(r"""(\s(href|src|poster)\s*+=\s*+)("[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE)
LINE = re.compile("""\\s(href|src|poster)="([^"]*)#\ufdd2([0-9]{1,9})\ufdd6\"""", re.IGNORECASE)
BARE = re.compile(r"<a\b(?![^<>]*\shref\b)", re.IGNORECASE)
LEFT = re.compile("#\ufdd2([0-9]*)\ufdd6")
SIZE = re.compile('\\s(?:width|height)="[^"]*"')
WIDTH = re.compile('\\swidth="([1-9][0-9]{0,3})"')
ALTERNATIVE = re.compile('\\salt="([^"]*)"')
TITLE = re.compile('\\stitle="([^"]*)"')
CLASS = re.compile('\\sclass="([^"]*)"')
FIGURE = re.compile("""<figure((?: class="[^"]*")?)>\\s*(<img\\b(?:[^<>"']|"[^"]*"|'[^']*')*+>)\\s*</figure>""")


class LinkLines(Treeprocessor):
    """Moves the line of each link behind its target, where it survives the cleaning as an anchor does."""

    source: Source

    def __init__(self) -> None:
        super().__init__()
        self.lines: Counter[str] = Counter()

    def run(self, root: Element) -> None:
        for name, attribute in (("a", "href"), ("img", "src")):
            for element in root.iter(name):
                written = element.get(attribute, "")
                if not written.startswith(AMP_SUBSTITUTE) and not MADE_HERE.match(written):
                    line = marked_line(written) or self.source.line_of(written)
                    element.set(attribute, _lined(unmarked(written).lstrip("<"), line))
                    self.lines[str(line)] += 1


def without_bare_links(html: str) -> str:
    """The HTML without links that have no address and are no anchor: their texts stay."""
    dropped = False

    def tag(match: re.Match[str]) -> str:
        nonlocal dropped
        if match[1] is None:
            is_bare, dropped = dropped, False
        else:
            is_bare = match[1].lower() == "a" and _is_bare(match[0])
            dropped = dropped or is_bare
        return "" if is_bare else match[0]

    return TAG.sub(tag, html) if BARE.search(html) else html


def holds_inline_picture(html: str) -> bool:
    """Whether a picture stands within a sentence, where what is shown of it decides how its neighbours are set."""
    return html.count("<img") > len(FIGURE.findall(html))


def with_lines(html: str, line: int) -> str:
    """A piece of raw HTML that begins at a line, with the line of each link behind its target."""

    def tag(match: re.Match[str]) -> str:
        at = line + html.count("\n", 0, match.start())
        return ADDRESS.sub(lambda found: f'{found[1]}"{_lined(_value(found[3]), at)}"', match[0])

    return TAG.sub(tag, html)


def _lined(address: str, line: int) -> str:
    return f"{address}#\ufdd2{line}\ufdd6"


def _value(quoted: str) -> str:
    return quoted.strip("\"'").replace('"', "&quot;")


class Links:
    """Resolves the links in the HTML of one text, whose links carry their lines.

    `typeset` sets what stands in place of a picture, when the rest is set.
    """

    def __init__(self, resolve: Resolve, show: Show | None = None, typeset: Callable[[str], str] = str) -> None:
        self.resolve = resolve
        self.show = show
        self.typeset = typeset
        self._dropped = False

    def resolved(self, html: str) -> str:
        if self.show is not None and "<figure" in html:
            html = FIGURE.sub(self._figure, html)
        return TAG.sub(self._tag, html)

    def _tag(self, match: re.Match[str]) -> str:
        tag, name = match[0], (match[1] or "").lower()
        if not name:
            dropped, self._dropped = self._dropped, False
            return "" if dropped else tag
        if name == "img":
            return self.typeset(self._picture(tag) if self.show is None else self._shown(tag))
        tag = LINE.sub(self._attribute, tag)
        if name == "a" and _is_bare(tag):
            self._dropped = True
            return ""
        return tag

    def _attribute(self, match: re.Match[str]) -> str:
        target = self._target(match, is_picture=match[1] == "poster")
        return "" if target is None else f' {match[1]}="{escape(target.href)}"'

    def _picture(self, tag: str) -> str:
        """A picture with its size; without an address it is replaced by what its alternative says."""
        if ALTERNATIVE.search(tag) is None:
            tag = f'{tag[:4]} alt=""{tag[4:]}'
        address = LINE.search(tag)
        target = None if address is None else self._target(address, is_picture=True)
        if address is None or target is None:
            return tag if ADDRESS.search(tag) and address is None else _attribute(ALTERNATIVE, tag) or ""
        tag = tag.replace(address[0], f' src="{escape(target.href)}"')
        return _sized(tag, target.width, target.height) if target.width and target.height else tag

    def _figure(self, match: re.Match[str]) -> str:
        if LINE.search(match[2]) is None:
            return match[0]
        html = self.typeset(self._shown(match[2], match[1], is_block=True))
        return html if html.startswith("<") else f"<p>{html}</p>" if html else ""

    def _shown(self, tag: str, classes: str = "", *, is_block: bool = False) -> str:
        """A picture as the theme shows it; one without an address of its own stays as it is."""
        address = LINE.search(tag)
        if address is None or self.show is None:
            return tag
        alternative, width = _attribute(ALTERNATIVE, tag), WIDTH.search(tag)
        reference = PictureReference(
            _plain(address[2]),
            int(address[3]),
            None if alternative is None else unescape(alternative),
            unescape(_attribute(TITLE, tag) or ""),
            tuple((_attribute(CLASS, classes or tag) or "").split()),
            int(width[1]) if width else None,
            is_block,
        )
        html = self.show(reference)
        return alternative or "" if html is None else html

    def _target(self, match: re.Match[str], *, is_picture: bool) -> Target | None:
        return self.resolve(_plain(match[2]), int(match[3]), is_picture)


def _is_bare(link: str) -> bool:
    return ADDRESS.search(link) is None and " id=" not in link


def _attribute(pattern: re.Pattern[str], tag: str) -> str | None:
    found = pattern.search(tag)
    return found[1] if found else None


def _sized(tag: str, width: int, height: int) -> str:
    """A picture's tag with its size, scaled to the width that the author asks for."""
    if asked := WIDTH.search(tag):
        width, height = int(asked[1]), round(int(asked[1]) * height / width)
    return f'{SIZE.sub("", tag).rstrip("/> ")} width="{width}" height="{height}">'


def _plain(written: str) -> str:
    return PELICAN.sub("", decoded(written)).strip()
