"""Atom feeds: well-formed whatever they hold, and the same for the same entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.dom import minidom
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pelicasso.kit.feed import Feed, FeedEntry, atom

FEED = Feed("Amis", "https://a.example/feed.xml", "https://a.example/", "Amis", "fr", ZoneInfo("Europe/Paris"))
ENTRY = FeedEntry("tag:a", "T", "https://a.example/x/", date(2026, 7, 1), date(2026, 12, 5), "S", "<p>x</p>", "Odile")


def values(xml: bytes, name: str) -> list[str]:
    found = minidom.parseString(xml).getElementsByTagName(name)
    return ["".join(child.data for child in each.childNodes if hasattr(child, "data")) for each in found]


def test_the_feed_is_as_new_as_its_newest_entry_in_the_site_s_time_zone() -> None:
    assert values(atom(FEED, [ENTRY]), "updated") == ["2026-12-05T00:00:00+01:00", "2026-12-05T00:00:00+01:00"]
    assert values(atom(FEED, [ENTRY]), "published") == ["2026-07-01T00:00:00+02:00"]


def test_an_empty_feed_does_not_ask_the_clock() -> None:
    assert atom(FEED, []) == atom(FEED, [])


@given(st.text(), st.text())
def test_hostile_text_stays_text(title: str, content: str) -> None:
    xml = atom(FEED, [replace(ENTRY, title=f"<b>&{title}]]>", content=f"<p>{content}]]>\x0b</p>")])
    assert values(xml, "title")[1].startswith("<b>&")
    assert values(xml, "content")[0].endswith("]]></p>")
