"""What a build needs before Pelican starts: theme, words, styles, templates, content."""

from __future__ import annotations

from collections.abc import Sequence

from pelicasso.build.content import ContentReader
from pelicasso.build.history import last_commits
from pelicasso.build.illustrations import Illustrations
from pelicasso.build.learnt import Learnt
from pelicasso.build.pictures import SitePictures
from pelicasso.build.resolver import Resolver
from pelicasso.build.rooms import Blocks, open_rooms
from pelicasso.build.templates import load_templates
from pelicasso.build.theme import TYPEFACE, base_folder, colours, lookup, options, theme_folder
from pelicasso.build.views import Views
from pelicasso.build.work import Work
from pelicasso.kit.assets import Assets
from pelicasso.kit.collection import ARTICLES, PAGES
from pelicasso.kit.context import Icons
from pelicasso.kit.feature import AnyFeature
from pelicasso.kit.locale import Words
from pelicasso.kit.pictures.places import places
from pelicasso.kit.plan import Plan
from pelicasso.kit.renderer import Frame, Renderer, environment
from pelicasso.schema import Report
from pelicasso.site.model import Site


def prepare(site: Site, features: Sequence[AnyFeature], off: Sequence[AnyFeature], report: Report) -> Work:
    """Read the content of a site, but that of features that are off, and make what its pages are rendered with."""
    near_to_far = lookup(site, features)
    look = colours(site)
    words = Words(site.language, [each / "locale" for each in reversed(near_to_far)])
    statics = [*(each / "static" for each in near_to_far), TYPEFACE]
    assets = Assets(statics, look.css(site.theme.dark), options(site))
    load_templates(site)
    made = environment(site, words, assets, [each / "templates" for each in near_to_far])
    renderer = Renderer(site, features, words, assets, made)
    collections = (ARTICLES, PAGES, *(own for each in features for own in each.collections))
    ignored = [folder for each in off for folder in each.own_folders()]
    content = ContentReader(site, words, collections, report, ignored).read()
    commits = last_commits(site.folder, site.timezone) if site.trusted else {}
    for entry in content.entries.values():
        entry.committed = commits.get(entry.path)
    plan = Plan(site, renderer)
    pictures = SitePictures(site, plan, words, places([theme_folder(site), base_folder()]))
    resolver = Resolver(site, content, plan, words, pictures, report)
    shown = Illustrations(resolver, pictures, renderer)
    work = Work(site, words, look, content, plan, renderer, Views(site, words), resolver, shown, Learnt(site), report)
    renderer.frame = _frame(work)
    renderer.rooms = work.rooms = open_rooms(work)
    blocks = Blocks(work)
    work.views.filled, work.views.linked = blocks.filled, blocks.linked
    return work


def _frame(work: Work) -> Frame:
    """What every page shares; menu, feeds and icons follow once the addresses are planned."""
    site_map = work.link(work.words("site_map.title"), f"/{work.words.address('site_map')}/")
    no_icons = Icons("", "", None, "", None)
    return Frame((), work.home, site_map, (), no_icons, work.colours.theme_colours)
