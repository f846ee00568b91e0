"""Where the time of a build goes, stage by stage: what `build --profile` shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pkgutil import resolve_name
from typing import Any

STAGES = {
    "texts": "pelicasso.build.content.ContentReader.read",
    "history": "pelicasso.build.preparation.last_commits",
    "pictures": "pelicasso.build.illustrations.Illustrations.prepare",
    "markdown": "pelicasso.build.life_cycle.convert",
    "pages": "pelicasso.kit.renderer.Renderer.render",
    "checks": "pelicasso.build.builder.check_rendered",
    "advice": "pelicasso.build.builder.Built.advice",
    "output": "pelicasso.build.output.output.Output.publish",
}
"""What is timed, each as the caller finds it; a stage within another counts for itself alone."""
REST = "rest"


@dataclass
class Stages:
    """The seconds of each stage; those of the whole are more, by what no stage is for."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    whole: float = 0.0
    _inside: list[float] = field(default_factory=list)

    @property
    def shares(self) -> list[tuple[str, float, int]]:
        """Each stage with its seconds and its share in percent, the longest first."""
        rest = max(self.whole - sum(self.seconds.values()), 0.0)
        found = sorted({**self.seconds, REST: rest}.items(), key=lambda each: -each[1])
        return [(name, seconds, round(100 * seconds / (self.whole or 1))) for name, seconds in found]

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*words: Any, **options: Any) -> Any:
            self._inside.append(0.0)
            begin = time.perf_counter()
            try:
                return function(*words, **options)
            finally:
                spent = time.perf_counter() - begin
                self.seconds[name] += spent - self._inside.pop()
                if self._inside:
                    self._inside[-1] += spent

        return run


@contextmanager
def measured() -> Iterator[Stages]:
    """Time what is done meanwhile."""
    stages = Stages()
    begin = time.perf_counter()
    with ExitStack() as stack:
        for name, place in STAGES.items():
            owner, _, attribute = place.rpartition(".")
            found = resolve_name(owner)
            stack.callback(setattr, found, attribute, getattr(found, attribute))
            setattr(found, attribute, stages.timed(name, getattr(found, attribute)))
        yield stages
    stages.whole = time.perf_counter() - begin
