"""What a build needs before Pelican starts: theme, words, styles, templates, content."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pelicasso.build.content import ContentReader
from pelicasso.build.history import last_commits
from pelicasso.build.resolver import Resolver
from pelicasso.build.views import Views
from pelicasso.build.work import Work
from pelicasso.kit.assets import Assets
from pelicasso.kit.collection import ARTICLES, PAGES
from pelicasso.kit.context import Icons
from pelicasso.kit.feature import Feature
from pelicasso.kit.locale import Words
from pelicasso.kit.palette import palette
from pelicasso.kit.plan import Plan
from pelicasso.kit.renderer import Frame, Renderer, environment
from pelicasso.schema import Report, SiteError, error
from pelicasso.site.data import data_folder
from pelicasso.site.model import Site
from pelicasso.site.reader import FILE


def prepare(site: Site, features: Sequence[Feature], report: Report) -> Work:
    """Read the content of a site and make what its pages are rendered with."""
    near_to_far = _folders(site, features)
    words = Words(site.language, [each / "locale" for each in reversed(near_to_far)])
    colours = palette(site.theme.colour)
    assets = Assets([each / "static" for each in near_to_far], colours.css(site.theme.dark))
    made = environment(site, words, assets, [each / "templates" for each in near_to_far])
    renderer = Renderer(site, features, words, assets, made)
    content = ContentReader(site, words, (ARTICLES, PAGES), report).read()
    commits = last_commits(site.folder, site.timezone)
    for entry in content.entries.values():
        entry.committed = commits.get(entry.path)
    plan = Plan(site, renderer)
    resolver = Resolver(site, content, plan, words, report)
    work = Work(site, words, colours, content, plan, renderer, Views(site, words), resolver, report)
    renderer.frame = _frame(work)
    return work


def theme_folder(site: Site) -> Path:
    """The folder of the theme that the site asks for."""
    folder = data_folder("themes") / site.theme.name
    if not (folder / "theme.yaml").is_file():
        known = ", ".join(sorted(each.parent.name for each in data_folder("themes").glob("*/theme.yaml")))
        line = site.line("theme", "name")
        raise SiteError(error("unknown_theme", FILE, line, value=site.theme.name, known=known))
    return folder


def _folders(site: Site, features: Sequence[Feature]) -> list[Path]:
    """Where templates, styles and words are looked up, the nearest to the site first."""
    rooms = [each.folder for each in features]
    return list(dict.fromkeys([site.folder / "overrides", theme_folder(site), data_folder("themes") / "base", *rooms]))


def _frame(work: Work) -> Frame:
    """What every page shares; menu, feeds and icons follow once the addresses are planned."""
    site_map = work.link(work.words("site_map.title"), f"/{work.words.address('site_map')}/")
    no_icons = Icons("", "", None, "", None)
    return Frame((), work.home, site_map, (), no_icons, work.colours.theme_colours)
