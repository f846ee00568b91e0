"""What a site makes by itself: home, 404, site map, sitemap.xml, robots.txt, redirects, and the files as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

from pelican.generators import Generator

from pelicasso.build.content import STATIC
from pelicasso.build.home import Home
from pelicasso.build.work import SETTING, Work
from pelicasso.kit.context import Link, RedirectContext
from pelicasso.kit.feed import to_xml
from pelicasso.kit.links import absolute, href
from pelicasso.kit.plan import Planned

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
MOST_PICTURES = 1000
"""What a sitemap may name of one page."""


class SitePages(Generator):  # type: ignore[misc]
    """The generator of the site's own pages."""

    def generate_context(self) -> None:
        """Plan them; what an entry takes of their addresses is told."""
        self.work: Work = self.settings[SETTING]
        words = self.work.words
        self.home = Home(self.work, list(self.work.site.sections))
        self._plan("/", self.home.render, words("home.title"))
        self._plan("/404.html", self._not_found)
        self._plan(f"/{words.address('site_map')}/", self._site_map, indexed=True)
        self._plan_static()
        self._plan_aliases()
        if "/robots.txt" not in self.work.plan:
            self._plan("/robots.txt", self._robots)
        if self.work.site.address is not None:
            self._plan("/sitemap.xml", self._sitemap, last=True)

    def finish(self) -> None:
        """Look up where the parts of the home page lead, once all addresses are planned."""
        self.home.check()

    def generate_output(self, _writer: Any) -> None:
        """Nothing is left: planned pages are rendered by the build."""

    def _plan(
        self,
        address: str,
        render: Callable[[], bytes],
        title: str | None = None,
        *,
        indexed: bool = False,
        last: bool = False,
    ) -> None:
        indexed = indexed or title is not None
        self.work.plan.add(Planned(address, render, title=title, branch="site", indexed=indexed, last=last))

    def _plan_static(self) -> None:
        for path, found in self.work.content.files.items():
            if path.startswith(f"{STATIC}/"):
                address = path.removeprefix(STATIC)
                self.work.plan.add(Planned(address, partial(_itself, found.absolute), source=found.path))

    def _plan_aliases(self) -> None:
        for entry in self.work.content.entries.values():
            if not entry.is_published(self.work.site.day):
                continue
            for alias in entry.data.aliases:
                render = self._redirect(entry.title, entry.address)
                line = entry.lines.get("aliases")
                self.work.plan.add(Planned(alias, render, source=entry.path, line=line))

    def _redirect(self, title: str, address: str) -> Callable[[], bytes]:
        site = self.work.site

        def render() -> bytes:
            context = RedirectContext(title, href(site, address), absolute(site, address), site.language)
            return self.work.renderer.redirect(context).encode()

        return render

    def _not_found(self) -> bytes:
        words = self.work.words
        document = self.work.renderer.document(
            "/404.html", words("not_found.title"), words("not_found.description"), noindex=True
        )
        return self.work.renderer.render("not_found.html", document, ()).encode()

    def _site_map(self) -> bytes:
        work = self.work
        address = f"/{work.words.address('site_map')}/"
        about = work.words("site_map.description", name=work.site.organisation.name)
        document = work.renderer.document(address, work.words("site_map.title"), about)
        trail = (work.home,)
        return work.renderer.render("site_map.html", document, trail, branches=self._branches()).encode()

    def _branches(self) -> tuple[Link, ...]:
        by_branch: dict[str, list[Planned]] = {"pages": []}
        for each in self.work.plan:
            if each.title and each.branch != "site":
                by_branch.setdefault(each.branch, []).append(each)
        heads = {name: _head(pages) for name, pages in by_branch.items() if name != "pages"}
        alone = [head for name, head in heads.items() if head is not None and len(by_branch[name]) == 1]
        pages = sorted([*by_branch.pop("pages"), *alone], key=lambda each: each.address)
        branches = [self._branch(self.work.words("site_map.pages"), "", pages)]
        for name, listed in by_branch.items():
            head = heads[name]
            others = [each for each in listed if each is not head]
            if others:
                title = head.title if head and head.title else self.work.words(f"{name}.title")
                branches.append(self._branch(title, href(self.work.site, head.address) if head else "", others))
        return tuple(each for each in branches if each.items)

    def _branch(self, title: str, link: str, pages: Sequence[Planned]) -> Link:
        """Links to pages, those with a date from the newest to the oldest."""
        dated = sorted(
            (each for each in pages if each.updated), key=lambda each: each.updated or date.min, reverse=True
        )
        listed = dated if len(dated) == len(pages) else pages
        return Link(title, link, items=tuple(self.work.link(each.title or "", each.address) for each in listed))

    def _robots(self) -> bytes:
        lines = ["User-agent: *", "Allow: /"]
        if (sitemap := absolute(self.work.site, "/sitemap.xml")) is not None:
            lines += ["", f"Sitemap: {sitemap}"]
        return "\n".join((*lines, "")).encode()

    def _sitemap(self) -> bytes:
        """All pages to be found, with the pictures that they show."""
        root = ElementTree.Element("urlset", {"xmlns": SITEMAP, "xmlns:image": IMAGES})
        for each in (planned for planned in self.work.plan if planned.indexed):
            url = ElementTree.SubElement(root, "url")
            ElementTree.SubElement(url, "loc").text = absolute(self.work.site, each.address)
            if each.updated is not None:
                ElementTree.SubElement(url, "lastmod").text = each.updated.isoformat()
            for picture in self._pictures(each.address):
                ElementTree.SubElement(ElementTree.SubElement(url, "image:image"), "image:loc").text = picture
        return to_xml(root)

    def _pictures(self, address: str) -> list[str]:
        held = self.work.renderer.record.pages.get(href(self.work.site, address))
        shown = held.pictures[:MOST_PICTURES] if held else ()
        return [urljoin(f"{self.work.site.address}/", each) for each in shown]


def _head(pages: Sequence[Planned]) -> Planned | None:
    """The page that leads to the others of its branch."""
    return next((each for each in pages if each.in_menu), None)


def _itself(path: Path) -> Path:
    return path
