"""From a folder to a rendered site: read, plan, compare, convert, render, check; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from os import devnull
from pathlib import Path

from pelicasso import features
from pelicasso.build.confinement.limits import Limits
from pelicasso.build.confinement.refusals import refused_files, refused_settings, too_much
from pelicasso.build.confinement.survey import survey
from pelicasso.build.content import Content
from pelicasso.build.life_cycle import plan_site
from pelicasso.build.pictures import SitePictures
from pelicasso.build.preparation import prepare
from pelicasso.build.reads import PLAN, TEXTS, Unnoted
from pelicasso.build.rendering import look_at_all, render, render_all
from pelicasso.build.templates import keep_templates
from pelicasso.build.work import Work
from pelicasso.check.contents import FAMILIES, check_contents
from pelicasso.check.looked import Looked
from pelicasso.check.rendered import check_rendered
from pelicasso.check.subject import Subject
from pelicasso.kit.feature import AnyFeature, Review
from pelicasso.kit.links import file_name
from pelicasso.kit.pictures.pool import Told, untold
from pelicasso.kit.room import AnyRoom
from pelicasso.schema import Finding, Report, SiteError, error, warning
from pelicasso.site.model import Site
from pelicasso.site.reader import FILE, read_site

TO_COME = Path(devnull)
"""Stands for a page that is not rendered yet."""


@dataclass(frozen=True)
class Built:
    """A rendered site: the content of each file of the output or the file it is copied from, and what it is made of."""

    site: Site
    files: Mapping[str, bytes | Path]
    report: Report
    content: Content = field(default_factory=Content)
    pictures: SitePictures | None = None
    published: frozenset[str] = frozenset()
    accounts: Mapping[str, str] = field(default_factory=dict)
    looked: Looked = field(default_factory=Looked)

    @property
    def pages(self) -> int:
        return sum(name.endswith(".html") for name in self.files)

    @cached_property
    def subject(self) -> Subject:
        """The site as the rules see it."""
        content = self.content
        return Subject(self.site, content.entries, content.files, self.files, self.published, self.looked)

    def advice(self, family: str | None = None) -> list[Finding]:
        """What the rules say of the site, or those of one family; it stops nothing."""
        return said_of(self.subject, family)

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
    drafts: bool = False,
    told: Told = untold,
) -> Built:
    """Render the site in a folder. All errors of all files come as one SiteError, with what is only said.

    With `limits` it is a stranger's site: nothing in its folder is trusted. With `drafts` they are shown too, marked.
    `told` hears of the pictures being made.
    """
    return rendered(read_folder(folder, day, url, limits, drafts), limits, told)


def rendered(work: Work, limits: Limits | None = None, told: Told = untold) -> Built:
    """What was read, planned and rendered."""
    site, report, on = work.site, work.report, work.renderer.features
    with work.reads.part(PLAN, report):
        report.add(*(finding for each in on for check in each.checks for finding in check(work.rooms[each.name])))
    plan_site(work, told)
    _raise(report)
    files = _rendered(work)
    keep_templates(site)
    report.add(*check_rendered(files, site.base, looked=work.looked))
    for look, room in reviews(work):
        report.add(*work.reads.review(look, room, files, report))
    if limits is not None:
        report.add(*refused_files(work.plan, files), *too_much(files, limits))
    _raise(report)
    if site.address is None:
        report.add(warning("no_address_yet", FILE, site.line("site")))
    pictures = work.resolver.pictures
    return Built(site, files, report, work.content, pictures, sources(work), _accounts(work), work.looked)


def open_room(folder: Path, name: str, *, planned: bool, day: str | None = None, url: str | None = None) -> AnyRoom:
    """A room of the site in a folder, for a command; `planned` is as in `Command`."""
    work = read_folder(folder, day, url)
    if name not in work.rooms:
        raise SiteError(error("feature_is_off", FILE, name=name))
    if planned:
        plan_site(work, untold)
        _raise(work.report)
    return work.rooms[name]


def read_folder(
    folder: Path,
    day: str | None,
    url: str | None,
    limits: Limits | None = None,
    drafts: bool = False,
    reads: Unnoted | None = None,
) -> Work:
    """The site in a folder with its texts, before anything is planned; `reads` notes what its parts read."""
    reads = reads or Unnoted()
    installed = {each.name: each for each in features.installed()}
    sections = {name: each.section for name, each in installed.items()}
    present = [name for name, each in installed.items() if _is_present(each, folder)]
    trusted = limits is None
    site, findings = read_site(folder, sections, present=present, day=day, url=url, trusted=trusted, drafts=drafts)
    report = Report(findings)
    if limits is not None:
        report.add(*survey(folder, limits), *refused_settings(site))
        _raise(report)
    on = [installed[name] for name in site.sections]
    off = [each for name, each in installed.items() if name not in site.sections]
    with reads.part(TEXTS, report):
        work = prepare(site, on, off, report)
    work.reads = work.renderer.kept = reads
    reads.watch(work.content.entries.values())
    return work


def reviews(work: Work) -> Iterator[tuple[Review, AnyRoom]]:
    """What looks at the rendered site, each with its room."""
    return ((look, work.rooms[each.name]) for each in work.renderer.features for look in each.reviews)


def _accounts(work: Work) -> dict[str, str]:
    """Where the money that features ask for arrives."""
    on = [each for each in work.renderer.features if each.accounts]
    return {
        f"{each.name}: {name}": account
        for each in on
        if each.accounts
        for name, account in each.accounts(work.rooms[each.name])
    }


def _is_present(feature: AnyFeature, folder: Path) -> bool:
    """Whether a feature is on though `site.yaml` says nothing of it."""
    return feature.on_by_default or any((folder / "content" / each).is_dir() for each in feature.own_folders())


def _rendered(work: Work) -> dict[str, bytes | Path]:
    """The files of the output; pages that speak of the others come last, and find what is to be said of those."""
    planned = list(work.plan)
    files: dict[str, bytes | Path] = {file_name(each.address): TO_COME for each in planned}
    first = [each for each in planned if not each.last]
    files.update(zip((file_name(each.address) for each in first), render_all(work, first), strict=True))
    work.advice = advice_on(work, files)
    files.update({file_name(each.address): render(work, each) for each in planned if each.last})
    files.update(styles(work))
    return files


def styles(work: Work) -> dict[str, bytes]:
    """The files of the theme and the features that the pages asked for, by their names in the output."""
    return {file_name(address): content for address, content in work.renderer.assets.files.items()}


def advice_on(work: Work, files: Mapping[str, bytes | Path]) -> Callable[[], Sequence[Finding]]:
    """What is to be said of the pages, once someone asks."""

    @cache
    def advice() -> tuple[Finding, ...]:
        content, everything = work.content, {**files, **styles(work)}
        seen = Subject(work.site, content.entries, content.files, everything, sources(work), work.looked)
        return tuple(said_of(seen))

    return advice


def said_of(subject: Subject, family: str | None = None) -> list[Finding]:
    """What the rules say, or those of one family."""
    if family is None:
        look_at_all(subject)
    return list(check_contents(subject, family))


def sources(work: Work) -> frozenset[str]:
    """The files of the site that something in its output comes from, and those that something is said of already."""
    told = {each.file for each in work.report.findings if each.file is not None}
    return frozenset(told | {each.source for each in work.plan if each.source is not None})


def _raise(report: Report) -> None:
    """Errors come with the warnings of the same run, so that both are told at once."""
    if report.errors:
        raise SiteError(*report.findings)
