"""Pelican's life cycle with our generators: everything is planned and converted before the first page is rendered."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pelican import Pelican, signals

from pelicasso.build.articles import Articles
from pelicasso.build.bodies import convert
from pelicasso.build.hosting.generator import HostFiles
from pelicasso.build.icons import IconMaker
from pelicasso.build.menu import menu
from pelicasso.build.pages import Pages
from pelicasso.build.reads import BODIES, PLAN
from pelicasso.build.site_pages import SitePages
from pelicasso.build.theme import theme_folder
from pelicasso.build.work import SETTING, Work
from pelicasso.kit.feature import AnyFeature
from pelicasso.kit.pictures.pool import Told
from pelicasso.schema import SiteError, error
from pelicasso.settings import pelican_settings


def plan_site(work: Work, told: Told) -> None:
    """Plan every address and convert every body; what is wrong goes to the report."""
    on = work.renderer.features
    settings = pelican_settings(work.site, on, theme_folder(work.site))
    settings[SETTING] = work
    settings["PELICASSO"] = work.rooms
    with _only_these(on), _quiet():
        build = SiteBuild(work, settings, told)
        _all_loaded(build, on)
        build.run()
    work.resolver.pictures.remember()
    work.learnt.save()
    work.report.add(*work.plan.clashes())
    work.resolver.check_anchors()


class SiteBuild(Pelican):  # type: ignore[misc]
    """One run of Pelican."""

    def __init__(self, work: Work, settings: dict[str, Any], told: Told) -> None:
        self.work = work
        self.told = told
        super().__init__(settings)

    def run(self) -> None:
        """Plan, convert, tell the plugins, and make what every page shares."""
        context = {
            **self.settings,
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "localsiteurl": self.settings["SITEURL"],
        }
        arguments = {"path": self.path, "theme": self.theme, "output_path": self.output_path}
        generators = [
            each(context=context, settings=self.settings, **arguments) for each in self._get_generator_classes()
        ]
        reads, report = self.work.reads, self.work.report
        with reads.part(PLAN, report):
            for each in generators:
                each.generate_context()
        with reads.part(BODIES, report):
            convert(self.work, self.told)
        with reads.part(PLAN, report):
            self._finish(generators)

    def _finish(self, generators: Sequence[Any]) -> None:
        for each in generators:
            if hasattr(each, "finish"):
                each.finish()
        signals.all_generators_finalized.send(generators)
        self._fill_frame()
        signals.finalized.send(self)

    def _get_generator_classes(self) -> list[type]:
        offered = [each for _, each in signals.get_generators.send(self)]
        return [Articles, Pages, *offered, SitePages, HostFiles]

    def _fill_frame(self) -> None:
        work = self.work
        frame = work.renderer.frame
        frame.menu = menu(work)
        frame.feeds = tuple(work.feeds)
        try:
            frame.icons = IconMaker(work.site, work.renderer.assets, work.colours, work.resolver.pictures).make()
        except SiteError as problem:
            work.report.add(*problem.findings)


@contextmanager
def _only_these(on: Sequence[AnyFeature]) -> Iterator[None]:
    """Pelican's signals are global to the process: what a build connects is disconnected after it."""
    try:
        yield
    finally:
        for each in on:
            each.unregister()


@contextmanager
def _quiet() -> Iterator[None]:
    """Pelican logs what it drops; we compare and say it ourselves."""
    logger = logging.getLogger("pelican")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _all_loaded(build: SiteBuild, on: Sequence[AnyFeature]) -> None:
    """A plugin that fails to import or register is only logged by Pelican."""
    asked = {f"pelicasso_plugins.{each.name}" for each in on}
    if missing := sorted(asked - set(build.settings["PLUGINS"])):
        raise SiteError(*(error("broken_feature", name=each, problem="register") for each in missing), exit_code=3)
