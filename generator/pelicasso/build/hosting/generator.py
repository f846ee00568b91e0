"""Plans the files for the host, after everything else: what the site brings itself wins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican.generators import Generator

from pelicasso.build.hosting.apache import Apache
from pelicasso.build.hosting.edge import Cloudflare, Netlify
from pelicasso.build.hosting.forges import Codeberg, GitHub, GitLab
from pelicasso.build.hosting.host import Host, Redirect
from pelicasso.build.hosting.nginx import Nginx
from pelicasso.build.hosting.security_contact import ADDRESS, security_contact
from pelicasso.build.work import SETTING, Work
from pelicasso.kit.plan import Planned
from pelicasso.schema import warning
from pelicasso.site.reader import FILE

HOSTS: dict[str, type[Host]] = {
    each.name: each for each in (Host, GitHub, GitLab, Codeberg, Netlify, Cloudflare, Apache, Nginx)
}


class HostFiles(Generator):  # type: ignore[misc]
    """The generator of the files for the host."""

    def generate_context(self) -> None:
        """Plan them."""
        work: Work = self.settings[SETTING]
        host = HOSTS[work.site.file.site.host or Host.name](work.site, tuple(_redirects(work)))
        for address, text in (*host.files(), *_security_contact(work)):
            if address not in work.plan:
                work.plan.add(Planned(address, text.encode))

    def generate_output(self, _writer: Any) -> None:
        """Nothing is left: planned files are rendered by the build."""


def _redirects(work: Work) -> Iterator[Redirect]:
    for entry in work.published(list(work.content.entries.values())):
        yield from (Redirect(alias, entry.address) for alias in entry.data.aliases)


def _security_contact(work: Work) -> Iterator[tuple[str, str]]:
    site = work.site
    if (contact := site.file.site.security) is None:
        return
    if site.base:
        work.report.add(warning("security_not_at_root", FILE, site.line("site", "security")))
    else:
        yield ADDRESS, security_contact(site, contact)
