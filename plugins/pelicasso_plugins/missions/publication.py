"""A folder a mission, with a text for each platform, ready to paste into its form, and the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from pelicasso.kit import Room
from pelicasso.kit.command import write
from pelicasso.schema import SiteError, error
from pelicasso_plugins.missions.config import Missions
from pelicasso_plugins.missions.description import cut, html_of, plain, text_of
from pelicasso_plugins.missions.mission import Mission, missions_of
from pelicasso_plugins.missions.platforms import PLATFORMS, Platform, platform_of

TITLE = 80
SHORT = 160
LONG = 1500


def publish(room: Room[Missions], words: Sequence[str]) -> Iterator[str]:
    """Write the folders of the missions that are named, of all open ones without a name; tells each."""
    for mission in _asked(room, words):
        name = mission.entry.address.strip("/").rpartition("/")[2]
        folder = room.site.folder / room.words("missions.kit.folder") / name
        files = {f"{each.host}.txt": text_for(mission, each).encode() for each in PLATFORMS} | _picture(mission)
        for file, content in files.items():
            write(folder / file, content)
        shown = folder.relative_to(room.site.folder).as_posix()
        yield room.words("missions.kit.written", mission=mission.title, files=len(files), folder=shown)


def text_for(mission: Mission, platform: Platform) -> str:
    """All that the form of a platform asks for."""
    parts = (_head(mission, platform), *_texts(mission), *_facts(mission))
    return "\n\n".join(f"{title}\n{text}" if text else title for title, text in parts) + "\n"


def title_of(mission: Mission) -> str:
    return cut(plain(mission.title), TITLE)


def short_of(mission: Mission) -> str:
    """The summary, else how the text begins."""
    return cut(plain(mission.data.summary or text_of(html_of(mission))), SHORT)


def long_of(mission: Mission) -> str:
    """The whole text with a link to the page; what is too long is cut after a sentence."""
    address = mission.room.absolute(mission.entry.address)
    more = f"\n\n{plain(mission.words('missions.kit.more', address=address))}" if address else ""
    return cut(text_of(html_of(mission)), LONG - len(more)) + more


def _asked(room: Room[Missions], words: Sequence[str]) -> list[Mission]:
    missions = {each.entry.address.strip("/").rpartition("/")[2]: each for each in missions_of(room)}
    if not words:
        return [each for each in missions.values() if each.listed]
    return [missions[_name(word, list(missions))] for word in words]


def _name(word: str, known: list[str]) -> str:
    """The mission that a word names: the end of its address, or its file."""
    name = Path(word).stem
    if name in known:
        return name
    near = get_close_matches(name, known, n=3, cutoff=0.3) or known
    raise SiteError(error("missions.no_such_mission", value=word, known=", ".join(near)), exit_code=2)


def _head(mission: Mission, platform: Platform) -> tuple[str, str]:
    words = mission.words
    offer = next((each for each in mission.data.also_on if platform_of(each) is platform), None)
    page = next((each for each in mission.room.section.platforms if platform_of(each) is platform), None)
    lines = [
        *([words("missions.kit.offer", address=offer)] if offer else ()),
        *([words("missions.kit.own_page", address=page)] if page else ()),
    ]
    return words("missions.kit.head", platform=platform.name), "\n".join(map(plain, lines))


def _texts(mission: Mission) -> Iterator[tuple[str, str]]:
    for name, text, limit in (
        ("title", title_of(mission), TITLE),
        ("short", short_of(mission), SHORT),
        ("long", long_of(mission), LONG),
    ):
        yield _heading(mission, name, signs=len(text), limit=limit), text


def _facts(mission: Mission) -> Iterator[tuple[str, str]]:
    words, room = mission.words, mission.room
    dates = (mission.when or words("missions.kit.any_time"), mission.schedule, mission.until)
    yield _heading(mission, "dates"), _lines(dates)
    facts = {each.label: each.lines for each in mission.facts()}
    where = facts.get(words("missions.fact.where"), (words("missions.kit.anywhere"),))
    yield _heading(mission, "place"), _lines(where)
    yield _heading(mission, "contact"), _lines(_contact(mission))
    if address := room.absolute(mission.entry.address):
        yield _heading(mission, "page"), address


def _contact(mission: Mission) -> Iterator[str | None]:
    contact, way = mission.data.contact, mission.way
    if contact is not None:
        yield contact.name
        yield contact.phone
    if way is not None:
        yield way.email or way.phone or way.url


def _heading(mission: Mission, name: str, **values: object) -> str:
    return plain(mission.words(f"missions.kit.{name}", **values))


def _lines(lines: Sequence[str | None] | Iterator[str | None]) -> str:
    return "\n".join(plain(each) for each in lines if each)


def _picture(mission: Mission) -> dict[str, bytes]:
    """The picture of the page as it is published: upright, light, without a position."""
    room = mission.room
    shown = room.view(mission.entry, "head").picture
    if shown is None:
        return {}
    content = next((each.render() for each in room.plan if room.href(each.address) == shown.href), None)
    if content is None:
        return {}
    name = f"image{Path(shown.href).suffix}"
    return {name: content.read_bytes() if isinstance(content, Path) else content}
