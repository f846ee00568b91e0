"""Apache, as on most shared hosting: `.htaccess`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import unquote

from pelicasso.build.hosting.host import FOR_A_YEAR, FOR_MINUTES, HEADERS, Host

TYPES = {
    "application/manifest+json": ".webmanifest",
    "font/woff2": ".woff2",
    "image/avif": ".avif",
    "image/webp": ".webp",
    "text/calendar": ".ics",
    "text/vtt": ".vtt",
}
COMPRESSED = "text/html text/css text/plain text/calendar text/javascript image/svg+xml application/xml"


class Apache(Host):
    """Only directives of the class FileInfo, which shared hosting allows: one that is not allowed breaks the site."""

    name: ClassVar[str] = "apache"

    def files(self) -> Iterator[tuple[str, str]]:
        yield "/.htaccess", "\n".join((*self._lines(), ""))

    def _lines(self) -> Iterator[str]:
        yield "AddDefaultCharset utf-8"
        yield from (f"AddType {kind} {suffix}" for kind, suffix in TYPES.items())
        yield f"ErrorDocument 404 {self.path('/404.html')}"
        yield from _within("mod_setenvif", f'SetEnvIf Request_URI "^{self._pattern("/assets/")}" pelicasso_asset')
        yield from _within("mod_headers", *self._headers())
        yield from _within("mod_filter", *_within("mod_deflate", f"AddOutputFilterByType DEFLATE {COMPRESSED}"))
        yield from _within("mod_alias", *self._redirects())

    def _headers(self) -> Iterator[str]:
        yield from (f'Header always set {name} "{value}"' for name, value in HEADERS.items())
        yield f'Header set Cache-Control "{FOR_MINUTES}"'
        yield f'Header set Cache-Control "{FOR_A_YEAR}" env=pelicasso_asset'

    def _redirects(self) -> Iterator[str]:
        yield r'RedirectMatch 404 "/\.(?!well-known(?:/|$))"'
        for each in self.redirects:
            path = self._pattern(each.source.rstrip("/")) + ("/?" if each.source.endswith("/") else "")
            yield f'RedirectMatch 301 "^{path}$" "{self._target(each.target)}"'

    def _pattern(self, address: str) -> str:
        """Apache compares the decoded path; nothing is left in it that its own syntax would read."""
        return re.escape(unquote(self.site.base) + address).replace('"', r"\x22")

    def _target(self, address: str) -> str:
        """Decoded, as Apache encodes it; `$1` and `&` would stand for what the pattern matched."""
        return re.sub(r"[$&]", r"\\\g<0>", unquote(self.site.base) + address)


def _within(module: str, *lines: str) -> tuple[str, ...]:
    return (f"<IfModule {module}.c>", *(f"  {each}" for each in lines), "</IfModule>")
