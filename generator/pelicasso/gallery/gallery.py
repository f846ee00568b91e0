"""From a site, or from none, to the files of its gallery."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from pelicasso import features
from pelicasso.build.builder import Built
from pelicasso.build.theme import OPTIONS, base_folder, theme_folder
from pelicasso.gallery.examples import Example, of_room, of_theme
from pelicasso.gallery.renderer import HERE, ExampleRenderer
from pelicasso.gallery.rooms import room_examples
from pelicasso.kit.context import TEMPLATES, Link
from pelicasso.kit.links import file_name
from pelicasso.kit.palette import pairs
from pelicasso.schema import Report, SiteError, error
from pelicasso.schema.section import meaning
from pelicasso.site.model import Site, Theme
from pelicasso.site.reader import FILE, read_site

ALONE = re.compile(r'\sid="|<(?:nav|header|footer|main|h1)\b')
"""What may stand but once on a page: a state that holds it has a page of its own."""
STATE = "gallery/state.html"


@dataclass(frozen=True)
class State:
    """A part in one state, as the gallery shows it: on the page of the part, or on one of its own (`href`).

    `within` is the class of the list around it.
    """

    name: str
    title: str
    html: str
    href: str | None = None
    language: str | None = None
    within: str = ""


@dataclass(frozen=True)
class Option:
    """An option of the theme, its values and what it does."""

    name: str
    values: Sequence[str]
    about: str


def gallery_site(folder: Path, day: str | None = None) -> Site:
    """The site in a folder; where there is none, that of the gallery."""
    sections = {each.name: each.section for each in features.installed()}
    site, _ = read_site(folder if (folder / FILE).is_file() else HERE, sections, day=day)
    return site


def render_gallery(folder: Path, *, day: str | None = None) -> Built:
    """The gallery of the site in a folder, in its colours and with its overrides."""
    site = gallery_site(folder, day)
    files = Gallery(site).files()
    return Built(site, files, Report())


def write_gallery(folder: Path, output: Path) -> int:
    """Write the gallery of a site to a folder that is new or empty; how many pages it has."""
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise SiteError(error("gallery_folder_taken", folder=str(output)), exit_code=2)
    built = render_gallery(folder)
    for name, content in built.files.items():
        file = output / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    return built.pages


class Gallery:
    """Gathers the pages of a gallery."""

    def __init__(self, site: Site) -> None:
        self.site = _anywhere(site)
        self.renderer = ExampleRenderer(self.site)
        self.words = self.renderer.words
        self.home = Link(self.words("gallery.title"), "/")
        self._pages: dict[str, bytes | Path] = {}

    def files(self) -> dict[str, bytes | Path]:
        """Every file, by its name in the output."""
        examples = of_theme([theme_folder(self.site), base_folder()])
        groups = self._groups(examples)
        self.renderer.menu(tuple(Link(each.title, each.items[0].href) for each in groups))
        for path, states in examples.items():
            self._part(path, states)
        self._rooms()
        self._palette()
        self._add("/", self.renderer.page("gallery/index.html", "/", self.home.title, (), branches=groups))
        lost = self.renderer.page(STATE, "/404.html", self.words("gallery.lost"), (self.home,), html="", within="")
        self._add("/404.html", lost)
        return self._pages | {file_name(address): each for address, each in self.renderer.assets.files.items()}

    def _groups(self, examples: Mapping[str, Sequence[Example]]) -> tuple[Link, ...]:
        words = self.words
        parts = {
            words("gallery.components"): [each for each in examples if each.startswith("components/")],
            words("gallery.partials"): [each for each in examples if each.startswith("partials/")],
            words("gallery.templates"): [each for each in examples if "/" not in each],
        }
        groups = [Link(title, "", items=tuple(map(_link, paths))) for title, paths in parts.items() if paths]
        rooms = tuple(Link(each.name, f"/rooms/{each.name}/") for each in features.installed())
        groups += [Link(words("gallery.rooms"), "", items=rooms)] if rooms else []
        own = tuple(Link(words(f"gallery.{each}"), f"/{each}/") for each in ("palette", "options"))
        return (*groups, Link(words("gallery.colours"), "", items=own))

    def _part(self, path: str, examples: Sequence[Example]) -> None:
        """The page of a component or template, and those of its states that need their own."""
        states = [self._state(path, each) for each in examples]
        self._add_part(_address(path), path, states, f"templates/{path}", path)

    def _add_part(self, address: str, title: str, states: Sequence[State], file: str, ejected: str) -> None:
        worn = self.renderer.worn("".join(each.html for each in states))
        own: dict[str, Any] = {"states": states, "file": file, "ejected": ejected, "worn": worn}
        self._add(address, self.renderer.page("gallery/part.html", address, title, (self.home,), **own))

    def _state(self, path: str, example: Example) -> State:
        title = example.title(self.site.language)
        written = dict(example.values)
        language, within = written.pop("lang", None), written.pop("within", "")
        renderer = self.renderer.with_theme(written.pop("theme")) if "theme" in written else self.renderer
        if not path.startswith("components/") or "template" in written:
            return self._whole(renderer, path, example, written, language)
        html = renderer.component(path, renderer.values(written))
        if not ALONE.search(html):
            return State(example.name, title, html, language=language, within=within)
        address = f"{_address(path)}{example.name}/"
        heading = f"{path} – {title}"
        self._add(address, renderer.page(STATE, address, heading, self._trail(path), html=html, within=within))
        return State(example.name, title, html, href=address)

    def _whole(
        self, renderer: ExampleRenderer, path: str, example: Example, written: dict[str, Any], language: str | None
    ) -> State:
        """A state that is a page: a template of the theme, or a partial on one."""
        template = written.pop("template", path if path in TEMPLATES else STATE)
        address, title = f"{_address(path)}{example.name}/", example.title(self.site.language)
        own = {"html": "", "within": "", "hero": None, **renderer.context(written)}
        page = renderer.page(template, address, f"{path} – {title}", self._trail(path), language, **own)
        self._add(address, page)
        return State(example.name, title, _main(page.decode(), path), href=address)

    def _rooms(self) -> None:
        for feature in features.installed():
            states = []
            for each in room_examples(self.site, feature, of_room(feature.folder), str(self.site.day)):
                self._pages |= each.files
                html = each.files[f"{each.address.lstrip('/')}index.html"]
                title = each.example.title(self.site.language)
                states.append(State(each.example.name, title, _main(html.decode(), ""), href=each.address))
            folder = f"plugins/pelicasso_plugins/{feature.name}"
            self._add_part(f"/rooms/{feature.name}/", feature.name, states, folder, f"{feature.name}.css")

    def _palette(self) -> None:
        palette = self.renderer.palette
        self._own_page("palette", pairs=pairs(palette))
        self._own_page("options", palette=palette, options=tuple(_options(self.site.language)))

    def _own_page(self, name: str, **own: Any) -> None:
        address, title = f"/{name}/", self.words(f"gallery.{name}")
        self._add(address, self.renderer.page(f"gallery/{name}.html", address, title, (self.home,), **own))

    def _trail(self, path: str) -> tuple[Link, ...]:
        return (self.home, _link(path))

    def _add(self, address: str, page: bytes) -> None:
        self._pages[file_name(address)] = page


def _link(path: str) -> Link:
    return Link(PurePosixPath(path).name, _address(path))


def _address(path: str) -> str:
    """« /components/card/ », « /templates/home/ »."""
    pure = PurePosixPath(path)
    folder = str(pure.parent) if pure.parent.name else "templates"
    return f"/{folder}/{pure.stem}/"


def _main(html: str, path: str) -> str:
    """What a page shows of its own, or of the part of the frame that is looked at."""
    if path.startswith("partials/") and (found := re.search(r"<header.*</header>|<footer.*</footer>", html, re.S)):
        return found[0]
    return html.partition("<main")[2].partition("</main>")[0]


def _anywhere(site: Site) -> Site:
    """The site without its address and its logo: the gallery stands at the root of wherever it is shown."""
    return replace(site, address=None)


def _options(language: str) -> Iterator[Option]:
    for name in OPTIONS:
        field = Theme.model_fields[name]
        kinds = (field.annotation, *get_args(field.annotation))
        values = [value for kind in kinds for value in get_args(kind) if isinstance(value, str)]
        yield Option(name, values, meaning(field, language))
