"""How one applies: one link that works without scripts, and what is printed for those who hold the notice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from pelicasso_plugins.missions.description import plain
from pelicasso_plugins.missions.mission import Mission
from pelicasso_plugins.missions.platforms import host_of, platform_of


@dataclass(frozen=True, slots=True)
class Application:
    """The link, what it says, and what stands on the notice: the address, the number."""

    kind: str
    label: str
    href: str
    printed: str


def application(mission: Mission) -> Application | None:
    """The one way to apply for a mission."""
    way, words = mission.way, mission.words
    if way is None:
        return None
    if way.email is not None:
        return Application("email", words("missions.apply.email"), _mailto(mission, way.email), way.email)
    if way.phone is not None:
        return Application("phone", words("missions.apply.phone"), f"tel:{_dialled(way.phone)}", phone_text(way.phone))
    url = way.url or ""
    platform = platform_of(url)
    label = words("missions.apply.platform", name=platform.name) if platform else words("missions.apply.url")
    return Application("url", label, url, platform.name if platform else host_of(url))


def phone_href(phone: str) -> str:
    return f"tel:{_dialled(phone)}"


def _mailto(mission: Mission, email: str) -> str:
    """A message whose subject and body are prepared: what the association wants to know."""
    words, title = mission.words, plain(mission.title)
    address = mission.room.absolute(mission.entry.address) or ""
    subject = plain(words("missions.mail.subject", title=title))
    lines = [plain(each) for each in words("missions.mail.body", title=title, address=address).split("|")]
    body = "\r\n".join(each for each in lines)
    return f"mailto:{quote(email, safe='@+')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _dialled(phone: str) -> str:
    """The digits alone; a French number is dialled as people write it, from France."""
    return re.sub(r"[^\d+]", "", phone.replace("(0)", ""))


def phone_text(phone: str) -> str:
    """On one line; ten digits in a row are set in pairs."""
    text = " ".join(re.findall("..", phone)) if re.fullmatch(r"0\d{9}", phone) else phone
    return re.sub(r"\s+", "\u00a0", text)
