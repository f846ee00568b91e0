"""The child that builds a stranger's site: closes itself in, works, and tells in JSON what came of it.

The supervisor starts it as `python -m`, with its job as the one argument.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace

from pelicasso import features
from pelicasso.build.builder import render_site
from pelicasso.build.confinement.boundary import close_in
from pelicasso.build.confinement.job import Job
from pelicasso.build.confinement.outcome import Outcome
from pelicasso.build.site import build_site
from pelicasso.schema import SiteError, error
from pelicasso.site.reader import language_of


def main() -> None:
    channel = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    told = work(Job.of_text(sys.argv[1])).to_bytes()
    with os.fdopen(channel, "wb") as pipe:
        pipe.write(told)


def work(job: Job) -> Outcome:
    """Do the job; whatever goes wrong is a finding."""
    language = None
    try:
        features.installed()
        close_in(job.folder, job.limits, writes=job.command == "build")
        language = language_of(job.folder)
        outcome = _done(job)
    except Exception as problem:
        outcome = _failed(problem, job)
    return replace(outcome, language=language)


def _done(job: Job) -> Outcome:
    if job.command == "build":
        return Outcome.of_result(build_site(job.folder, day=job.day, url=job.url, limits=job.limits))
    return Outcome.of_rendered(render_site(job.folder, day=job.day, url=job.url, limits=job.limits), job.only)


def _failed(problem: Exception, job: Job) -> Outcome:
    if job.debug:
        traceback.print_exception(problem)
    if any(isinstance(each, MemoryError) for each in _causes(problem)):
        return Outcome((error("confined_memory", limit=job.limits.memory),), 1)
    if isinstance(problem, SiteError):
        return Outcome(problem.findings, problem.exit_code)
    code = "machine_failed" if isinstance(problem, OSError) else "unforeseen"
    return Outcome((error(code, problem=f"{type(problem).__name__}: {problem}"),), 3)


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    """What went wrong, and what went wrong before: a lack of memory is often told as something else."""
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


if __name__ == "__main__":
    main()
