"""A JPEG of 100 megapixels, made here: the seconds and the megabytes that a process takes to make its pictures."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
WIDTHS = ("480", "800", "1200", "1600")


def photo(path: Path) -> None:
    """Noise over a ramp: the size and the work of a real photo."""
    ramp = Image.merge("RGB", [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L")])
    grain = Image.effect_noise((2000, 2000), 40).resize((10_000, 10_000))
    whole = Image.blend(ramp.resize((10_000, 10_000)), Image.merge("RGB", [grain] * 3), 0.3)
    whole.save(path, quality=90)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "photos").mkdir()
        maker = os.fork()
        if maker == 0:
            photo(folder / "photos/large.jpg")
            os._exit(0)
        os.waitpid(maker, 0)
        begin = time.monotonic()
        command = [sys.executable, str(HERE / "ours.py"), "site", str(folder / "photos"), str(folder / "made"), *WIDTHS]
        _, status, used = os.wait4(subprocess.Popen(command).pid, 0)
        wall, size = time.monotonic() - begin, (folder / "photos/large.jpg").stat().st_size / 1e6
        print(f"{size:.1f} MB, exit {status}: {wall:.2f} s, {used.ru_utime + used.ru_stime:.2f} CPU s")
        print(f"{used.ru_maxrss / 1024:.0f} MiB at most")


if __name__ == "__main__":
    main()
