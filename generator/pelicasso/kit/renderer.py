"""Renders a page: its documented context, what the features put into the slots, its styles and its policy."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any, cast

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from pelicasso.kit.assets import Assets
from pelicasso.kit.blocks import STYLE
from pelicasso.kit.context import Document, Icons, Link, RedirectContext
from pelicasso.kit.cut import cut
from pelicasso.kit.feature import AnyFeature
from pelicasso.kit.frames import STYLE as FRAMES
from pelicasso.kit.links import absolute, href
from pelicasso.kit.locale import Words
from pelicasso.kit.markup import markup
from pelicasso.kit.page import UNTOLD, About, Page
from pelicasso.kit.record import Held, Record
from pelicasso.kit.security_policy import MARK, with_policy
from pelicasso.kit.slots import ACTION, ENDS, EVERYWHERE, FOOTER, HEAD, HOME
from pelicasso.kit.structured_data import Node, organisation, reference, script
from pelicasso.site.model import Site

if TYPE_CHECKING:
    from pelicasso.kit.room import AnyRoom


@dataclass
class Frame:
    """What every page of a site shares; filled once all addresses are planned."""

    menu: tuple[Link, ...]
    home: Link
    site_map: Link
    feeds: tuple[Link, ...]
    icons: Icons
    theme_colours: tuple[str, str]


class Kept:
    """What is made once in a build, by what it is made for."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What was made for the key, else what is made now."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def forget(self, key: Hashable) -> None:
        """Make it anew when it is asked for again."""
        del self._made[key]


class Compiled(BytecodeCache):
    """Templates that were compiled before, by their paths and their texts: the preview renders on and on.

    `fresh` are those that nobody has kept yet.
    """

    def __init__(self) -> None:
        self.fresh: dict[str, tuple[str, CodeType]] = {}
        self._codes: dict[str, tuple[str, CodeType]] = {}

    @property
    def codes(self) -> dict[str, tuple[str, CodeType]]:
        """The code of each template, by its place, with the mark of its text."""
        return dict(self._codes)

    def take(self, codes: Mapping[str, tuple[str, CodeType]]) -> None:
        """Use what was compiled elsewhere."""
        self._codes = {**codes, **self._codes}

    def load_bytecode(self, bucket: Bucket) -> None:
        mark, code = self._codes.get(bucket.key, ("", None))
        if mark == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key] = self.fresh[bucket.key] = bucket.checksum, bucket.code


COMPILED = Compiled()


