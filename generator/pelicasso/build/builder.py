"""From a folder to a rendered site: read, plan, compare, convert, render, check; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pelicasso import features
from pelicasso.build.life_cycle import plan_site
from pelicasso.build.preparation import prepare
from pelicasso.build.work import Work
from pelicasso.check.rendered import check_rendered
from pelicasso.kit.links import file_name
from pelicasso.schema import Report, SiteError, warning
from pelicasso.site.model import Site
from pelicasso.site.reader import FILE, read_site


@dataclass(frozen=True)
class Built:
    """A rendered site: the content of each file of the output, or the file it is copied from."""

    site: Site
    files: Mapping[str, bytes | Path]
    report: Report

    @property
    def pages(self) -> int:
        return sum(name.endswith(".html") for name in self.files)


def render_site(folder: Path, *, day: str | None = None, url: str | None = None) -> Built:
    """Render the site in a folder. All errors of all files come as one SiteError, with what is only said."""
    installed = {each.name: each for each in features.installed()}
    site, findings = read_site(folder, {name: each.section for name, each in installed.items()}, day=day, url=url)
    report = Report(findings)
    on = [installed[name] for name in site.sections]
    report.add(*(finding for each in on for check in each.checks for finding in check(site)))
    work = prepare(site, on, report)
    plan_site(work)
    _raise(report)
    files = _rendered(work)
    report.add(*check_rendered(files, site.base))
    _raise(report)
    if site.address is None:
        report.add(warning("no_address_yet", FILE, site.line("site")))
    return Built(site, files, report)


def _rendered(work: Work) -> dict[str, bytes | Path]:
    files: dict[str, bytes | Path] = {file_name(each.address): each.render() for each in work.plan}
    files.update({file_name(address): content for address, content in work.renderer.assets.files.items()})
    return files


def _raise(report: Report) -> None:
    """Errors come with the warnings of the same run, so that both are told at once."""
    if report.errors:
        raise SiteError(*report.findings)
