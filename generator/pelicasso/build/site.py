"""Builds a site: rendered beside, then put in place in one step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pelicasso.build.builder import Built, render_site
from pelicasso.build.confinement.limits import Limits
from pelicasso.build.output import Changes, Output
from pelicasso.kit.pictures.pool import Told, untold


@dataclass(frozen=True)
class Result:
    """What a build made, and what it changed in `output/`."""

    built: Built
    changes: Changes


def build_site(
    folder: Path,
    *,
    day: str | None = None,
    url: str | None = None,
    limits: Limits | None = None,
    told: Told = untold,
) -> Result:
    """Build the site in a folder; on an error `output/` stays as it was. `told` hears of the pictures being made."""
    with Output.locked(folder) as output:
        output.previous()
        built = render_site(folder, day=day, url=url, limits=limits, told=told)
        changes = output.publish(built.files, built.accounts)
        if built.pictures is not None:
            built.pictures.prune()
    built.report.add(*changes.findings)
    return Result(built, changes)
