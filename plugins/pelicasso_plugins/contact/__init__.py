"""Contact: how to write, call, come and follow, on a page of its own, at home and in the footer."""

from __future__ import annotations

from collections.abc import Iterator

from pelicasso.kit import Feature, FeaturePage, Site, Words
from pelicasso.schema import Finding, warning
from pelicasso_plugins.contact.config import Contact


def _pages(site: Site, words: Words) -> Iterator[FeaturePage]:
    description = words("contact.description", name=site.organisation.name)
    yield FeaturePage(f"/{words.address('contact')}/", "contact/page.html", words("contact.title"), description)


def _nothing_to_show(site: Site) -> Iterator[Finding]:
    section = site.sections["contact"]
    if isinstance(section, Contact) and not section.reaches(site.organisation.address):
        yield warning("contact.nothing_to_show", "site.yaml", site.line("contact"))


feature = Feature(name="contact", section=Contact, pages=_pages, checks=(_nothing_to_show,))
register = feature.register
