"""The pages of a site rendered, by several processes where that is safe: what they show and tell is the same."""

from __future__ import annotations

import marshal
import pickle
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pelicasso.build.processes import processes, shared_out
from pelicasso.build.reads import Reads
from pelicasso.build.work import Work
from pelicasso.check.contents import look_at
from pelicasso.check.subject import Subject
from pelicasso.check.text import Text
from pelicasso.kit.plan import Planned
from pelicasso.kit.record import Held
from pelicasso.kit.renderer import COMPILED
from pelicasso.schema import Finding
from pelicasso.site.model import Site

SHARE = 300
"""Pages, or texts to look at, from which on one more process is worth its start."""


def render(work: Work, planned: Planned) -> bytes | Path:
    """What stands at an address."""
    with work.reads.part(planned.address, work.report):
        return planned.render()


def render_all(work: Work, planned: Sequence[Planned]) -> Iterator[bytes | Path]:
    """What stands at each address."""
    count = _count(work.site, len(planned))
    if count < 2 or isinstance(work.reads, Reads):
        yield from (render(work, each) for each in planned)
        return
    merged = _Merged(work)
    for each, line in zip(planned, shared_out(planned, lambda task: _said(_rendered(work, task)), count), strict=True):
        yield merged.take(_read(line) or _rendered(work, each))


def look_at_all(subject: Subject) -> None:
    """Ask the rules on texts; where one process does it, they are asked when someone wants to know."""
    texts = [each for each in subject.texts if not each.told]
    count = _count(subject.site, len(texts))
    for text, line in zip(texts, shared_out(texts, _looked_at, count), strict=True) if count > 1 else ():
        if (found := _read(line)) is not None:
            text.keep(*found)


def _count(site: Site, tasks: int) -> int:
    """How many processes work; a stranger's site starts none."""
    return min(processes(), tasks // SHARE) if site.trusted else 1


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A file of the output with what else came of rendering it; the codes of `templates` are those it compiled."""

    content: bytes | Path
    held: dict[str, Held]
    assets: dict[str, bytes]
    findings: tuple[Finding, ...]
    templates: bytes


def _rendered(work: Work, planned: Planned) -> _Rendered:
    """Render, and take back what is told meanwhile: it is told in the order of the pages."""
    record, assets, report = work.renderer.record, work.renderer.assets, work.report
    published, told, record.pages = set(assets.files), report.count, {}
    compiled = len(COMPILED.fresh)
    content = render(work, planned)
    findings = report.after(told)
    report.cut(told)
    shown = {address: file for address, file in assets.files.items() if address not in published}
    templates = dict(islice(COMPILED.fresh.items(), compiled, None))
    return _Rendered(content, record.pages, shown, findings, marshal.dumps(templates) if templates else b"")


class _Merged:
    """Puts together what came of rendering pages, in their order, as if one process had rendered them."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._pages = work.renderer.record.pages
        self._assets = dict(work.renderer.assets.files)

    def take(self, rendered: _Rendered) -> bytes | Path:
        renderer = self._work.renderer
        self._pages.update(rendered.held)
        self._assets.update(rendered.assets)
        renderer.record.pages = self._pages
        renderer.assets.files = self._assets
        self._work.report.add(*rendered.findings)
        if rendered.templates:
            codes = marshal.loads(rendered.templates)
            COMPILED.take(codes)
            COMPILED.fresh.update(codes)
        return rendered.content


def _looked_at(text: Text) -> str:
    look_at(text)
    return _said(text.found)


def _said(found: object) -> str:
    """As one line that another process reads."""
    return b64encode(pickle.dumps(found, pickle.HIGHEST_PROTOCOL)).decode("ascii")


def _read(line: str) -> Any:
    return pickle.loads(b64decode(line)) if line else None
