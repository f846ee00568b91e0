"""Where the time of a cold build goes, step by step; with `--functions`, function by function.

    python tests/benchmarks/breakdown.py [--articles 1000] [--clock cpu|wall] [--functions]

The steps are timed without a profiler's weight; each is told without the steps inside it.
(It is not called profile.py: cProfile would import it in place of the standard library's.)
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from inspect import isgeneratorfunction
from io import StringIO
from pathlib import Path
from types import CodeType
from typing import Any

from corpus import DAY, write_corpus

STEPS = {
    "site.yaml": "pelicasso.site.reader:read_site",
    "reading: scan of content/": "pelicasso.site.paths:SafeFolder.walk",
    "reading: bytes": "pelicasso.site.paths:SafeFolder.read_bytes",
    "reading: encoding": "pelicasso.site.text:decode",
    "reading: front matter": "pelicasso.site.front_matter:split_front_matter",
    "reading: types": "pelicasso.site.validation:validate",
    "reading: the rest": "pelicasso.build.content:ContentReader.read",
    "reading: git's history": "pelicasso.build.history:last_commits",
    "pictures: made at once": "pelicasso.build.illustrations:Illustrations.prepare",
    "pictures: shown": "pelicasso.build.illustrations:Illustrations.of_text",
    "planning: articles": "pelicasso.build.articles:Articles.generate_context",
    "planning: pages": "pelicasso.build.pages:Pages.generate_context",
    "planning: the site's own": "pelicasso.build.site_pages:SitePages.generate_context",
    "Markdown: blocks": "markdown.blockparser:BlockParser.parseDocument",
    "Markdown: inline": "markdown.treeprocessors:InlineProcessor.run",
    "Markdown: headings": "pelicasso.build.markdown.headings:Headings.run",
    "Markdown: tree to HTML": "markdown.serializers:_serialize_html",
    "Markdown: bounds": "pelicasso.build.markdown.limits:check",
    "Markdown: cleaning": "pelicasso.build.clean:clean",
    "Markdown: typography": "pelicasso.kit.typography:Typography.html",
    "Markdown: links": "pelicasso.build.markdown.links:Links.resolved",
    "Markdown: the rest": "pelicasso.build.bodies:convert",
    "anchors": "pelicasso.build.resolver:Resolver.check_anchors",
    "for Pelican's plugins": "pelicasso.build.articles:Articles.finish",
    "templates": "jinja2.environment:Template.render",
    "context, slots, policy": "pelicasso.kit.renderer:Renderer.render",
    "checking": "pelicasso.check.rendered:check_rendered",
    "output: what stands there": "pelicasso.build.output.current:examine",
    "output: writing": "pelicasso.build.output.spare:Spare._write",
    "output: flushing": "pelicasso.build.output.durable:flush",
    "output: the rest": "pelicasso.build.output.output:Output.publish",
    "advice": "pelicasso.check.contents:check_contents",
}
"""By the name of a step, the function that it is; « the rest » of something stands around its other steps."""


class Steps:
    """Times functions without the timed functions that they call."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.seconds: dict[str, float] = {}
        self.calls: dict[str, int] = {}
        self._inner = [0.0]

    def watch(self, name: str, place: str) -> None:
        """Time a function wherever it was imported."""
        module, _, path = place.partition(":")
        owner, _, last = path.rpartition(".")
        holder: Any = import_module(module)
        holder = getattr(holder, owner) if owner else holder
        function = getattr(holder, last)
        holders = [holder] if owner else [each for each in sys.modules.values() if vars(each).get(last) is function]
        for each in holders:
            setattr(each, last, self.timed(name, function))

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        if isgeneratorfunction(function):
            return self.timed(name, lambda *given, **named: list(function(*given, **named)))

        def call(*given: Any, **named: Any) -> Any:
            begin = self._clock()
            self._inner.append(0.0)
            try:
                return function(*given, **named)
            finally:
                self._add(name, self._clock() - begin)

        return call

    def _add(self, name: str, seconds: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds - self._inner.pop()
        self.calls[name] = self.calls.get(name, 0) + 1
        self._inner[-1] += seconds


CLOCKS = {"cpu": time.process_time, "wall": time.perf_counter}


def step_table(folder: Path, clock: Callable[[], float]) -> Iterator[str]:
    steps = Steps(clock)
    begin = clock()
    import_module("pelicasso.build.site")
    steps.seconds["importing"] = clock() - begin
    for name, place in STEPS.items():
        steps.watch(name, place)
    begin = clock()
    _build(folder)
    total = clock() - begin + steps.seconds["importing"]
    steps.seconds["not in a step"] = total - sum(steps.seconds.values())
    yield f"{'':28}{'ms':>7}{'%':>7}{'calls':>9}"
    for name in ("importing", *STEPS, "not in a step"):
        seconds = steps.seconds.get(name, 0.0)
        calls = steps.calls.get(name, "")
        yield f"{name:28}{1000 * seconds:7.0f}{100 * seconds / total:7.1f}{calls:>9}"
    yield f"{'total':28}{1000 * total:7.0f}"


def _build(folder: Path) -> None:
    """What the command does, in this process."""
    run = import_module("pelicasso.cli").run
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        code = run(["build", str(folder), "--day", DAY.isoformat()])
    if code:
        sys.exit(f"the build ended with {code}")


def function_table(folder: Path) -> None:
    """Own time by file, then by function."""
    import_module("pelicasso.build.site")
    with cProfile.Profile() as profile:
        _build(folder)
    by_file: defaultdict[str, float] = defaultdict(float)
    for entry in profile.getstats():
        by_file[_short(entry.code)] += entry.inlinetime
    total = sum(by_file.values())
    for file, seconds in sorted(by_file.items(), key=lambda each: -each[1])[:25]:
        print(f"{1000 * seconds:7.0f} ms {100 * seconds / total:5.1f} %  {file}")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(40)


def _short(code: CodeType | str) -> str:
    """The file of a function below site-packages or a source root."""
    if isinstance(code, str):
        return "written in C"
    roots = ("/site-packages/", "/generator/", "/plugins/", "/lib/")
    return next((code.co_filename.rpartition(each)[2] for each in roots if each in code.co_filename), code.co_filename)


def _make_pictures(folder: Path) -> None:
    """Leave of a first build what it made of pictures alone: they are kept whatever else changes."""
    command = [sys.executable, "-m", "pelicasso", "build", str(folder), "--day", DAY.isoformat()]
    subprocess.run(command, check=True, capture_output=True)
    for each in ("output", ".pelicasso/cache/texts", ".pelicasso/cache/templates"):
        shutil.rmtree(folder / each)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--clock", choices=CLOCKS, default="cpu")
    parser.add_argument("--functions", action="store_true")
    asked = parser.parse_args()
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # All in the process that is watched.
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        write_corpus(Path(name), asked.articles)
        _make_pictures(Path(name))
        if asked.functions:
            function_table(Path(name))
        else:
            print(*step_table(Path(name), CLOCKS[asked.clock]), sep="\n")


if __name__ == "__main__":
    main()
