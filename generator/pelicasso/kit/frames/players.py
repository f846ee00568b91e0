"""Players of videos and sounds."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import quote, urlencode

from pelicasso.kit.frames.frame import Frame, Kind
from pelicasso.kit.frames.pasted import Pasted
from pelicasso.kit.frames.provider import Provider, named

START = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")


def seconds(text: str) -> int:
    """« 90 » and « 1m30s » are both 90; 0 where nothing is said."""
    found = START.fullmatch(text)
    hours, minutes, rest = (int(each or 0) for each in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + rest


def query(**given: object) -> str:
    """What follows the question mark, without what is empty."""
    return urlencode({key: value for key, value in given.items() if value})


class YouTube(Provider):
    """Its host without cookies, which plays nothing without a Referer."""

    name = "YouTube"
    country = "US"
    likeness = "youtu"
    hosts = named("youtube.com www.youtube.com m.youtube.com music.youtube.com youtu.be")
    without_cookies: ClassVar = named("youtube-nocookie.com www.youtube-nocookie.com")
    no_videos: ClassVar = named("videoseries live_stream")
    player: ClassVar = "https://www.youtube-nocookie.com/embed"

    def answers(self, pasted: Pasted) -> bool:
        return pasted.host in self.hosts | self.without_cookies

    def frame(self, pasted: Pasted) -> Frame:
        number = pasted.query.get("v", "") if pasted.match("/watch") else ""
        if found := pasted.match(r"/(embed|v|e|shorts|live)/([\w-]{11})"):
            number = found[2]
        elif pasted.host == "youtu.be" and (found := pasted.match(r"/([\w-]{11})")):
            number = found[1]
        if re.fullmatch(r"[\w-]{11}", number) and number not in self.no_videos:
            return self._video(pasted, number)
        if re.fullmatch(r"[\w-]+", listed := pasted.query.get("list", "")):
            page = f"https://www.youtube.com/playlist?list={listed}"
            return Frame(self.name, Kind.VIDEO, f"{self.player}/videoseries?list={listed}&autoplay=1&rel=0", page)
        raise self.unread(pasted, "frame_other_page")

    def _video(self, pasted: Pasted, number: str) -> Frame:
        start = seconds(pasted.query.get("t") or pasted.query.get("start") or "")
        address = f"{self.player}/{number}?{query(autoplay=1, cc_load_policy=1, start=start)}&rel=0"
        page = f"https://www.youtube.com/watch?{query(v=number, t=f'{start}s' if start else '')}"
        return Frame(self.name, Kind.VIDEO, address, page, is_upright=pasted.path.startswith("/shorts/"))


class Vimeo(Provider):
    """Asked not to track (`dnt`); an unlisted video carries a hash of its own."""

    name = "Vimeo"
    country = "US"
    likeness = "vimeo"
    hosts = named("vimeo.com www.vimeo.com player.vimeo.com")
    paths: ClassVar = r"(?:/[\w/-]+)?/(?P<number>\d{4,})(?:/(?P<hash>[0-9a-f]{6,16}))?"

    def frame(self, pasted: Pasted) -> Frame:
        found = pasted.match(self.paths)
        if found is None:
            raise self.unread(pasted, "frame_other_page")
        number, key = found["number"], found["hash"] or pasted.query.get("h", "")
        address = f"https://player.vimeo.com/video/{number}?{query(dnt=1, autoplay=1, h=key)}"
        return Frame(self.name, Kind.VIDEO, address, "/".join(filter(None, ("https://vimeo.com", number, key))))


class PeerTube(Provider):
    """Software of many hosts; the exchange between visitors, which shows each other's addresses, is switched off."""

    name = "PeerTube"
    short: ClassVar = "[1-9A-HJ-NP-Za-km-z]{22}"
    long: ClassVar = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    paths: ClassVar = rf"/(?:w|videos/watch|videos/embed)/(?P<video>{short}|{long})"

    def answers(self, pasted: Pasted) -> bool:
        return pasted.match(self.paths) is not None

    def frame(self, pasted: Pasted) -> Frame:
        found = pasted.match(self.paths)
        assert found is not None
        start = seconds(pasted.query.get("start", ""))
        site = f"https://{pasted.host}"
        address = f"{site}/videos/embed/{found['video']}?p2p=0&warningTitle=0&{query(autoplay=1, start=start)}"
        page = f"{site}/w/{found['video']}" + (f"?start={start}s" if start else "")
        return Frame(self.name, Kind.VIDEO, address, page)


class Dailymotion(Provider):
    """Plays elsewhere only with a player of the author's own account, since 28 September 2026."""

    name = "Dailymotion"
    likeness = "dailymotion"
    hosts = named("dailymotion.com www.dailymotion.com touch.dailymotion.com geo.dailymotion.com dai.ly")

    def frame(self, pasted: Pasted) -> Frame:
        found = pasted.match(r"/player/([a-z0-9]+)\.html")
        video = pasted.query.get("video", "")
        if found is None or not re.fullmatch(r"[a-z0-9]+", video):
            raise self.unread(pasted, "frame_dailymotion_player")
        address = f"https://geo.dailymotion.com/player/{found[1]}.html?video={video}"
        return Frame(self.name, Kind.VIDEO, address, f"https://www.dailymotion.com/video/{video}")


class Arte(Provider):
    """Programmes, which stay for a while."""

    name = "Arte"
    hosts = named("arte.tv www.arte.tv")
    paths: ClassVar = r"/(?:embeds/)?(fr|de|en|es|it|pl)/(?:videos/)?(\d{6}-\d{3}-[AF])(?:/[\w-]*)?"

    def frame(self, pasted: Pasted) -> Frame:
        found = pasted.match(self.paths)
        if found is None:
            raise self.unread(pasted, "frame_other_page")
        language, number = found.groups()
        address = f"https://www.arte.tv/embeds/{language}/{number}?autoplay=true"
        return Frame(self.name, Kind.VIDEO, address, f"https://www.arte.tv/{language}/videos/{number}/")


class SoundCloud(Provider):
    """A track or a set; lists of what someone likes are none."""

    name = "SoundCloud"
    likeness = "soundcloud"
    hosts = named("soundcloud.com www.soundcloud.com m.soundcloud.com w.soundcloud.com")
    lists: ClassVar = named("tracks albums sets likes reposts followers following popular-tracks")

    def frame(self, pasted: Pasted) -> Frame:
        page = pasted
        if pasted.host == "w.soundcloud.com":
            page = Pasted(pasted.query.get("url", ""), "", pasted.query.get("url", "").partition(".com")[2], {})
        found = page.match(r"/([\w-]+)/(?P<set>sets/)?([\w-]+)(?:/(s-\w+))?")
        if found is None or (found[3] in self.lists and not found["set"]):
            raise self.unread(pasted, "frame_other_page")
        address = f"https://soundcloud.com{found[0]}"
        shown = "hide_related=true&show_comments=false&show_teaser=false&visual=false&auto_play=true"
        player = f"https://w.soundcloud.com/player/?url={quote(address, safe='')}&{shown}"
        return Frame(self.name, Kind.SOUND, player, address, height=450 if found["set"] else 166)


PLAYERS: tuple[Provider, ...] = (YouTube(), Vimeo(), Dailymotion(), Arte(), SoundCloud(), PeerTube())
