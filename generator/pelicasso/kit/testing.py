"""For tests of rooms and of the generator: tiny sites, written and rendered in a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pelicasso.schema import Finding, SiteError

MINIMAL = "organisation:\n  name: Les Amis du Lavoir\n"
DAY = "2026-11-24"


@dataclass(frozen=True)
class Rendered:
    """A rendered site, or the findings that stopped it."""

    files: Mapping[str, bytes | Path]
    findings: tuple[Finding, ...]

    def text(self, name: str) -> str:
        """The text of a file of the output."""
        content = self.files[name]
        return (content.read_bytes() if isinstance(content, Path) else content).decode()

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.findings]


def write_site(folder: Path, files: Mapping[str, str | bytes], site: str = MINIMAL) -> Path:
    """A site with this `site.yaml` and these files below `content`; a path that begins with / is below the site."""
    for path, content in {"/site.yaml": site, **files}.items():
        file = folder / (path.lstrip("/") if path.startswith("/") else f"content/{path}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def render(folder: Path, *, day: str = DAY, url: str | None = None) -> Rendered:
    """Render the site in a folder; errors come back as findings."""
    # By name: the build stands above the kit.
    builder = import_module("pelicasso.build.builder")
    try:
        built = builder.render_site(folder, day=day, url=url)
    except SiteError as problem:
        return Rendered({}, problem.findings)
    return Rendered(built.files, tuple(built.report.findings))
