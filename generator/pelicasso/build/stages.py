"""Where the time of a build goes, stage by stage: what `build --profile` shows."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial, wraps
from inspect import isgeneratorfunction
from pkgutil import resolve_name
from typing import Any

from pelicasso.kit.feature import AnyFeature

STAGES = {
    "texts": "pelicasso.build.content.ContentReader.read",
    "history": "pelicasso.build.preparation.last_commits",
    "pictures": "pelicasso.build.illustrations.Illustrations.prepare",
    "markdown": "pelicasso.build.life_cycle.convert",
    "pages": "pelicasso.kit.renderer.Renderer.render",
    "checks": "pelicasso.build.builder.check_rendered",
    "advice": "pelicasso.build.builder.said_of",
    "output": "pelicasso.build.output.output.Output.publish",
}
"""What is timed, each as the caller finds it; a stage within another counts for itself alone."""
REST = "rest"
PLACES: Mapping[str, tuple[str, Callable[..., AnyFeature]]] = {
    "planning": ("pelicasso.kit.generator.FeatureGenerator.generate_context", lambda generator: generator.feature),
    "finishing": ("pelicasso.kit.generator.FeatureGenerator.finish", lambda generator: generator.feature),
    "own_pages": ("pelicasso.kit.generator.rendered", lambda room, _page: room.feature),
    "slots": ("pelicasso.kit.renderer.Renderer.part", lambda _renderer, feature, *_given: feature),
}
"""Where a feature takes its time, and which one it is; slots are on all pages, those of other features too."""
PROCESSES = "pelicasso.build.rendering.processes"
"""One process alone sees all that is timed."""


class Clock:
    """The seconds of functions by a name; one within another counts for itself alone."""

    def __init__(self) -> None:
        self.seconds: defaultdict[Any, float] = defaultdict(float)
        self._inside: list[float] = []

    def timed(self, name: Callable[..., Hashable], function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed under the name that its arguments give; what it yields is made at once."""

        @wraps(function)
        def run(*words: Any, **options: Any) -> Any:
            self._inside.append(0.0)
            begin = time.perf_counter()
            try:
                made = function(*words, **options)
                return list(made) if isgeneratorfunction(function) else made
            finally:
                spent = time.perf_counter() - begin
                self.seconds[name(*words)] += spent - self._inside.pop()
                if self._inside:
                    self._inside[-1] += spent

        return run


@dataclass
class Stages:
    """The seconds of each stage; those of the whole are more, by what no stage is for. And those of each feature."""

    clock: Clock = field(default_factory=Clock)
    features: Clock = field(default_factory=Clock)
    whole: float = 0.0

    @property
    def seconds(self) -> dict[str, float]:
        return {name: self.clock.seconds[name] for name in STAGES}

    @property
    def costs(self) -> list[tuple[str, list[float]]]:
        """Each feature with its seconds, in the order of `PLACES`; the dearest first."""
        names = {name for name, place in self.features.seconds if place in PLACES}
        rows = [(name, [self.features.seconds[name, place] for place in PLACES]) for name in names]
        return sorted(rows, key=lambda row: (-sum(row[1]), row[0]))

    @property
    def shares(self) -> list[tuple[str, float, int]]:
        """Each stage with its seconds and its share in percent, the longest first."""
        rest = max(self.whole - sum(self.seconds.values()), 0.0)
        found = sorted({**self.seconds, REST: rest}.items(), key=lambda each: -each[1])
        return [(name, seconds, round(100 * seconds / (self.whole or 1))) for name, seconds in found]


@contextmanager
def measured() -> Iterator[Stages]:
    """Time what is done meanwhile."""
    stages = Stages()
    begin = time.perf_counter()
    with ExitStack() as stack:
        for name, place in STAGES.items():
            _exchange(stack, place, partial(stages.clock.timed, _always(name)))
        for name, (place, feature_of) in PLACES.items():
            _exchange(stack, place, partial(stages.features.timed, _of_feature(feature_of, name)))
        _exchange(stack, STAGES["advice"], partial(stages.features.timed, _always(("", "advice"))))
        _exchange(stack, PROCESSES, lambda _processes: lambda: 1)
        yield stages
    stages.whole = time.perf_counter() - begin


def _exchange(stack: ExitStack, place: str, make: Callable[[Any], Any]) -> None:
    """Put something made of a function in its place, as long as the stack is open."""
    owner, _, attribute = place.rpartition(".")
    found = resolve_name(owner)
    stack.callback(setattr, found, attribute, getattr(found, attribute))
    setattr(found, attribute, make(getattr(found, attribute)))


def _always(name: Hashable) -> Callable[..., Hashable]:
    return lambda *_words: name


def _of_feature(feature_of: Callable[..., AnyFeature], place: str) -> Callable[..., tuple[str, str]]:
    return lambda *words: (feature_of(*words).name, place)
