"""nginx: a snippet to be included in the `server` block of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import unquote

from pelicasso.build.hosting.host import FOR_A_YEAR, FOR_MINUTES, HEADERS, Host

COMPRESSED = "text/css text/plain text/calendar text/javascript image/svg+xml application/xml application/atom+xml"


class Nginx(Host):
    """nginx reads nothing from the folder that it serves: the snippet stands there, hidden by a rule of its own."""

    name: ClassVar[str] = "nginx"

    def files(self) -> Iterator[tuple[str, str]]:
        yield "/.nginx.conf", "\n".join((*self._lines(), ""))

    def _lines(self) -> Iterator[str]:
        yield "# include …/output/.nginx.conf; in the server block, below root. Reload nginx when it changes."
        yield "charset utf-8;"
        yield "absolute_redirect off;"
        yield f"error_page 404 {self.path('/404.html')};"
        yield f"gzip on; gzip_vary on; gzip_types {COMPRESSED};"
        yield from _headers(FOR_MINUTES)
        yield from (f"location ^~ {_quoted(self._decoded('/assets/'))} {{", *_headers(FOR_A_YEAR), "}")
        yield r"location ~ /\.(?!well-known(?:/|$)) { return 404; }"
        for each in self.redirects:
            target = self.path(each.target)
            yield from (f"location = {_quoted(self._decoded(e))} {{ return 301 {target}; }}" for e in each.sources)

    def _decoded(self, address: str) -> str:
        """The decoded path, which is what nginx compares."""
        return unquote(self.site.base) + address


def _headers(cache: str) -> Iterator[str]:
    """All of them again in each block: nginx inherits headers only where a block sets none."""
    yield from (f'add_header {name} "{value}" always;' for name, value in HEADERS.items())
    yield f'add_header Cache-Control "{cache}";'


def _quoted(path: str) -> str:
    return '"{}"'.format(path.replace("\\", r"\\").replace('"', r"\""))
