"""Makes pictures as a site does, or exactly the files that the peers make: `ours.py site|same PHOTOS OUTPUT WIDTH…`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from pelicasso.build.output.digests import Digests
from pelicasso.kit.pictures import raster
from pelicasso.kit.pictures.cache import Folder
from pelicasso.kit.pictures.formats import encoded
from pelicasso.kit.pictures.maker import scaled
from pelicasso.kit.pictures.pictures import Original, Pictures
from pelicasso.kit.pictures.pool import in_parallel, quiet, untold
from pelicasso.kit.pictures.probe import probe
from pelicasso.kit.pictures.settings import JPEG, WEBP, WIDEST


def as_a_site(photos: list[Path], output: Path, widths: list[int]) -> None:
    """WebP in every width, one JPEG, AVIF where it is worth it; kept in a cache."""
    digests = Digests(output / "digests.json")
    pictures = Pictures(Folder(output), lambda each: digests.of(each.name, each.path, each.path.stat()))
    originals = [Original(each.name, each, _opening(each)) for each in photos]
    pictures.prepare([(each, [widths]) for each in originals], untold)
    for each in originals:
        pictures.of(each, widths)
    digests.save()


def the_same(photos: list[Path], output: Path, widths: list[int]) -> None:
    """JPEG and WebP in every width."""

    def task(photo: Path) -> Callable[[], None]:
        def make() -> None:
            with photo.open("rb") as file:
                seen = probe(file, photo.name)
                file.seek(0)
                widest = raster.upright(file, seen, min(WIDEST, seen.width), photo.name)
            for width in widths:
                picture = scaled(widest, width)
                for suffix, form in (("jpg", JPEG), ("webp", WEBP)):
                    (output / f"{photo.stem}-{width}.{suffix}").write_bytes(encoded(picture, form))

        return make

    with quiet():
        in_parallel([task(each) for each in photos], untold)


def _opening(photo: Path) -> Callable[[], object]:
    return lambda: photo.open("rb")


if __name__ == "__main__":
    kind, folder, target, *asked = sys.argv[1:]
    work = {"site": as_a_site, "same": the_same}[kind]
    Path(target).mkdir(parents=True, exist_ok=True)
    work(sorted(Path(folder).glob("*.jpg")), Path(target), [int(each) for each in asked])
