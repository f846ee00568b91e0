"""A room with Pelican behind it, and its pages in the theme of the user."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from jinja2 import Environment
from markupsafe import Markup
from typing_extensions import override

from pelicasso.kit.assets import Assets
from pelicasso.kit.collection import Entry
from pelicasso.kit.context import Document, EntryView, Icons, Link, Picture
from pelicasso.kit.feature import AnyFeature, Given
from pelicasso.kit.links import file_name, href
from pelicasso.kit.locale import Words
from pelicasso.kit.markup import markup
from pelicasso.kit.page import UNTOLD, About
from pelicasso.kit.plain_pelican.settings import site_of
from pelicasso.kit.plain_pelican.texts import read_texts
from pelicasso.kit.plan import Plan, Planned
from pelicasso.kit.record import Record
from pelicasso.kit.renderer import Frame, Renderer, environment
from pelicasso.kit.room import FILE, AnyRoom, Noted, Room
from pelicasso.kit.structured_data import Node, script
from pelicasso.schema import Finding, Report, SiteError
from pelicasso.site.data import data_folder
from pelicasso.site.messages import Messages
from pelicasso.site.model import PictureFile
from pelicasso.site.paths import Found

HERE = Path(__file__).parent
AROUND = """{% extends "base.html" %}
{% block title %}{{ pelicasso.title }}{% endblock %}
{% block content %}{{ pelicasso.body }}{% endblock %}
"""
"""What asks nothing of a theme but a block `content`."""


Names = dict[str, Any]


class PluginError(Exception):
    """What is wrong, in the words of the site's language; Pelican says it and stops."""


class PlainRenderer(Renderer):
    """Renders the pages of one room into the theme of the user."""

    around: Callable[[Document, Markup], str]

    @override
    def render(
        self,
        template: str,
        document: Document,
        trail: Sequence[Link],
        styles: Sequence[str] = (),
        nodes: Iterable[Node] = (),
        slots: Sequence[str] = (),
        about: About = UNTOLD,
        **own: Any,
    ) -> str:
        """The whole page: the room's part of it within the theme's `base.html`."""
        context = self._context(document, trail) | own
        context["structured_data"] = script(self._nodes(document, tuple(nodes)))
        context["stylesheet"] = href(self.site, self.assets.stylesheet("text", styles))
        body = self.environment.get_template(template).render(context)
        return self.around(document, markup(body))


@dataclass
class PlainRoom(Room[Given]):
    """A room in a plain Pelican site; `content` is Pelican's PATH."""

    content: Path
    published: Callable[[Entry], str]

    def view(self, entry: Entry, place: str = "row") -> EntryView:
        data = entry.data
        return EntryView(
            title=entry.title,
            href=self.href(entry.address),
            summary=entry.summary,
            body=markup(self.published(entry) if place == "head" else ""),
            language=data.lang or self.site.language,
            lede=data.summary,
            created=data.date,
            updated=entry.updated,
            author=data.author,
        )

    @override
    def resolve(self, target: str, line: int | None, file: str = FILE) -> str | None:
        """A link as it is; a file of the content is published where it stands."""
        own = self.content.resolve()
        near = (self.content.parent / file).parent if file != FILE else self.content
        for folder in (near, self.content):
            found = (folder / target).resolve()
            if found.is_file() and found.is_relative_to(own):
                self.plan.add(Planned(f"/{found.relative_to(own).as_posix()}", partial(Path, found)))
                return self.href(f"/{found.relative_to(own).as_posix()}")
        return self.href(target)

    @override
    def picture(self, asked: PictureFile, place: str, line: int | None, file: str = FILE) -> Picture | None:
        return None

    @override
    def note(self, path: str, model: type[Noted]) -> Noted | None:
        return None

    @override
    def learnt(self, found: Found, what: str, read: Callable[[BinaryIO], Any]) -> Any:
        with found.absolute.open("rb") as opened:
            return read(opened)

    @override
    def feed(self, address: str, title: str, page: str, entries: Sequence[Entry]) -> Link | None:
        return None

    @property
    def findings(self) -> Sequence[Finding]:
        return ()


def plain_room(
    feature: AnyFeature, settings: dict[str, Any], context: dict[str, Any], theme: Environment
) -> PlainRoom[Any]:
    """The room of a feature in the site that Pelican builds."""
    try:
        return _room(feature, settings, context, theme)
    except SiteError as problem:
        raise said(problem.findings, feature, settings["DEFAULT_LANG"]) from None


def _room(feature: AnyFeature, settings: Names, context: Names, theme: Environment) -> PlainRoom[Any]:
    site = site_of(feature, settings)
    base = data_folder("themes") / "base"
    words = Words(site.language, [base / "locale", feature.folder / "locale"])
    assets = Assets([feature.folder / "static", HERE / "static"], "")
    folders = [HERE / "templates", feature.folder / "templates", base / "templates"]
    renderer = PlainRenderer(site, [feature], words, assets, environment(site, words, assets, folders))
    renderer.around = _around(theme, context)
    home = Link(words("home.title"), href(site, "/"))
    renderer.frame = Frame((), home, home, (), Icons("", "", None, "", None), ("", ""))
    content, report = Path(settings["PATH"]).absolute(), Report()
    entries = [
        entry
        for collection in feature.collections
        for entry in read_texts(collection, content, site, words, settings, report)
    ]
    report.raise_errors()
    section = site.sections[feature.name]
    files = _files(content)
    room = PlainRoom(
        feature,
        site,
        words,
        section,
        Plan(site, renderer),
        report,
        Record(),
        entries,
        files,
        content,
        _linked(settings, context),
    )
    renderer.rooms = {feature.name: room}
    return room


def _around(theme: Environment, context: dict[str, Any]) -> Callable[[Document, Markup], str]:
    template = theme.from_string(AROUND)

    def around(document: Document, body: Markup) -> str:
        return template.render({**context, "pelicasso": {"title": document.title, "body": body}})

    return around


def _linked(settings: dict[str, Any], context: dict[str, Any]) -> Callable[[Entry], str]:
    """The body of an entry with Pelican's links, `{filename}` and `{static}`, resolved."""
    from pelican.contents import Page

    def linked(entry: Entry) -> str:
        path = str(Path(settings["PATH"]) / entry.file)
        page = Page(entry.html, {"title": entry.title}, settings, path, context)
        return str(page.get_content(context.get("localsiteurl", "")))

    return linked


def _files(content: Path) -> Mapping[str, Found]:
    found: dict[str, Found] = {}
    for path in sorted(content.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix != ".md":
            name, stat = path.relative_to(content).as_posix(), path.stat()
            found[name] = Found(f"content/{name}", path, stat.st_size, stat.st_mtime_ns)
    return found


def said(findings: Iterable[Finding], feature: AnyFeature, language: str) -> PluginError:
    """Findings as one exception, each on its line."""
    messages = Messages(language, [feature.folder / "locale"])
    return PluginError("\n".join(messages.line(each) for each in findings))


def write(room: AnyRoom, output: Path) -> None:
    """Write what the room planned, and the files that its pages bring."""
    planned = {each.address: each.render() for each in sorted(room.plan, key=lambda each: each.last)}
    for address, content in {**planned, **room.plan.renderer.assets.files}.items():
        file = output / file_name(address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
