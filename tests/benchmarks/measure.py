"""Pelicasso and its peers on the same files: paired runs of whole processes, and the latency of the preview.

    python tests/benchmarks/measure.py                                       100 and 1 000 articles, five runs each
    python tests/benchmarks/measure.py --articles 10000 --runs 3 --only cold
    python tests/benchmarks/measure.py --hugo ~/bin/hugo --latency 200 --memory 1000

Prints Markdown. Nothing is a test here: what a figure should be stands in no assertion. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from builders import SAID, SITUATIONS, Builder, Situation, cold, first, prepared
from latency import KINDS, memory_rows, rows
from processes import Run, run

QUANTITIES = {"wall": 1.0, "cpu": 1.0, "peak": float(2**20)}


@dataclass
class Runs:
    """The runs of one builder in one situation, the n-th beside the n-th of the others."""

    builder: Builder
    done: list[Run] = field(default_factory=list)

    def of(self, quantity: str) -> list[float]:
        return [getattr(each, quantity) for each in self.done]

    def median(self, quantity: str) -> float:
        return statistics.median(self.of(quantity))


def measured(builders: Sequence[Builder], situation: Situation, count: int) -> list[Runs]:
    """Alternate between the builders, so that a noisy moment of the machine weighs on all of them."""
    found = [Runs(each) for each in builders]
    for _ in range(count):
        for runs in found:
            situation(runs.builder)
            runs.done.append(run(runs.builder.name, runs.builder.command, runs.builder.folder))
    return found


def head(found: Sequence[Builder]) -> Iterator[str]:
    names = [f"{each.name} s / CPU s / MiB" for each in found]
    others = [f"÷ {each.name} wall / CPU / memory" for each in found[1:]]
    yield _row(("median", *names, *others))
    yield "|--|" + "--:|" * (len(names) + len(others))


def row(name: str, found: Sequence[Runs]) -> str:
    """The medians of each builder, and the ratios of the first to the others, pair by pair."""
    cells = [" / ".join(f"{runs.median(each) / QUANTITIES[each]:.3g}" for each in QUANTITIES) for runs in found]
    ratios = [" / ".join(f"{_ratio(found[0], runs, each):.2g}" for each in QUANTITIES) for runs in found[1:]]
    return _row((SAID[name], *cells, *ratios))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ratio(ours: Runs, theirs: Runs, quantity: str) -> float:
    pairs = zip(ours.of(quantity), theirs.of(quantity), strict=True)
    return statistics.median(mine / other for mine, other in pairs)


Sizes = dict[int, dict[str, list[Runs]]]


def growth(sizes: Sizes) -> Iterator[str]:
    """By which power of the number of articles the seconds of processor grow."""
    for at, (less, more) in enumerate(pairwise(sorted(sizes))):
        for name, found in sizes[less].items():
            names = [each.builder.name for each in found]
            if at == 0 and name == next(iter(sizes[less])):
                yield _row(("CPU grows with the power", *names)) + "\n|--|" + "--:|" * len(names)
            pairs = zip(found, sizes[more][name], strict=True)
            powers = [math.log(large.median("cpu") / small.median("cpu"), more / less) for small, large in pairs]
            yield _row((f"{less} → {more}: {SAID[name]}", *(f"{each:.2f}" for each in powers)))


def of_size(articles: int, asked: argparse.Namespace) -> Iterator[tuple[str, dict[str, list[Runs]]]]:
    """The table of one size, line by line, with what was measured so far."""
    done: dict[str, list[Runs]] = {}
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        found, texts = prepared(Path(name), articles, asked.seed, asked.hugo)
        measured(found, first, 1)
        pages = ", ".join(f"{each.name} {each.pages}" for each in found)
        yield f"\n### {articles} articles, {texts} texts\n\nPages: {pages}.\n", done
        yield "\n".join(head(found)), done
        for situation in asked.only:
            if situation not in ("first", "cold"):
                measured(found, cold if situation == "unchanged" else SITUATIONS[situation], 1)
            done[situation] = measured(found, SITUATIONS[situation], asked.runs)
            yield row(situation, done[situation]), done
        if asked.latency:
            yield "\n" + "\n".join(rows(found[0], asked.latency, asked.kinds, asked.browser)), done
        if asked.memory:
            yield "\n" + "\n".join(memory_rows(found[0], asked.memory)), done


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=SITUATIONS, nargs="*", default=list(SITUATIONS))
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="the program, to have it measured beside")
    parser.add_argument("--latency", type=int, default=0, help="so many edits of each kind in the preview")
    parser.add_argument("--kinds", choices=KINDS, nargs="+", default=list(KINDS))
    parser.add_argument("--browser", action="store_true", help="see the edits from Chromium too")
    parser.add_argument("--memory", type=int, default=0, help="the memory of the preview over so many edits")
    return parser.parse_args()


def main(asked: argparse.Namespace) -> None:
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    print(f"{asked.runs} runs of each in turn, load {os.getloadavg()[0]:.1f} at the start")
    sizes: Sizes = {}
    for articles in asked.articles:
        for line, done in of_size(articles, asked):
            print(line, flush=True)
            sizes[articles] = done
    if len(sizes) > 1 and asked.only:
        print("", *growth(sizes), sep="\n")
    print(f"\nLoad {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main(options())
