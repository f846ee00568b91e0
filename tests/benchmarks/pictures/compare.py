"""Compares: CPU, wall time and bytes of 20 photos in four widths, cold and warm, and how near each stays to the photo.

Needs `scikit-image` for the last; Hugo and sharp are left out where they are not given.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from PIL import Image

HERE = Path(__file__).parent
WIDTHS = (480, 800, 1200, 1600)
TEMPLATE = """{{ range resources.Match "*.jpg" }}{{ $photo := . }}{{ range (slice WIDTHS) }}
{{ ($photo.Resize (printf "%dx jpg q73" .)).RelPermalink }} {{ ($photo.Resize (printf "%dx webp q76" .)).RelPermalink }}
{{ end }}{{ end }}"""


@dataclass(frozen=True)
class Cost:
    """Seconds of all processors together, and of the clock."""

    cpu: float
    wall: float

    def __str__(self) -> str:
        return f"{self.cpu:6.2f} CPU s {self.wall:6.2f} s"


def cost(command: Sequence[str], folder: Path) -> Cost:
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.monotonic() - begin)


def ours(kind: str, photos: Path, output: Path) -> Callable[[], Cost]:
    command = [sys.executable, str(HERE / "ours.py"), kind, str(photos), str(output), *map(str, WIDTHS)]
    return lambda: cost(command, HERE)


def hugo(program: str, photos: Path, output: Path) -> Callable[[], Cost]:
    shutil.copytree(photos, output / "assets")
    (output / "layouts").mkdir()
    (output / "layouts/home.html").write_text(TEMPLATE.replace("WIDTHS", " ".join(map(str, WIDTHS))))
    (output / "hugo.toml").write_text(
        "disableKinds = ['taxonomy', 'term', 'rss', 'sitemap', '404', 'section', 'page']\n"
    )
    return lambda: cost([program, "--quiet", "-d", "made"], output)


def sharp(modules: Path, photos: Path, output: Path) -> Callable[[], Cost]:
    return lambda: cost(["node", str(HERE / "sharp.mjs"), str(photos), str(output), *map(str, WIDTHS)], modules)


def likeness(photos: Path, made: Path, suffix: str) -> float:
    """The mean SSIM of the files of 800 pixels to the photos at that width."""
    import numpy
    from skimage.metrics import structural_similarity

    found = []
    for photo in sorted(photos.glob("*.jpg"))[:5]:
        files = [each for each in made.rglob(f"{photo.stem}*.{suffix}") if Image.open(each).width == 800]
        with Image.open(photo) as whole, Image.open(files[0]) as file:
            wanted = whole.convert("L").resize(file.size, Image.Resampling.LANCZOS)
            found.append(structural_similarity(numpy.asarray(wanted), numpy.asarray(file.convert("L"))))
    return mean(found)


def said(title: str, cold: Cost, warm: Cost, photos: Path, made: Path) -> str:
    parts = [f"{title:18} cold {cold}", f"warm {warm}"]
    for suffix in ("jpg", "webp", "avif"):
        if files := list(made.rglob(f"*.{suffix}")):
            size = sum(each.stat().st_size for each in files) / 1e6
            parts.append(f"{suffix} {len(files)} files {size:.2f} MB, SSIM {likeness(photos, made, suffix):.4f}")
    return "   ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("photos", type=Path)
    parser.add_argument("--hugo", type=os.path.abspath)
    parser.add_argument("--sharp", type=Path)
    asked = parser.parse_args()
    photos = asked.photos.absolute()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = {"ours, same files": (ours("same", photos, folder / "same"), folder / "same")}
        if asked.hugo:
            (folder / "hugo").mkdir()
            runs["hugo"] = (hugo(asked.hugo, photos, folder / "hugo"), folder / "hugo/made")
        if asked.sharp:
            runs["sharp"] = (sharp(asked.sharp, photos, folder / "sharp"), folder / "sharp")
        print(f"{len(list(photos.glob('*.jpg')))} photos, widths {WIDTHS}, {os.cpu_count()} processors")
        for title, (run, made) in runs.items():
            print(said(title, run(), run(), photos, made), flush=True)
        site = ours("site", photos, folder / "site")
        cold, warm = site(), site()
        print(f"{'ours, as a site':18} cold {cold}   warm {warm}")


if __name__ == "__main__":
    main()
