"""GitHub, GitLab and Codeberg Pages: they set their own headers, serve `404.html`, and a page wins over a redirect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pelicasso.build.hosting.host import Host


class GitHub(Host):
    """`.nojekyll`: files are served as they are. `CNAME` keeps the domain of a site that is pushed to a branch."""

    name: ClassVar[str] = "github"

    def files(self) -> Iterator[tuple[str, str]]:
        yield "/.nojekyll", ""
        yield from (("/CNAME", f"{each}\n") for each in self.own_domain("github.io"))


class GitLab(Host):
    """Nothing to write: the domain is a setting of the project, and a file wins over a line of `_redirects`."""

    name: ClassVar[str] = "gitlab"


class Codeberg(Host):
    """`.domains` names the domain that the site answers to."""

    name: ClassVar[str] = "codeberg"

    def files(self) -> Iterator[tuple[str, str]]:
        yield from (("/.domains", f"{each}\n") for each in self.own_domain("codeberg.page"))
