"""Netlify and Cloudflare Pages: `_headers` and `_redirects`; both serve `404.html` and keep pages for no time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pelicasso.build.hosting.host import FOR_A_YEAR, HEADERS, Host

MOST_REDIRECTS = 2000
"""Cloudflare drops the lines beyond; the pages that redirect stay."""


class Edge(Host):
    """A host that reads these two files."""

    status: ClassVar[str]

    def files(self) -> Iterator[tuple[str, str]]:
        yield "/_headers", self._headers()
        if self.redirects:
            yield "/_redirects", self._redirects()

    def _headers(self) -> str:
        lines = [f"{self.path('/')}*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
        return "\n".join((*lines, f"{self.assets}*", f"  Cache-Control: {FOR_A_YEAR}", ""))

    def _redirects(self) -> str:
        """One line a former address, percent-encoded: no space, `*`, `:name` or `#` is left to mean anything."""
        lines = [
            f"{self.path(source)} {self.path(each.target)} {self.status}"
            for each in self.redirects
            for source in each.sources
        ]
        return "\n".join((*lines[:MOST_REDIRECTS], ""))


class Netlify(Edge):
    """A page wins over a redirect there, unless the redirect insists."""

    name: ClassVar[str] = "netlify"
    status: ClassVar[str] = "301!"


class Cloudflare(Edge):
    """A redirect wins over a page there; without a status it would be a temporary one."""

    name: ClassVar[str] = "cloudflare"
    status: ClassVar[str] = "301"
