"""Articles: their pages, and their listings by page, category, tag and year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from pelican import contents, signals
from pelican.generators import ArticlesGenerator

from pelicasso.build.feeds import Feeds
from pelicasso.build.pelican_content import pelican_content
from pelicasso.build.views import neighbours
from pelicasso.build.work import SETTING, Work
from pelicasso.kit.collection import ARTICLES, Entry
from pelicasso.kit.context import Link, Pagination
from pelicasso.kit.links import href, slug
from pelicasso.kit.page import About
from pelicasso.kit.plan import Planned
from pelicasso.kit.slots import ENDS
from pelicasso.schema import error, warning

PER_PAGE = 10

Article = Entry


@dataclass
class Term:
    """A category or a tag: its first spelling, and its articles."""

    name: str
    articles: list[Article] = field(default_factory=list)


class Articles(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles, with our own reading, addresses and listings."""

    def generate_context(self) -> None:
        """Plan the page of each article, and the listings."""
        self.work: Work = self.settings[SETTING]
        published = self.work.published(self.work.content.of(ARTICLES))
        newest_first = sorted(published, key=lambda each: (each.data.date, each.file), reverse=True)
        self.listed = [each for each in newest_first if not each.data.is_hidden]
        self.root = f"/{self.work.words.address('articles')}/"
        around = neighbours(self.listed)
        for each in newest_first:
            self._check_slug(each)
            self._plan_article(each, *around.get(each.file, (None, None)))
        if published:
            self._plan_listings()

    def finish(self) -> None:
        """Tell Pelican's plugins of the articles, once their bodies are there; nothing is made for nobody."""
        if not signals.article_generator_finalized.receivers:
            return
        self.articles = [pelican_content(contents.Article, each, self.settings, self.context) for each in self.listed]
        signals.article_generator_finalized.send(self)

    def generate_output(self, _writer: Any) -> None:
        """Nothing is left: planned pages are rendered by the build."""

    def _check_slug(self, article: Article) -> None:
        last = article.address.removeprefix(self.root).strip("/")
        words = self.work.words
        if last in {words.address(each) for each in ("page", "category", "tag")} or (last.isdigit() and len(last) == 4):
            line = article.lines.get("slug")
            self.work.report.add(error("reserved_address", article.path, line, address=article.address))

    def _plan_article(self, article: Article, newer: Article | None, older: Article | None) -> None:
        work = self.work

        def render() -> bytes:
            view = work.views.view(article)
            document = work.renderer.document(
                article.address, article.title, article.summary, noindex=article.data.noindex
            )
            trail = (work.home, work.link(work.words("articles.title"), self.root))
            own: dict[str, Any] = {"entry": view, "previous": work.views.link(older), "next": work.views.link(newer)}
            about = About(article, "NewsArticle")
            return work.renderer.render(
                "article.html", document, trail, article.styles, slots=ENDS, about=about, **own
            ).encode()

        listed = not article.data.is_hidden
        work.plan.add(
            Planned(
                article.address,
                render,
                source=article.path,
                line=article.lines.get("slug"),
                title=article.title if listed else None,
                branch="articles",
                indexed=listed and not article.data.noindex,
                updated=article.updated,
            )
        )

    def _plan_listings(self) -> None:
        work = self.work
        title = work.words("articles.title")
        feeds = Feeds(work)
        self.categories = self._terms("category", lambda each: [each.data.category] if each.data.category else [])
        tags = self._terms("tag", lambda each: list(each.data.tags))
        years = {str(year): list(articles) for year, articles in groupby(self.listed, lambda each: each.data.date.year)}
        self._filters = (
            tuple(work.link(term.name, self._term_address("category", key)) for key, term in self.categories.items()),
            tuple(work.link(year, f"{self.root}{year}/") for year in years),
        )
        feed = feeds.plan("/feed.xml", work.site.organisation.name, "/", self.listed)
        self._plan_listing(self.root, title, self.listed, feed, in_map=True)
        for key, term in self.categories.items():
            address = self._term_address("category", key)
            name = work.words("articles.in_category", name=term.name)
            feed = feeds.plan(
                f"{address}feed.xml",
                f"{work.site.organisation.name} – {term.name}",
                address,
                term.articles,
                everywhere=False,
            )
            self._plan_listing(address, name, term.articles, feed)
        for key, term in tags.items():
            name = work.words("articles.with_tag", name=term.name)
            self._plan_listing(self._term_address("tag", key), name, term.articles)
        for year, articles in years.items():
            self._plan_listing(f"{self.root}{year}/", work.words("articles.of_year", year=year), articles)

    def _terms(self, kind: str, names: Callable[[Article], list[str]]) -> dict[str, Term]:
        terms: dict[str, Term] = {}
        for article in sorted(self.listed, key=lambda each: each.file):
            for name in names(article):
                self._add_term(terms, kind, name, article)
        for key, term in terms.items():
            term.articles.sort(key=lambda each: (each.data.date, each.file), reverse=True)
            self.work.views.terms[(kind, key)] = self.work.link(
                self.work.words.typography.text(term.name), self._term_address(kind, key)
            )
        return dict(sorted(terms.items()))

    def _add_term(self, terms: dict[str, Term], kind: str, name: str, article: Article) -> None:
        line = article.lines.get("tags" if kind == "tag" else kind)
        if not (key := slug(name)):
            self.work.report.add(error("no_letters", article.path, line, value=name))
            return
        term = terms.setdefault(key, Term(name))
        if term.name != name:
            self.work.report.add(warning("spelt_two_ways", article.path, line, value=name, other=term.name))
        if article not in term.articles[-1:]:
            term.articles.append(article)

    def _term_address(self, kind: str, key: str) -> str:
        return f"{self.root}{self.work.words.address(kind)}/{key}/"

    def _plan_listing(
        self,
        address: str,
        title: str,
        articles: Sequence[Article],
        feed: Link | None = None,
        in_map: bool = False,
    ) -> None:
        count = max(1, -(-len(articles) // PER_PAGE))
        links = [self.work.link(str(each), self._page_address(address, each)) for each in range(1, count + 1)]
        for number in range(1, count + 1):
            part = articles[(number - 1) * PER_PAGE : number * PER_PAGE]
            at = self._page_address(address, number)
            self.work.plan.add(
                Planned(
                    at,
                    self._listing_renderer(address, title, part, feed, number, links),
                    title=title if in_map and number == 1 else None,
                    branch="articles",
                    indexed=number == 1,
                    in_menu=in_map and number == 1,
                )
            )

    def _page_address(self, address: str, number: int) -> str:
        return address if number == 1 else f"{address}{self.work.words.address('page')}/{number}/"

    def _listing_renderer(
        self,
        address: str,
        title: str,
        part: Sequence[Article],
        feed: Link | None,
        number: int,
        links: Sequence[Link],
    ) -> Callable[[], bytes]:
        work = self.work

        def render() -> bytes:
            heading = title if number == 1 else work.words("listing.page_title", title=title, number=number)
            about = work.words("listing.description", title=title, name=work.site.organisation.name)
            if number > 1:
                about = work.words("listing.page_title", title=about, number=number)
            at = self._page_address(address, number)
            trail = [
                work.home,
                *([] if at == self.root else [work.link(work.words("articles.title"), self.root)]),
            ]
            categories, years = self._filters
            shown = href(work.site, address)
            own: dict[str, Any] = {
                "entries": tuple(work.views.view(each, "row") for each in part),
                "pagination": _pagination(links, number),
                "categories": tuple(_marked(each, shown) for each in categories),
                "years": tuple(_marked(each, shown) for each in years),
                "feed": feed,
            }
            return work.renderer.render(
                "listing.html",
                work.renderer.document(at, heading, about),
                trail,
                about=About(kind="CollectionPage"),
                **own,
            ).encode()

        return render


def _pagination(links: Sequence[Link], number: int) -> Pagination:
    """Where the page of that number stands among all."""
    shown = replace(links[number - 1], current=True)
    return Pagination(
        number,
        len(links),
        links[number - 2] if number > 1 else None,
        links[number] if number < len(links) else None,
        (*links[: number - 1], shown, *links[number:]),
    )


def _marked(link: Link, shown: str) -> Link:
    return Link(link.title, link.href, link.href == shown, link.items)
