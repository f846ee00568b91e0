"""A model of the importer of API Engagement: how its parser reads a feed, what it keeps, what it refuses.

Written after its code (betagouv/api-engagement at 1b30212, August 2026) and what its parser was seen to do: text of
digits becomes a number, in CDATA too; numeric entities are left as they are; title and description are decoded twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from pelicasso_plugins.missions.vocabulary import LISTS

Value = str | int | float | bool
JS_SPACES = " \t\n\r\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
BLOCKS = {"p", "ul", "ol", "blockquote", "div"}


class DroppedError(Exception):
    """The importer fails on the mission, and it is lost without a word."""


def coerce(text: str) -> Value:
    """What the parser makes of the text of an element (fast-xml-parser 5 with strnum)."""
    text = text.strip(JS_SPACES)
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?0x[\da-fA-F]+", text):
        return int(text, 16)
    if re.fullmatch(r"[-+]?\d*\.?\d*(?:[eE][-+]?\d+)?", text, re.ASCII) and re.match(r"[-+]?\.?\d", text):
        number = float(text)
        if number.is_integer() and abs(number) < 2**53:
            return int(number)
        return number if abs(number) != float("inf") and (not number.is_integer() or "e" in text.lower()) else text
    return text


def js_string(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def parse_string(value: Any) -> str:
    """`String(value)`, and nothing for what JavaScript takes for nothing."""
    return js_string(value) if value else ""


def parse_list(value: Any) -> list[str]:
    if isinstance(value, dict):
        return parse_list(value.get("value"))
    if isinstance(value, list):
        return [each for each in (js_string(one).strip(JS_SPACES) for one in value) if each]
    return [] if value in (None, "") else [each.strip() for each in js_string(value).split(",") if each.strip()]


def parse_yes(value: Any) -> bool | None:
    return None if value is None else js_string(value).strip().lower() in ("yes", "true", "1")


def parse_instant(value: Any) -> datetime | None:
    """A day in other forms would be read as an American one: here it fails."""
    if not value:
        return None
    instant = datetime.fromisoformat(value)
    assert instant.tzinfo is not None
    return instant


def postal_code(value: Any, country: str) -> str:
    code = parse_string(value)
    if country != "FR":
        return code
    return code.rjust(5, "0") if 1 <= len(code) <= 5 else ""


class _Text(HTMLParser):
    """As html-to-text says it: an empty line between blocks, two above a heading, a bullet before an item."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        if tag == "li":
            self.parts.append("\n • ")
        elif tag == "h3":
            self.parts.append("\n\n\n")
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data) if data.strip() else "")


