"""The text of a mission for others than the site: a little HTML that every platform knows, and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

import nh3

from pelicasso.kit import Entry, Room
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.mission import Mission

TAGS = {"p", "ul", "ol", "li", "strong", "em", "br", "h3"}
DROPPED = {"script", "style", "figcaption", "svg", "nav", "button", "iframe", "audio", "video", "sup"}
HEADING = re.compile(r"(</?)h[1-6]\b")
LINE = re.compile(r"(</?)(?:summary|dt|dd|tr|caption)\b")
CELL = re.compile(r"</t[dh]>")
"""What would run into the text beside it, once its tags are gone."""
AROUND = re.compile(r"\s*(</?(?:p|h3|ul|ol|li|br)>)\s*")
"""The importer keeps the line breaks of a source: there are none."""
EMPTY = re.compile(r"<(p|li|ul|ol|h3|strong|em)>\s*</\1>")
PARAGRAPHS = re.compile(r"(?:</?(?:p|h3|ul|ol)>)+")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def html_of(mission: Mission) -> str:
    """What one does, what is needed and what is offered, without links, pictures and blocks."""
    return "".join((mission.room.once(_reduced, mission.entry), *_lists(mission)))


def text_of(html: str) -> str:
    """The HTML of `html_of` as text; paragraphs are parted by an empty line, items of a list begin with a bullet."""
    text = PARAGRAPHS.sub("\n\n", html).replace("<br>", "\n").replace("<li>", "\n • ")
    text = unescape(re.sub(r"<[^>]+>", "", text)).translate(SPACES)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").rstrip()


def counted(html: str) -> int:
    """How many signs the importer counts: it leaves one line more above a heading than `text_of`."""
    return len(text_of(html)) + html.count("<h3>", 1)


def plain(text: str) -> str:
    """A line of text with ordinary spaces: platforms and importers part words at those."""
    return " ".join(text.translate(SPACES).split())


def cut(text: str, limit: int) -> str:
    """At most so many signs, cut after a sentence where one ends, else between two words."""
    if len(text) <= limit:
        return text
    start = text[:limit]
    ends = [each.end() for each in re.finditer(r"[.!?…](?=\s)", start)]
    if ends and ends[-1] > limit // 2:
        return start[: ends[-1]]
    return start[: limit - 1].rsplit(None, 1)[0].rstrip(",;:. ") + "…"


def _reduced(room: Room[Missions], entry: Entry) -> str:
    html = CELL.sub(" ", LINE.sub(r"\1p", HEADING.sub(r"\1h3", str(room.view(entry, "head").body))))
    kept = nh3.clean(html, tags=TAGS, attributes={}, clean_content_tags=DROPPED).replace("&nbsp;", "\u00a0")
    while (without := EMPTY.sub("", kept)) != kept:
        kept = without
    html = AROUND.sub(r"\1", re.sub(r"[ \n\t]+", " ", kept)).strip()
    return html.replace("<li><p>", "<li>").replace("</p></li>", "</li>")


def _lists(mission: Mission) -> Iterator[str]:
    for name, lines in (("skills", mission.data.skills), ("offers", mission.data.offers)):
        if lines:
            items = "".join(f"<li>{escape(each, quote=False)}</li>" for each in lines)
            yield f"<h3>{escape(mission.words(f'missions.{name}'), quote=False)}</h3><ul>{items}</ul>"
