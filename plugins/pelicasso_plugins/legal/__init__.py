"""Legal: the notice that the law asks for, the privacy page, the accessibility page, and the links to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pelicasso.kit import Feature, FeaturePage, Label, Link, Room
from pelicasso.schema import Finding
from pelicasso_plugins.legal.accessibility import Accessibility, accessibility, state_of
from pelicasso_plugins.legal.config import Legal
from pelicasso_plugins.legal.notice import Notice, incomplete, notice, past
from pelicasso_plugins.legal.privacy import Privacy, not_named, privacy, unexplained

TEMPLATES = {"legal_notice": "notice", "privacy_policy": "privacy", "accessibility_statement": "accessibility"}


@dataclass(frozen=True, slots=True)
class Footer:
    """What the foot of every page shows: links to the pages, the mention that some must show, labels."""

    links: tuple[Link, ...]
    labels: tuple[Label, ...]


def _link(room: Room[Legal], name: str) -> Link:
    return room.link(room.words(f"legal.titles.{name}"), room.address(name))


def _pages(room: Room[Legal]) -> Iterator[FeaturePage]:
    """A page that the site wrote itself stands in place of ours."""
    shown: dict[str, Callable[[], object]] = {
        "legal_notice": partial(notice, room, _link(room, "privacy_policy")),
        "privacy_policy": partial(privacy, room),
        "accessibility_statement": partial(accessibility, room, _link(room, "legal_notice")),
    }
    for name, show in shown.items():
        if room.address(name) not in room.plan:
            yield FeaturePage(
                room.address(name),
                f"legal/{TEMPLATES[name]}.html",
                room.words(f"legal.titles.{name}"),
                room.words(f"legal.descriptions.{name}", name=room.site.organisation.name),
                shown=show,
                in_menu=False,
                last=name != "legal_notice",
            )


def _footer(room: Room[Legal]) -> Footer:
    notice, privacy, accessibility = (_link(room, each) for each in TEMPLATES)
    if room.section.public_service:
        mention = room.words("legal.accessibility.mention", state=state_of(room))
        accessibility = Link(mention, accessibility.href)
    return Footer((notice, privacy, accessibility), room.site.organisation.labels_on(room.site.day))


def _honest(room: Room[Legal], files: Mapping[str, bytes | Path]) -> Iterator[Finding]:
    yield from unexplained(room)
    yield from not_named(files, f"{room.address('privacy_policy').strip('/')}/index.html")


feature = Feature(
    name="legal",
    section=Legal,
    pages=_pages,
    shown={"slots/footer/legal.html": _footer},
    contexts={
        "legal/notice.html": Notice,
        "legal/privacy.html": Privacy,
        "legal/accessibility.html": Accessibility,
        "slots/footer/legal.html": Footer,
    },
    checks=(incomplete, past),
    reviews=(_honest,),
    on_by_default=True,
)
register = feature.register
