"""The pictures of a site: each made once, in all the widths that it is asked for, and kept for the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pelicasso.kit.pictures.cache import Cache
from pelicasso.kit.pictures.choice import files_of, full_of
from pelicasso.kit.pictures.drawn import WIDEST as DRAWN_FROM
from pelicasso.kit.pictures.drawn import Drawn
from pelicasso.kit.pictures.made import Derivative, Made, Traits
from pelicasso.kit.pictures.pool import Told, in_parallel, quiet, untold
from pelicasso.kit.pictures.settings import WIDEST, recipe
from pelicasso.schema import SiteError

if TYPE_CHECKING:
    from PIL.Image import Image

Widths = Sequence[int]
LAST_OPENED = 4


@dataclass(frozen=True, slots=True)
class Original:
    """A picture as it stands in the site; `name` is what messages call it, `opened` opens it safely."""

    name: str
    path: Path
    opened: Callable[[], BinaryIO] = field(compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The widths of one or several places, or the one large file that is linked to."""

    places: tuple[Widths, ...]
    is_full: bool = False

    def files(self, traits: Traits) -> tuple[Derivative, ...]:
        if self.is_full:
            return (full_of(traits, WIDEST),)
        return tuple(dict.fromkeys(file for each in self.places for file in files_of(traits, each)))


class Pictures:
    """Makes pictures into a cache; `digest` gives the hash of an original, remembered while nobody touches it."""

    def __init__(self, cache: Cache, digest: Callable[[Original], str]) -> None:
        self.cache = cache
        self.used: set[str] = set()
        self._digest = digest
        self._failed: dict[str, SiteError] = {}

    def prepare(self, wanted: Iterable[tuple[Original, Sequence[Widths]]], told: Told) -> None:
        """Make many pictures at once; one that can't be made is told of when it is asked for."""
        tasks = {self.key(original): task for original, asked in wanted if (task := self._task(original, asked))}
        if tasks:
            with quiet():
                in_parallel(list(tasks.values()), told)

    def of(self, original: Original, asked: Widths) -> Made:
        """The picture in these widths, at most its own; raises SiteError for what is no picture to publish."""
        return self._made(original, Wanted((asked,)))

    def full(self, original: Original) -> Made:
        """The picture in one file, to be linked to."""
        return self._made(original, Wanted((), is_full=True))

    def drawn(
        self, original: Original | None, settings: str, names: Sequence[str], draw: Callable[[], Sequence[bytes]]
    ) -> list[bytes]:
        """Files that are drawn, and drawn anew when the original or the settings change."""
        digest = "" if original is None else self._digest(original)
        key = _key(digest, settings)
        self.used.add(key)
        if not all(self.cache.size(key, each) for each in names):
            with quiet():
                for name, content in zip(names, draw(), strict=True):
                    self.cache.keep(key, name, content)
        return [_bytes(self.cache.body(key, each)) for each in names]

    def draw(self, wanted: Sequence[tuple[Drawn, Sequence[Original]]]) -> list[str]:
        """Draw many files at once; the key of each, which stands for all that it is made of."""
        keys = [_key(each.name, repr(each.settings), *map(self._digest, originals)) for each, originals in wanted]
        self.used.update(keys)
        # Most share a logo: what was opened last is kept, for this call alone, as files change between builds.
        opened = lru_cache(LAST_OPENED)(_opened)
        missing = {
            key: partial(self._draw, opened, key, *each)
            for key, each in zip(keys, wanted, strict=True)
            if not self.cache.size(key, each[0].name)
        }
        if missing:
            with quiet():
                in_parallel(list(missing.values()), untold)
        return keys

    def prune(self) -> None:
        """Forget what this build did not use."""
        self.cache.prune(self.used)

    def key(self, original: Original) -> str:
        """Stands for the picture's content and all that decides what is made of it, but for the widths."""
        return _key(self._digest(original))

    def _draw(
        self, opened: Callable[[Original], Image | None], key: str, drawn: Drawn, originals: Sequence[Original]
    ) -> None:
        self.cache.keep(key, drawn.name, drawn.draw([opened(each) for each in originals]))

    def _made(self, original: Original, wanted: Wanted) -> Made:
        key = self.key(original)
        self.used.add(key)
        if key in self._failed:
            raise _renamed(self._failed[key], original.name)
        if (made := self._known(key, wanted)) is None:
            with quiet():
                made = self._make(key, original, wanted)
        return made

    def _known(self, key: str, wanted: Wanted) -> Made | None:
        """What the cache holds, if nothing is missing."""
        if (traits := self.cache.traits(key)) is None:
            return None
        files = wanted.files(traits)
        whole = all(self.cache.size(key, each.name) for each in files)
        return Made(key, traits, files) if whole else None

    def _make(self, key: str, original: Original, wanted: Wanted) -> Made:
        # Pillow takes its time to be imported: only where something is to be made.
        from pelicasso.kit.pictures.maker import Maker

        maker = Maker(self.cache, key, original.opened, original.name)
        try:
            traits = self.cache.traits(key) or maker.traits()
            files = wanted.files(traits)
            maker.make(traits, [each for each in files if not self.cache.size(key, each.name)])
        except SiteError as problem:
            self._failed[key] = problem
            raise
        return Made(key, traits, files)

    def _task(self, original: Original, asked: Sequence[Widths]) -> Callable[[], None] | None:
        key, wanted = self.key(original), Wanted(tuple(asked))
        if key in self._failed or self._known(key, wanted) is not None:
            return None

        def task() -> None:
            # What is wrong is kept, and told with the line where the picture is shown.
            with suppress(SiteError):
                self._make(key, original, wanted)

        return task


def _opened(original: Original) -> Image | None:
    """A picture to draw with; what is wrong with it is told where a page shows it."""
    from pelicasso.kit.pictures.raster import whole

    with suppress(SiteError):
        return whole(original.opened, original.name, DRAWN_FROM)
    return None


def _key(*parts: str) -> str:
    return blake2b("\0".join((recipe(), *parts)).encode(), digest_size=12).hexdigest()


def _bytes(body: bytes | Path) -> bytes:
    return body if isinstance(body, bytes) else body.read_bytes()


def _renamed(problem: SiteError, name: str) -> SiteError:
    """The same content under another name."""
    findings = (replace(each, file=name, values={**each.values, "picture": name}) for each in problem.findings)
    return SiteError(*findings, exit_code=problem.exit_code)
