"""Renders examples and the pages around them with what a site's own pages are rendered with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from babel import Locale
from markupsafe import Markup

from pelicasso import features
from pelicasso.build.icons import initials
from pelicasso.build.theme import TYPEFACE, colours, lookup, options
from pelicasso.gallery.examples import spread
from pelicasso.gallery.styles import Worn, worn
from pelicasso.gallery.values import typed
from pelicasso.kit.assets import Assets
from pelicasso.kit.context import Icons, Link
from pelicasso.kit.feature import Feature
from pelicasso.kit.locale import Words
from pelicasso.kit.markup import markup
from pelicasso.kit.renderer import Frame, Renderer, environment
from pelicasso.schema.section import Section
from pelicasso.site.model import Site, Theme

HERE = Path(__file__).parent
GALLERY = Feature("gallery", Section)
"""Lets the gallery's own style stand where those of the rooms stand."""


class ExampleRenderer:
    """The templates, styles and words of a site, with its overrides, and those of the gallery behind them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.folders = [*lookup(site, features.installed()), HERE]
        self.statics = [each / "static" for each in self.folders]
        self.palette = colours(site)
        self.words = Words(site.language, [each / "locale" for each in reversed(self.folders)])
        self.assets = Assets([*self.statics, TYPEFACE], self.palette.css(site.theme.dark), options(site))
        made = environment(site, self.words, self.assets, [each / "templates" for each in self.folders])
        self._renderer = Renderer(site, (GALLERY,), self.words, self.assets, made)
        self._renderer.frame = self._frame()

    def with_theme(self, values: Mapping[str, Any]) -> ExampleRenderer:
        """The same for a site with other options of its theme; what it published so far stays published."""
        theme = Theme.model_validate({**self.site.theme.model_dump(), **values})
        other = ExampleRenderer(replace(self.site, file=self.site.file.model_copy(update={"theme": theme})))
        other.assets.files.update(self.assets.files)
        self.assets.files = other.assets.files
        other.menu(self._renderer.frame.menu)
        return other

    def menu(self, links: tuple[Link, ...]) -> None:
        self._renderer.frame.menu = links

    def values(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """What an example gives to its template, typed."""
        return typed(spread(dict(written), self._said))

    def context(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """What an example gives to a page; an association in it is that of the site."""
        given = self.values(written)
        if "organisation" in given:
            file = self.site.file.model_copy(update={"organisation": given["organisation"]})
            given["site"] = replace(self.site, file=file)
        return given

    def component(self, path: str, arguments: Mapping[str, Any]) -> Markup:
        """What a macro makes of its arguments."""
        macro = getattr(self._renderer.environment.get_template(path).module, PurePosixPath(path).stem)
        return markup(str(macro(**arguments)))

    def page(
        self, template: str, address: str, heading: str, trail: Sequence[Link], language: str | None = None, **own: Any
    ) -> bytes:
        """A page of the gallery at an address, as it is in its language or in another one."""
        about = self.words("gallery.description", title=heading, theme=self.site.theme.name)
        document = self._renderer.document(address, heading, about)
        if language is not None:
            document = replace(document, language=language, direction=Locale.parse(language).text_direction)
        return self._renderer.render(template, document, trail, ("gallery",), **own).encode()

    def worn(self, html: str) -> Worn:
        return worn(html, self.statics)

    def _said(self, text: str) -> str:
        """A text in the typography of the language; of `asset:NAME` the address of the file."""
        kind, _, name = text.partition(":")
        return self.assets.address(name) if kind == "asset" else self.words.typography.text(text)

    def _frame(self) -> Frame:
        name, colour = self.site.organisation.name, self.palette.light
        icon = self.assets.publish("icon.svg", initials(name[:1], colour["brand"], colour["paper"]).encode())
        manifest = self.assets.publish("manifest.webmanifest", b"{}")
        home = Link(self.words("gallery.title"), "/")
        site_map = Link(self.words("gallery.palette"), "/palette/")
        icons = Icons(icon, "image/svg+xml", None, manifest, None)
        return Frame((), home, site_map, (), icons, self.palette.theme_colours)
