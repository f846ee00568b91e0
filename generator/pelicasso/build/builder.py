"""From a folder to a rendered site: read, plan, compare, convert, render, check; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pelicasso import features
from pelicasso.build.confinement.limits import Limits
from pelicasso.build.confinement.refusals import refused_files, refused_settings, too_much
from pelicasso.build.confinement.survey import survey
from pelicasso.build.content import Content
from pelicasso.build.life_cycle import plan_site
from pelicasso.build.pictures import SitePictures
from pelicasso.build.preparation import prepare
from pelicasso.build.work import Work
from pelicasso.check.contents import FAMILIES, check_contents
from pelicasso.check.rendered import check_rendered
from pelicasso.check.subject import Subject
from pelicasso.kit.links import file_name
from pelicasso.kit.pictures.pool import Told, untold
from pelicasso.schema import Finding, Report, SiteError, error, warning
from pelicasso.site.model import Site
from pelicasso.site.reader import FILE, read_site


@dataclass(frozen=True)
class Built:
    """A rendered site: the content of each file of the output or the file it is copied from, and what it is made of."""

    site: Site
    files: Mapping[str, bytes | Path]
    report: Report
    content: Content = field(default_factory=Content)
    pictures: SitePictures | None = None

    @property
    def pages(self) -> int:
        return sum(name.endswith(".html") for name in self.files)

    def advice(self, family: str | None = None) -> list[Finding]:
        """What the rules say of the site, or those of one family; it stops nothing."""
        return list(check_contents(Subject(self.site, self.content.entries, self.content.files, self.files), family))

    def checked(self, only: str | None = None) -> list[Finding]:
        """All that is to be said, or what one family of rules or one feature says."""
        if only is None:
            advice = {each.place: each for each in self.advice()}
            return [*(each for each in self.report.findings if each.place not in advice), *advice.values()]
        if only in FAMILIES:
            return self.advice(only)
        if only in self.site.sections:
            return [each for each in self.report.findings if each.code.startswith(f"{only}.")]
        known = ", ".join((*FAMILIES, *self.site.sections))
        raise SiteError(error("unknown_check", value=only, known=known), exit_code=2)


def render_site(
    folder: Path,
    *,
    day: str | None = None,
    url: str | None = None,
    limits: Limits | None = None,
    told: Told = untold,
) -> Built:
    """Render the site in a folder. All errors of all files come as one SiteError, with what is only said.

    With `limits` it is a stranger's site: nothing in its folder is trusted. `told` hears of the pictures being made.
    """
    installed = {each.name: each for each in features.installed()}
    sections = {name: each.section for name, each in installed.items()}
    site, findings = read_site(folder, sections, day=day, url=url, trusted=limits is None)
    report = Report(findings)
    if limits is not None:
        report.add(*survey(folder, limits), *refused_settings(site))
        _raise(report)
    on = [installed[name] for name in site.sections]
    report.add(*(finding for each in on for check in each.checks for finding in check(site)))
    work = prepare(site, on, report)
    plan_site(work, told)
    _raise(report)
    files = _rendered(work)
    report.add(*check_rendered(files, site.base))
    if limits is not None:
        report.add(*refused_files(work.plan, files), *too_much(files, limits))
    _raise(report)
    if site.address is None:
        report.add(warning("no_address_yet", FILE, site.line("site")))
    return Built(site, files, report, work.content, work.resolver.pictures)


def _rendered(work: Work) -> dict[str, bytes | Path]:
    files: dict[str, bytes | Path] = {file_name(each.address): each.render() for each in work.plan}
    files.update({file_name(address): content for address, content in work.renderer.assets.files.items()})
    return files


def _raise(report: Report) -> None:
    """Errors come with the warnings of the same run, so that both are told at once."""
    if report.errors:
        raise SiteError(*report.findings)
