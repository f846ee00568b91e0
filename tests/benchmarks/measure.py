"""Pelicasso and its peers on the same files: paired runs of whole processes, as ratios.

    python tests/benchmarks/measure.py                          1 300 files, five runs each
    python tests/benchmarks/measure.py --articles 10000 --runs 3 --only cold
    python tests/benchmarks/measure.py --hugo ~/bin/hugo        with Hugo beside

Nothing is a test here: what a figure should be stands in no assertion. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
DAY = "2026-11-24"
PICTURES = ".pelicasso/cache/pictures"
BYTES = 1024 if sys.platform == "linux" else 1
"""What `ru_maxrss` counts in."""
PREPARE = """
import sys
from pathlib import Path
from corpus import write_corpus
from hugo import write_hugo
from plain_pelican import write_plain
folder, articles, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
texts = write_corpus(folder / "pelicasso", articles, seed)
write_plain(folder / "pelicasso", folder / "pelican", texts, seed)
write_hugo(folder / "pelicasso", folder / "hugo", texts, seed)
print(next(each.file for each in texts if each.is_article and each.is_published and each.encoding == "utf-8"))
"""
"""Run in a process of its own: what a child holds at its start counts as its memory, so we stay small."""


@dataclass(frozen=True)
class Builder:
    """A generator: its command, run in its folder, an article to edit, and what a cold build must not find."""

    name: str
    folder: Path
    article: str
    command: tuple[str, ...]
    left: tuple[str, ...] = ("output", ".pelicasso")


@dataclass(frozen=True)
class Run:
    """One process with its children: seconds, seconds of processor, bytes of the largest process."""

    wall: float
    cpu: float
    peak: float


@dataclass
class Runs:
    """The runs of one builder in one situation, the n-th beside the n-th of the others."""

    builder: Builder
    done: list[Run] = field(default_factory=list)

    def of(self, quantity: str) -> list[float]:
        return [getattr(each, quantity) for each in self.done]


Situation = Callable[[Builder], None]


def first(builder: Builder) -> None:
    """Nothing is there but the sources."""
    for name in builder.left:
        shutil.rmtree(builder.folder / name, ignore_errors=True)


def cold(builder: Builder) -> None:
    """Nothing is there but the sources, and pictures that were made before."""
    made, aside = builder.folder / PICTURES, builder.folder / "pictures"
    if made.exists():
        made.rename(aside)
    first(builder)
    if aside.exists():
        made.parent.mkdir(parents=True)
        aside.rename(made)


def unchanged(builder: Builder) -> None:
    """The same was built just before."""


def edited(builder: Builder) -> None:
    """One sentence was added to one article."""
    with open(builder.folder / "content" / builder.article, "a", encoding="utf-8") as file:
        file.write("\nUne phrase de plus, et le tour est joué.\n")


SITUATIONS: dict[str, Situation] = {"first": first, "cold": cold, "unchanged": unchanged, "edited": edited}
QUANTITIES = {"wall": ("s", 1), "cpu": ("s", 1), "peak": ("MiB", 2**20)}


def run(builder: Builder) -> Run:
    """Run a builder to its end."""
    begin = time.perf_counter()
    with open(builder.folder / "log", "wb") as log:
        process = subprocess.Popen(builder.command, cwd=builder.folder, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{builder.name} failed:\n{Path(log.name).read_text('utf-8', 'replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * BYTES)


def measured(builders: Sequence[Builder], situation: Situation, count: int) -> list[Runs]:
    """Alternate between the builders, so that a noisy moment of the machine weighs on all of them."""
    found = [Runs(each) for each in builders]
    for _ in range(count):
        for runs in found:
            situation(runs.builder)
            runs.done.append(run(runs.builder))
    return found


def table(title: str, found: Sequence[Runs]) -> Iterator[str]:
    """Minimum, median and maximum of each, and the ratios of the first to the others, pair by pair."""
    yield f"\n{title}: min / median / max"
    for runs in found:
        yield _row(runs.builder.name, [_spread(runs.of(name), *scale) for name, scale in QUANTITIES.items()])
    first, *others = found
    for runs in others:
        yield _row(f"÷ {runs.builder.name}", [_spread(_ratios(first, runs, name)) for name in QUANTITIES])


def _row(name: str, cells: Sequence[str]) -> str:
    named = zip(QUANTITIES, cells, strict=True)
    return f"  {name:<11}" + "".join(f"{quantity} {cell:<26}" for quantity, cell in named)


def _spread(values: Sequence[float], unit: str = "", scale: float = 1) -> str:
    three = (min(values), statistics.median(values), max(values))
    return " / ".join(f"{each / scale:.3g}" for each in three) + f" {unit}"


def _ratios(ours: Runs, theirs: Runs, quantity: str) -> list[float]:
    return [mine / other for mine, other in zip(ours.of(quantity), theirs.of(quantity), strict=True)]


def builders(folder: Path, article: str, hugo: str | None) -> list[Builder]:
    python = sys.executable
    found = [
        Builder("Pelicasso", folder / "pelicasso", article, (python, "-m", "pelicasso", "build", "--day", DAY)),
        Builder("Pelican", folder / "pelican", article, (python, "-m", "pelican", "-q", "-s", "pelicanconf.py")),
    ]
    if hugo is not None:
        command = (str(Path(hugo).absolute()), "--quiet", "--noBuildLock", "--destination", "output")
        found.append(Builder("Hugo", folder / "hugo", article, command, ("output", "resources")))
    return found


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=SITUATIONS, action="append")
    parser.add_argument("--hugo", help="the program, to have it measured beside")
    return parser.parse_args()


def prepared(folder: Path, asked: argparse.Namespace) -> list[Builder]:
    """Write the same texts for each builder."""
    command = [sys.executable, "-c", PREPARE, str(folder), str(asked.articles), str(asked.seed)]
    article = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.strip()
    return builders(folder, article, asked.hugo)


def main(asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        found = prepared(Path(name), asked)
        print(f"{asked.articles * 13 // 10} files, {asked.runs} runs, load {os.getloadavg()[0]:.1f}")
        measured(found, first, 1)
        for each in found:
            print(f"  {each.name:<12}{sum(1 for _ in (each.folder / 'output').rglob('*.html'))} pages")
        for title in asked.only or SITUATIONS:
            print(*table(title, measured(found, SITUATIONS[title], asked.runs)), sep="\n", flush=True)
        print(f"\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(options())
