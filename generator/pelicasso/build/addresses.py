"""The addresses of files that stand beside texts: readable parts, below the collection that they stand beside."""

from __future__ import annotations

from pelicasso.kit.links import slug
from pelicasso.kit.locale import Words


def file_address(path: str, words: Words) -> str:
    """The address of a file, whose path is relative to `content`."""
    folder, stem, suffix = _parts(path, words)
    return f"{folder}{stem}{suffix}"


def picture_address(path: str, words: Words, mark: str, name: str) -> str:
    """The address of a file that was made of a picture; `mark` changes with the picture."""
    folder, stem, _ = _parts(path, words)
    part, _, suffix = name.rpartition(".")
    return f"{folder}{'-'.join(filter(None, (stem, part, mark)))}.{suffix}"


def _parts(path: str, words: Words) -> tuple[str, str, str]:
    *folders, name = path.removeprefix("static/").split("/")
    stem, dot, suffix = name.rpartition(".")
    collection = folders[0] if folders else ""
    if collection == "pages":
        folders = folders[1:]
    elif collection == "articles":
        folders = [words.address("articles"), *folders[1:]]
    folder = "".join(f"{slug(each) or 'x'}/" for each in folders)
    return f"/{folder}", slug(stem or suffix) or "x", f"{dot}{suffix.lower()}" if stem else ""