def to_text(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    reader.close()
    text = re.sub(r"\n{4,}", "\n\n\n", "".join(reader.parts))
    return re.sub(r"\n{3}(?= •)", "\n\n", text).strip("\n").rstrip()


@dataclass
class Imported:
    """A mission as the importer keeps it; `refused` are the reasons of the first step."""

    title: str
    client_id: str
    description: str
    application_url: str
    posted: datetime | None
    start: datetime | None
    end: datetime | None
    domain: str
    activities: list[str]
    schedule: str
    remote: str
    places: int
    audience: list[str]
    requirements: list[str]
    tags: list[str]
    open_to_minors: bool | None
    accessible: bool | None
    transport: bool | None
    image: str
    addresses: list[dict[str, str]]
    organisation: dict[str, str]
    refused: list[str] = field(default_factory=list)


def read(feed: bytes) -> list[Imported]:
    """The missions of a feed; of two with one id the first is kept, one that fails is lost."""
    text = feed.decode("utf-8")
    assert "&#" not in text, "the parser leaves numeric entities as they are"
    root = ElementTree.fromstring(feed)
    seen: dict[Any, dict[str, Any]] = {}
    for each in root.findall("mission"):
        fields = _fields(each)
        seen.setdefault(fields.get("clientId"), fields)
    return [mission for mission in map(_kept, seen.values()) if mission is not None]


def _fields(element: ElementTree.Element) -> Any:
    children = list(element)
    if not children:
        return coerce(element.text or "")
    found: dict[str, Any] = {}
    for each in children:
        value = _fields(each)
        if each.tag in found:
            known = found[each.tag]
            found[each.tag] = [*(known if isinstance(known, list) else [known]), value]
        else:
            found[each.tag] = value
    return found


def _kept(fields: dict[str, Any]) -> Imported | None:
    try:
        mission = _mission(fields)
    except DroppedError:
        return None
    mission.refused = list(refused(mission))
    return mission


def _mission(fields: dict[str, Any]) -> Imported:
    title = fields.get("title", "")
    if not isinstance(title, str):
        raise DroppedError
    description = fields.get("description", "")
    if not isinstance(description, str):
        raise DroppedError
    addresses = (fields.get("addresses") or {}).get("address", [])
    return Imported(
        title=unescape(title),
        client_id=parse_string(fields.get("clientId")),
        description=to_text(unescape(description)),
        application_url=parse_string(fields.get("applicationUrl")),
        posted=parse_instant(fields.get("postedAt")),
        start=parse_instant(fields.get("startAt")),
        end=parse_instant(fields.get("endAt")),
        domain=parse_string(fields.get("domain")),
        activities=[each for each in parse_string(fields.get("activity")).split(",") if each],
        schedule=parse_string(fields.get("schedule")),
        remote=parse_string(fields.get("remote")) or "no",
        places=int(fields.get("places") or 1),
        audience=parse_list(fields.get("audience")),
        requirements=parse_list(fields.get("requirements")),
        tags=parse_list(fields.get("tags")),
        open_to_minors=parse_yes(fields.get("openToMinors")),
        accessible=parse_yes(fields.get("reducedMobilityAccessible")),
        transport=parse_yes(fields.get("closeToTransport")),
        image=parse_string(fields.get("image")),
        addresses=[_address(each) for each in (addresses if isinstance(addresses, list) else [addresses])],
        organisation={name: parse_string(value) for name, value in fields.items() if name.startswith("organization")},
    )


def _address(fields: dict[str, Any]) -> dict[str, str]:
    country = parse_string(fields.get("country"))
    return {
        "street": parse_string(fields.get("street")),
        "postal_code": postal_code(fields.get("postalCode"), country),
        "city": parse_string(fields.get("city")),
        "department": parse_string(fields.get("departmentCode")),
        "country": country,
    }


def refused(mission: Imported) -> list[str]:
    """The first step, at the import: every reason."""
    reasons = {
        "no_title": not mission.title,
        "looks_encoded": "&#" in mission.title or "&#" in mission.description,
        "title_of_one_word": bool(mission.title) and len(mission.title.split(" ")) == 1,
        "no_id": not mission.client_id,
        "no_description": not mission.description,
        "description_too_long": len(mission.description) > 20000,
        "no_address": not mission.application_url,
        "bad_domain": bool(mission.domain) and mission.domain not in LISTS["domain"],
        "bad_remote": mission.remote not in LISTS["remote"],
        "bad_places": mission.places < 0,
    }
    return [reason for reason, applies in reasons.items() if applies]


def refused_later(mission: Imported, now: datetime) -> list[str]:
    """The second step, on JeVeuxAider.gouv.fr, for a mission first imported when it was posted."""
    start, end = mission.start or now, mission.end
    reasons = {
        "posted_long_ago": mission.posted is not None and (now - mission.posted).days > 184,
        "too_soon": end is not None and start < now + timedelta(days=7) and end < now + timedelta(days=21),
        "text_too_short": 0 < len(mission.description) < 300,
        "no_city": not (mission.addresses and mission.addresses[0]["city"]),
    }
    return [reason for reason, applies in reasons.items() if applies]
