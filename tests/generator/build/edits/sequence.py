"""A sequence of edits; after each, what is built and what is previewed are compared with a clean build.

    python tests/generator/build/edits/sequence.py [--sequences 200] [--first 1] [--edits 8]

A seed that fails is printed with its edits and the differences, and the next one begins. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from edits.kinds import BUILT, Sources, edit, retitle
from edits.previewed import Previewed
from edits.pristine import Done, Pristine
from edits.small_site import write_small_site
from pelicasso.build.site import build_site

DAY = "2026-11-24"
RECORD = ".pelicasso.json"
OF_CHANGES = re.compile(r"l’argent des visiteurs|disparaissent|disparaît")
"""What a build says of what was there before."""
OF_THE_RUN = re.compile(r" en [\d,]+ s| \d+ fichiers? changés?")
SHOWN = 5


class Builders:
    """A small site that was built, and two processes that build others: with what earlier builds left, and clean."""

    def __init__(self, folder: Path, *, pictures: bool = True) -> None:
        self.site = folder / "first"
        self.pictures = pictures
        write_small_site(self.site)
        build_site(self.site, day=DAY)
        self.warm, self.clean = Pristine(1, self.site), Pristine(2, self.site)
        self.seconds = self.warm.run("build", str(self.site), "--day", "2026-11-25").seconds
        self.warm.run("build", str(self.site), "--day", DAY)

    def close(self) -> None:
        self.warm.close()
        self.clean.close()


class Bench:
    """A site that is edited and built with all that earlier builds left, and a place for clean builds of its copy."""

    def __init__(self, folder: Path, seed: int, builders: Builders) -> None:
        self.sources = Sources(folder / "site", random.Random(seed))
        self._copy = folder / "copy"
        self._builders = builders
        for each in (self.sources.folder, self._copy):
            shutil.copytree(builders.site, each)
        self.sources.good = self.sources.files()
        self._previewed = Previewed(self.sources.folder, self.sources.day)
        self._before: Mapping[str, bytes] = tree(builders.site / "output")
        self.done: list[str] = []

    def kill(self, part: float) -> list[str]:
        """Edit, kill the build after a part of its time, and say what is wrong with what it left or what comes next."""
        self._builders.warm.run(*self._build(self.sources.folder))
        retitle(self.sources)
        number = self._builders.warm.begin(*self._build(self.sources.folder))
        time.sleep(part * self._builders.seconds)
        self._builders.warm.kill(number)
        killed = self._builders.warm.end()
        left = tree(self.sources.folder / "output")
        found = list(self.compare(set()))
        if left not in (tree(self._builders.site / "output"), self._before):
            found.append(f"neither the old site nor the new one, {killed}")
        return found

    def _build(self, folder: Path) -> tuple[str, ...]:
        return "build", str(folder), "--day", self.sources.day.isoformat()

    def step(self) -> list[str]:
        """Edit the site, build it, and say what differs."""
        seen = self.sources.files()
        self.done.append(edit(self.sources, self.is_good))
        now = self.sources.files()
        names = {name for name in seen.keys() | now.keys() if seen.get(name) != now.get(name)}
        return list(self.compare(names))

    @property
    def is_good(self) -> bool:
        return self.sources.good == self.sources.files()

    def compare(self, names: set[str]) -> Iterator[str]:
        self._copy_sources()
        for builder, folder in ((self._builders.warm, self.sources.folder), (self._builders.clean, self._copy)):
            builder.begin(*self._build(folder))
        shown = self._previewed.after(names, self.sources.day)
        warm, clean = self._builders.warm.end(), self._builders.clean.end()
        wanted = tree(self._copy / "output") if clean.code == 0 else self._before
        yield from differing("exit code", warm.code, clean.code)
        yield from differing("said", told(warm), told(clean))
        yield from of_trees("built", tree(self.sources.folder / "output"), wanted)
        yield from of_trees("previewed", shown, {name: each for name, each in wanted.items() if name != RECORD})
        if clean.code == 0:
            self._before, self.sources.good = wanted, self.sources.files()

    def _copy_sources(self) -> None:
        """A copy without what was built before; kept are at most the pictures that clean builds made."""
        kept, aside = self._copy / ".pelicasso/cache/pictures", self._copy.with_name("pictures")
        if self._builders.pictures and kept.is_dir():
            kept.rename(aside)
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(self.sources.folder, self._copy, ignore=shutil.ignore_patterns(*BUILT))
        if aside.is_dir():
            kept.parent.mkdir(parents=True)
            aside.rename(kept)

    def close(self) -> None:
        self._previewed.close()


def tree(folder: Path) -> dict[str, bytes]:
    files = [each for each in folder.rglob("*") if each.is_file()]
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def told(done: Done) -> list[str]:
    """What a build says of the site, without what it says of the run and of the build before."""
    lines = (OF_THE_RUN.sub("", each) for each in done.said.splitlines())
    return [each for each in lines if not OF_CHANGES.search(each)]


def differing(what: str, found: object, wanted: object) -> Iterator[str]:
    if found != wanted:
        yield f"{what}: {found}, wanted {wanted}"


def of_trees(what: str, found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Iterator[str]:
    names = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
    for name in names[:SHOWN]:
        yield f"{what}: {name}: {_first_difference(found.get(name), wanted.get(name))}"
    if names[SHOWN:]:
        yield f"{what}: and {len(names) - SHOWN} more"


def _first_difference(found: bytes | None, wanted: bytes | None) -> str:
    if found is None or wanted is None:
        return "missing" if found is None else "should not be there"
    at = next((at for at, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), len(wanted))
    return f"{found[max(at - 40, 0) : at + 60]!r}, wanted {wanted[max(at - 40, 0) : at + 60]!r}"


def run_sequence(folder: Path, seed: int, edits: int, builders: Builders) -> tuple[list[str], list[str]]:
    """What was done, and what differed after the last edit: the first difference ends a sequence."""
    bench = Bench(folder, seed, builders)
    try:
        found: list[str] = []
        while not found and len(bench.done) < edits:
            found = bench.step()
        return bench.done, found
    finally:
        bench.close()


def kill_at(folder: Path, part: float, seed: int, builders: Builders) -> list[str]:
    """What is wrong after a build was killed when so much of its time had passed."""
    bench = Bench(folder, seed, builders)
    try:
        return bench.kill(part)
    finally:
        bench.close()


def run_kills(asked: argparse.Namespace, folder: Path) -> None:
    builders = Builders(folder, pictures=not asked.without_pictures)
    draw = random.Random(asked.first)
    parts = [draw.uniform(0, 1.2) for _ in range(asked.kills)]
    found = [kill_at(folder / str(at), part, at, builders) for at, part in enumerate(parts)]
    builders.close()
    print(f"{asked.kills} builds killed, {sum(map(bool, found))} left something wrong", *found, sep="\n")


def run_sequences(asked: argparse.Namespace, folder: Path) -> None:
    failed, steps, begin = 0, 0, time.monotonic()
    builders = Builders(folder, pictures=not asked.without_pictures)
    for seed in range(asked.first, asked.first + asked.sequences):
        done, found = run_sequence(folder / str(seed), seed, asked.edits, builders)
        shutil.rmtree(folder / str(seed))
        steps += len(done)
        if found:
            failed += 1
            print(f"seed {seed}: {', '.join(done)}", *found, sep="\n    ", flush=True)
    builders.close()
    print(f"{asked.sequences} sequences, {steps} builds, {failed} failed, {time.monotonic() - begin:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--edits", type=int, default=8)
    parser.add_argument("--without-pictures", action="store_true", help="clean builds make each picture again")
    parser.add_argument("--kills", type=int, default=0, help="instead, so many builds killed at a random moment")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edits-") as name:
        (run_kills if asked.kills else run_sequences)(asked, Path(name))


if __name__ == "__main__":
    main()
