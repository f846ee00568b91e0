"""What a page may weigh, by its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pelicasso.check.cost import Cost
from pelicasso.check.rule import site_rule
from pelicasso.check.subject import Subject
from pelicasso.check.text import Text
from pelicasso.kit.collection import ARTICLES, PAGES
from pelicasso.kit.links import file_name, slug
from pelicasso.schema import Finding, warning
from pelicasso.schema.size import weight

HOME_PAGE = "index.html"
HEAVIEST_PICTURE = 40_000
HEAVIEST_HTML = 14_000
"""HTML and styles come in one round trip up to here."""


DERIVED = re.compile(r"-\d+-[0-9a-f]{8}$")
"""What the name of a picture ends with, once it is made in several sizes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a kind of page may cost at most: bytes, requests, elements; and its EcoIndex at least.

    With `pictures_aside` each picture adds a request, and the bytes that a picture may have.
    """

    size: int
    requests: int
    elements: int
    ecoindex: int = 0
    pictures_aside: bool = False


TEXT = Limits(10_000, 3, 200, 88, pictures_aside=True)
LISTING = Limits(14_000, 3, 260, 85, pictures_aside=True)
"""Ten texts, which nobody can make shorter."""
HOME = Limits(60_000, 9, 250, 85)
FEATURE = Limits(25_000, 5, 300, pictures_aside=True)


def _limited(subject: Subject) -> Iterator[tuple[str, Cost, Limits]]:
    """Every page but the site map, which grows with the site."""
    site_map = file_name(f"/{subject.words.address('site_map')}/")
    for name, cost in subject.costs.items():
        if name != site_map:
            yield name, cost, _kind(subject, name, cost)


def _kind(subject: Subject, name: str, cost: Cost) -> Limits:
    """A text becomes more than that by what a feature adds to it with a script, as links to share it."""
    text = subject.by_page.get(name)
    if name == HOME_PAGE:
        return HOME
    if name == "404.html" or (text and text.entry.collection in (ARTICLES, PAGES)):
        return FEATURE if cost.scripts else TEXT
    return LISTING if name.startswith(f"{subject.words.address('articles')}/") else FEATURE


def _aside(cost: Cost, limits: Limits) -> int:
    """How many pictures don't count."""
    return len(cost.pictures) if limits.pictures_aside else 0


def _too_heavy(cost: Cost, limits: Limits) -> bool:
    """Pictures that are too heavy are told by themselves."""
    pictures = sum(min(each, HEAVIEST_PICTURE) for each in cost.pictures)
    allowed = limits.size + HEAVIEST_PICTURE * _aside(cost, limits)
    return cost.size - sum(cost.pictures) + pictures > allowed


def _too_many(cost: Cost, limits: Limits) -> bool:
    return cost.requests - _aside(cost, limits) > limits.requests


@site_rule("RGESN 6.1")
def heavy_page(subject: Subject) -> Iterator[Finding]:
    """A page over the weight of its kind."""
    for name, cost, limits in _limited(subject):
        if _too_heavy(cost, limits):
            said = weight(cost.size, subject.site.language)
            limit = weight(limits.size + HEAVIEST_PICTURE * _aside(cost, limits), subject.site.language)
            yield warning("heavy_page", subject.said(name), None, size=said, limit=limit)


@site_rule("RGESN 6.1")
def heavy_html(subject: Subject) -> Iterator[Finding]:
    """A text so long that it comes in several round trips."""
    for name, cost, _ in _limited(subject):
        if cost.html + cost.styles > HEAVIEST_HTML:
            size, limit = (weight(each, subject.site.language) for each in (cost.html + cost.styles, HEAVIEST_HTML))
            yield warning("heavy_html", subject.said(name), None, size=size, limit=limit)


@site_rule("RGESN 6.1")
def many_requests(subject: Subject) -> Iterator[Finding]:
    """A page that asks for more files than its kind may."""
    for name, cost, limits in _limited(subject):
        if _too_many(cost, limits):
            limit = limits.requests + _aside(cost, limits)
            yield warning("many_requests", subject.said(name), None, count=cost.requests, limit=limit)


@site_rule("RGESN 6.1")
def many_elements(subject: Subject) -> Iterator[Finding]:
    """A page that an old telephone takes long to lay out."""
    for name, cost, limits in _limited(subject):
        if cost.elements > limits.elements:
            yield warning("many_elements", subject.said(name), None, count=cost.elements, limit=limits.elements)


@site_rule("RGESN 6.1")
def low_ecoindex(subject: Subject) -> Iterator[Finding]:
    """A page whose EcoIndex is low though no single limit is passed."""
    for name, cost, limits in _limited(subject):
        told = _too_heavy(cost, limits) or _too_many(cost, limits) or cost.elements > limits.elements
        if not told and cost.ecoindex < limits.ecoindex:
            score = round(cost.ecoindex)
            yield warning("low_ecoindex", subject.said(name), None, score=score, limit=limits.ecoindex)


@site_rule("RGESN 5.1")
def heavy_picture(subject: Subject) -> Iterator[Finding]:
    """A picture that weighs more than a page."""
    told: set[str] = set()
    for name, page in subject.pages.items():
        pictures = (link for kind, link in page.loaded if kind == "picture")
        for found in filter(None, map(subject.target, pictures)):
            if found not in told and subject.size(found) > HEAVIEST_PICTURE:
                told.add(found)
                size, limit = (weight(each, subject.site.language) for each in (subject.size(found), HEAVIEST_PICTURE))
                line, picture = _named(subject.by_page.get(name), found)
                yield warning("heavy_picture", subject.said(name), line, picture=picture, size=size, limit=limit)


def _named(text: Text | None, found: str) -> tuple[int | None, str]:
    """The line of a text that shows a picture, and the name of its file there."""
    published = PurePosixPath(found)
    stem = DERIVED.sub("", published.stem)
    for line, picture in text.shown if text else ():
        written = PurePosixPath(picture.target)
        if slug(written.stem) == stem:
            return line, written.name
    return None, f"{stem}{published.suffix}"
