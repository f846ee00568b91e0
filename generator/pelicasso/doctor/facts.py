"""What is installed on this machine, to be read by whoever helps."""

from __future__ import annotations

import pkgutil
import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distributions, version
from importlib.util import find_spec
from pathlib import Path

from pelicasso import __version__
from pelicasso.features import installed
from pelicasso.site.data import data_folder
from pelicasso.site.speaker import Speaker

LIBRARIES = ("pelican", "markdown", "pymdown-extensions", "pillow", "babel", "pydantic", "watchfiles", "nh3")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CODECS = ("webp", "avif", "raqm", "freetype2")
NAMESPACE = "pelican.plugins"
OWN = {"_utils", "signals"}
"""What Pelican itself has in that namespace."""


def facts(speaker: Speaker) -> Iterator[tuple[str, str]]:
    """A name and what was found, line by line."""

    def listed(names: list[str]) -> str:
        return ", ".join(names) or speaker.word("doctor.none")

    yield "Pelicasso", f"{__version__} ({Path(__file__).resolve().parents[1]})"
    yield speaker.word("doctor.system"), f"Python {platform.python_version()}, {platform.platform()}"
    yield speaker.word("doctor.libraries"), ", ".join(f"{each} {_version(each)}" for each in LIBRARIES)
    yield speaker.word("doctor.rooms"), listed([each.name for each in installed()])
    yield (
        speaker.word("doctor.looks"),
        listed(sorted(each.parent.name for each in data_folder("themes").glob("*/theme.yaml"))),
    )
    yield speaker.word("doctor.foreign"), listed(foreign_plugins())
    yield speaker.word("doctor.codecs"), listed(codecs())
    yield speaker.word("doctor.browser"), browser() or speaker.word("doctor.no_browser")


def foreign_plugins() -> list[str]:
    """Plugins of Pelican that are merely installed, and which it would switch on by itself."""
    spec = find_spec(NAMESPACE)
    inside = pkgutil.iter_modules(spec.submodule_search_locations or ()) if spec else ()
    return sorted({each.name for each in inside} - OWN)


def codecs() -> list[str]:
    """What pictures can be read and written as."""
    from PIL import features

    heic = ["heic"] if find_spec("pillow_heif") else []
    return [each.removesuffix("2") for each in CODECS if features.check(each)] + heic


def browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def twice_installed(name: str = "pelicasso") -> list[str]:
    """Where more than one Pelicasso stands on the way that Python looks for modules."""
    found = [each for each in distributions() if (each.metadata["Name"] or "").lower() == name]
    return [f"{each.version} ({each.locate_file('')})" for each in found] if len(found) > 1 else []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"
