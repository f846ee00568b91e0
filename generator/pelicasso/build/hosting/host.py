"""A kind of hosting, and what all of them are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

from pelicasso.kit.assets import FOLDER
from pelicasso.site.model import Site

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}
"""What a page cannot say of itself; the rest of the policy stands in each page."""
FOR_A_YEAR = "public, max-age=31536000, immutable"
"""For files that are named by their content."""
FOR_MINUTES = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address, decoded (« /vieux café/ »), and the address that it leads to now."""

    source: str
    target: str

    @property
    def sources(self) -> tuple[str, ...]:
        """As visitors ask for it, without a final slash as well; never the root."""
        return (self.source.rstrip("/"), self.source) if self.source.endswith("/") else (self.source,)


@dataclass(frozen=True)
class Host:
    """A kind of hosting that reads nothing; the others say which files they read."""

    site: Site
    redirects: Sequence[Redirect]
    name: ClassVar[str] = "none"

    def files(self) -> Iterator[tuple[str, str]]:
        """The address and the text of each file."""
        yield from ()

    def path(self, address: str) -> str:
        """The path of an address, below that of the site; percent-encoded, so that it has a meaning in no syntax."""
        return quote(unquote(self.site.base) + address, safe="/")

    @property
    def assets(self) -> str:
        return self.path(FOLDER)

    @property
    def domain(self) -> str:
        """The host name of the site's address, empty when it is unknown."""
        return urlsplit(self.site.address or "").hostname or ""

    def own_domain(self, shared: str) -> Iterator[str]:
        """The domain, when it is the association's own and not a name below that of the host."""
        if self.domain and not self.site.base and not f".{self.domain}".endswith(f".{shared}"):
            yield self.domain
