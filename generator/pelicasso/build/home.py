"""The home page: its parts, as `home:` lists them or as the site's features make them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from pelicasso.build.illustrations import waiting
from pelicasso.build.work import Work
from pelicasso.kit.collection import ARTICLES
from pelicasso.kit.context import Figure, Hero, HomePart, Link, Picture
from pelicasso.kit.markup import markup
from pelicasso.schema import error
from pelicasso.site.model import HeroPart, PictureFile
from pelicasso.site.model import HomePart as Asked
from pelicasso.site.reader import FILE

NEWS = "news"
SHOWN = ("card", "row", "row")
"""How the latest articles are shown."""


class Home:
    """Makes the home page of a site."""

    def __init__(self, work: Work, features: list[str]) -> None:
        self.work = work
        self.features = features
        self.asked = work.site.file.home or self._usual()

    def check(self) -> None:
        """Tell the parts that lead nowhere, and look up where the others lead."""
        for index, part in enumerate(self.asked):
            line = self.work.site.line("home", index)
            if part.section is not None and part.section not in (*self.features, NEWS):
                known = ", ".join((NEWS, *self.features))
                self.work.report.add(error("unknown_home_part", FILE, line, value=part.section, known=known))
            if part.text is not None and part.text not in self.work.content.entries:
                self.work.report.add(error("missing_link", FILE, line, target=part.text))
        self.hero = self._hero()

    def render(self) -> bytes:
        """The page."""
        work = self.work
        organisation = work.site.organisation
        title = f"{organisation.name} – {organisation.tagline}" if organisation.tagline else organisation.name
        about = organisation.description or self.hero.lede or organisation.tagline or organisation.name
        document = work.renderer.document("/", work.words.typography.text(title), work.words.typography.text(about))
        sections = work.renderer.home_sections(document)
        own: dict[str, Any] = {"hero": self.hero, "parts": tuple(self._parts(sections))}
        shown = [each for each in sections if any(part.section == each for part in self.asked)]
        texts = [work.content.entries[part.text] for part in self.asked if part.text is not None]
        shown += [style for each in texts for style in each.styles]
        return work.renderer.render("home.html", document, (), styles=shown, **own).encode()

    def _usual(self) -> tuple[Asked, ...]:
        names = [NEWS, *self.features]
        return tuple(Asked(section=each) for each in names)

    def _parts(self, sections: Mapping[str, Markup]) -> Iterator[HomePart]:
        for part in self.asked:
            if part.text is not None:
                yield self._text(part.text)
            elif part.figures is not None:
                typography = self.work.words.typography
                figures = [Figure(typography.text(each.value), typography.text(each.label)) for each in part.figures]
                yield HomePart("figures", figures=tuple(figures))
            elif part.section == NEWS:
                yield from self._news()
            elif part.section is not None and part.section in sections:
                yield HomePart("section", body=sections[part.section])

    def _text(self, path: str) -> HomePart:
        entry = self.work.content.entries[path]
        return HomePart(
            "text", entry.title, body=markup(waiting(self.work.views.filled(entry))), more=self.work.views.link(entry)
        )

    def _news(self) -> Iterator[HomePart]:
        work = self.work
        articles = [each for each in work.published(work.content.of(ARTICLES)) if not each.data.is_hidden]
        latest = sorted(articles, key=lambda each: (each.data.date, each.file), reverse=True)[: len(SHOWN)]
        if latest:
            more = work.link(work.words("articles.all"), f"/{work.words.address('articles')}/")
            title = work.words("articles.title")
            views = (work.views.view(*each) for each in zip(latest, SHOWN, strict=False))
            yield HomePart(NEWS, title, more=more, entries=tuple(views))

    def _hero(self) -> Hero:
        organisation = self.work.site.organisation
        typography = self.work.words.typography
        found = [(index, part.hero) for index, part in enumerate(self.asked) if part.hero is not None]
        index, asked = found[0] if found else (0, HeroPart(lede=organisation.tagline))
        return Hero(
            title=typography.text(asked.title or organisation.name),
            lede=typography.text(asked.lede) if asked.lede else None,
            kicker=typography.text(asked.kicker) if asked.kicker else None,
            actions=tuple(self._actions(index, asked)),
            picture=self._picture(index, asked.picture),
        )

    def _picture(self, index: int, asked: PictureFile | None) -> Picture | None:
        if asked is None or self.work.site.theme.hero == "plain":
            return None
        line = self.work.site.line("home", index, "hero", "picture")
        place = "hero-wide" if self.work.site.theme.hero == "wide" else "hero"
        return self.work.illustrations.of_site(asked, FILE, line, place)

    def _actions(self, index: int, hero: HeroPart) -> Iterator[Link]:
        for at, action in enumerate(hero.actions):
            line = self.work.site.line("home", index, "hero", "actions", at)
            target = self.work.resolver.resolve(action.link, "", FILE, "/", line)
            if target is not None:
                yield Link(self.work.words.typography.text(action.title), target.href)
