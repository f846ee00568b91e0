"""What a site can replace: every file of its look and of the rooms, by the path that it is looked up at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

from pelicasso import features
from pelicasso.build.theme import lookup
from pelicasso.schema import Finding, SiteError, error
from pelicasso.site.model import Site
from pelicasso.site.reader import read_site

KINDS = ("templates", "static", "locale")
FOLDER = "overrides"


def eject(folder: Path, asked: str) -> str:
    """Copy a file of the look or of a room into a site; its path there."""
    files = replaceable(_site(folder))
    path = _found(asked, files)
    target = folder / FOLDER / path
    if target.exists():
        raise SiteError(error("eject_exists", f"{FOLDER}/{path}", path=path))
    _write(target, files[path].read_bytes())
    return f"{FOLDER}/{path}"


def listed(folder: Path) -> list[str]:
    """What can be ejected, one line for each folder."""
    paths = sorted(map(PurePosixPath, replaceable(_site(folder))), key=lambda each: (str(each.parent), each.name))
    groups = groupby(paths, lambda each: each.parent)
    return [f"{parent}/  {' '.join(each.name for each in names)}" for parent, names in groups]


def replaceable(site: Site) -> Mapping[str, Path]:
    """The files by the path that they are looked up at, those of the nearest folder first."""
    rooms = {each.folder: each.name for each in features.installed()}
    found: dict[str, Path] = {}
    for folder in lookup(site, features.installed()):
        if folder != site.folder / FOLDER:
            for path, file in _files(folder):
                found.setdefault(_of_room(path, rooms.get(folder)), file)
    return found


def _site(folder: Path) -> Site:
    site, _ = read_site(folder, {each.name: each.section for each in features.installed()})
    return site


def _files(folder: Path) -> Iterable[tuple[str, Path]]:
    for kind in KINDS:
        for file in sorted((folder / kind).rglob("*.*")):
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file


def _of_room(path: str, room: str | None) -> str:
    """The words of a room stand beside those of the look, in a file of its name: « locale/fr/contact.yaml »."""
    start, _, name = path.rpartition("/")
    return f"locale/{PurePosixPath(name).stem}/{room}.yaml" if room and start == "locale" else path


def _found(asked: str, files: Mapping[str, Path]) -> str:
    asked = asked.replace("\\", "/").strip("/").removeprefix(f"{FOLDER}/")
    ends = [each for each in files if f"/{each}".endswith(f"/{asked}")]
    if asked in files or len(ends) == 1:
        return asked if asked in files else ends[0]
    if ends:
        raise SiteError(error("eject_several", value=asked, known=", ".join(ends)), exit_code=2)
    raise SiteError(_unknown(asked, files), exit_code=2)


def _unknown(asked: str, files: Iterable[str]) -> Finding:
    """The names that are near, of whole paths and of files alone."""
    names = {name: each for each in files for name in (each, each.partition("/")[2], PurePosixPath(each).name)}
    near = list(dict.fromkeys(names[each] for each in get_close_matches(asked, names, n=3, cutoff=0.7)))
    if near:
        return error("eject_unknown_near", value=asked, known=", ".join(near))
    return error("eject_unknown", value=asked)


def _write(target: Path, content: bytes) -> None:
    """By a temporary file and a rename, so that nothing half-written is ever looked up."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
        file.write(content)
    written = Path(file.name)
    written.chmod(0o644)
    written.replace(target)
