"""The Pelican generator of a feature's pages."""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator

from pelicasso.kit.feature import Feature, FeaturePage
from pelicasso.kit.plan import Plan, Planned


class FeatureGenerator(Generator):  # type: ignore[misc]
    """Plans and renders the pages that a feature declares."""

    feature: Feature

    def generate_context(self) -> None:
        """Plan the pages of the feature."""
        plan = self.settings["PELICASSO"]
        for page in self.feature.pages(plan.site, plan.renderer.words):
            plan.add(_planned(plan, self.feature, page))

    def generate_output(self, _writer: Any) -> None:
        """Nothing is left: planned pages are rendered by the build."""


def generator_of(feature: Feature) -> type[FeatureGenerator]:
    """A generator class that belongs to one feature, as Pelican asks for classes."""
    return type(f"{feature.name.title()}Generator", (FeatureGenerator,), {"feature": feature})


def _planned(plan: Plan, feature: Feature, page: FeaturePage) -> Planned:
    renderer = plan.renderer
    document = renderer.document(page.address, page.title, page.description)

    def render() -> bytes:
        section = plan.site.sections[feature.name]
        html = renderer.render(page.template, document, (renderer.frame.home,), styles=(feature.name,), section=section)
        return html.encode()

    return Planned(page.address, render, title=page.title, indexed=True, in_menu=True)