def environment(site: Site, words: Words, assets: Assets, folders: Sequence[Path]) -> Environment:
    """The one Jinja environment: autoescape on, an unknown name is an error, the nearest template wins."""
    made = Environment(
        loader=FileSystemLoader([str(each) for each in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        bytecode_cache=COMPILED,
    )
    made.globals.update(
        t=words,
        typeset=words.typography.text,
        day=words.day,
        number=words.number,
        href=lambda address: href(site, address),
        asset=lambda path: href(site, assets.address(path)),
    )
    return made


TITLE, LONGEST_TITLE, DESCRIPTION = 70, 110, 160
"""Signs: of a title with the association's name, of one at all, of a description. What is longer is cut in results."""
OPENING = frozenset({"home.html", "not_found.html"})
"""The templates that open with the hero; all others are pages of text."""
GLOBALS = frozenset({"t", "typeset", "day", "number", "href", "asset"})
"""What templates may use beside their context; the functions are pure."""


class Renderer:
    """Renders the pages of one site."""

    def __init__(
        self, site: Site, features: Sequence[AnyFeature], words: Words, assets: Assets, made: Environment
    ) -> None:
        self.site = site
        self.features = features
        self.words = words
        self.assets = assets
        self.environment = made
        self.frame: Frame
        self.rooms: Mapping[str, AnyRoom] = {}
        self.record = Record()
        self.kept = Kept()
        known = set(made.list_templates(extensions=["html"]))
        self._slots = {
            slot: [each for each in features if f"slots/{slot}/{each.name}.html" in known]
            for slot in (*EVERYWHERE, *ENDS, HOME)
        }

    def document(self, address: str, heading: str, description: str, *, noindex: bool = False) -> Document:
        """The head of the page at an address: its heading with the association's name, or the name alone at home."""
        return Document(
            title=cut(heading if address == "/" else self._title(heading), LONGEST_TITLE),
            heading=heading,
            description=cut(description or f"{heading} – {self.site.organisation.name}", DESCRIPTION),
            href=href(self.site, address),
            canonical=absolute(self.site, address),
            language=self.site.language,
            direction=self.words.direction,
            noindex=noindex,
        )

    def _title(self, heading: str) -> str:
        """With the association's name, or its short one, where there is room."""
        own = self.site.organisation
        titles = [f"{heading} – {each}" for each in (own.name, own.short_name) if each]
        return next(
            (each for each in titles if len(each) <= TITLE), titles[-1] if len(heading) < TITLE // 2 else heading
        )

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
        """The whole page.

        `styles` are those of the rooms and blocks that it shows, `nodes` its structured data, `slots` those that it has
        beside the ones of every page, `about` what the page is of, `own` more context.
        """
        page = Page(document, tuple(trail), about)
        context = self._context(document, trail)
        context["structured_data"] = script(self._nodes(document, tuple(nodes)))
        filled = {slot: self._slot(slot, context, page) for slot in (*EVERYWHERE, *slots)}
        context |= own
        none: dict[str, tuple[Markup, ...]] = dict.fromkeys(ENDS, ())
        context["slots"] = none | {slot: tuple(part for _, part in parts) for slot, parts in filled.items()}
        shown = [name for slot, parts in filled.items() if slot not in (HEAD, ACTION, FOOTER) for name, _ in parts]
        kind = "home" if template in OPENING else "text"
        wanted = [*self._in_order({*shown, *styles}), *_own(template)]
        context["stylesheet"] = href(self.site, self.assets.stylesheet(kind, wanted))
        html = self.assets.joined(self.environment.get_template(template).render(context), partial(href, self.site))
        held = self.record.pages[document.href] = Held.of(html)
        return with_policy(html, held)

    def redirect(self, context: RedirectContext) -> str:
        """The stub at a former address."""
        values = {field.name: getattr(context, field.name) for field in fields(context)}
        return with_policy(self.environment.get_template("redirect.html").render(values), Held())

    def home_sections(self, document: Document) -> dict[str, Markup]:
        """What each feature shows on the home page, by its name; a feature with nothing to show is left out."""
        rendered = self._slot(HOME, self._context(document, ()), Page(document, (), UNTOLD))
        return dict(rendered)

    def organisation(self) -> Node:
        """The association as structured data, with what each feature says of it."""
        more = (each.organisation(self.rooms[each.name]) for each in self.features if each.organisation)
        return organisation(self.site, more, self.frame.icons.logo)

    def _slot(self, slot: str, context: Mapping[str, Any], page: Page) -> list[tuple[str, Markup]]:
        parts = ((each.name, self.part(each, slot, context, page)) for each in self._slots[slot])
        return [(name, markup(text)) for name, text in parts if text.strip()]

    def part(self, feature: AnyFeature, slot: str, context: Mapping[str, Any], page: Page) -> str:
        """What a feature puts into a slot of a page."""
        name = f"slots/{slot}/{feature.name}.html"
        if (given := self._of_slot(feature, name, page)) is None:
            return ""
        own = {"section": self.site.sections[feature.name], **given}
        return self.environment.get_template(name).render({**context, **own})

    def _of_slot(self, feature: AnyFeature, template: str, page: Page) -> dict[str, Any] | None:
        """What the room gives its template: for this page, or the same on every page."""
        if (of_page := feature.on_page.get(template)) is not None:
            shown = of_page(self.rooms[feature.name], page)
            return None if shown is None else names(shown)
        if (given := feature.shown.get(template)) is None:
            return {}
        return cast(dict[str, Any], self.kept.once(template, lambda: names(given(self.rooms[feature.name]))))

    def _nodes(self, document: Document, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """The structured data of a page; the association stands whole at home, and by its name elsewhere."""
        if self.site.address is None or document.noindex:
            return ()
        if document.href == self.frame.home.href:
            return (self.organisation(), *nodes)
        return (*nodes, reference(self.site)) if nodes else ()

    def _context(self, document: Document, trail: Sequence[Link]) -> dict[str, Any]:
        frame = {field.name: getattr(self.frame, field.name) for field in fields(self.frame)}
        return {
            **frame,
            "menu": tuple(_marked(each, document.href, self.frame.home.href) for each in self.frame.menu),
            "site": self.site,
            "document": document,
            "breadcrumb": tuple(trail),
            "security_policy": MARK,
            "structured_data": "",
            "slots": {},
            "stylesheet": "",
        }

    def _in_order(self, names: set[str]) -> list[str]:
        return [each for each in (STYLE, FRAMES, *(feature.name for feature in self.features)) if each in names]


def _own(template: str) -> list[str]:
    """The style that stands at the path of a room's template, where there is one."""
    return [template.removesuffix(".html")] if "/" in template else []


def names(shown: object) -> dict[str, Any]:
    """The fields of what a template is shown, by their names."""
    return {each.name: getattr(shown, each.name) for each in fields(shown)} if is_dataclass(shown) else {}


def _marked(link: Link, shown: str, home: str) -> Link:
    """The link, marked when it is the page shown or the branch that the page stands in."""
    items = tuple(_marked(each, shown, home) for each in link.items)
    branch = link.href not in ("", home) and shown.startswith(link.href)
    here = link.href == shown or branch or any(each.current for each in items)
    return Link(link.title, link.href, here, items)
