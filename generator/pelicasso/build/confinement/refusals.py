"""What a stranger's site may not have: code of its own, trusted HTML, active files, more than the limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pelicasso.build.confinement.kinds import HEAD, is_inert
from pelicasso.build.confinement.limits import Limits
from pelicasso.kit.links import file_name
from pelicasso.kit.plan import Plan
from pelicasso.schema import Finding, error
from pelicasso.site.model import Site
from pelicasso.site.reader import FILE

CODE = ("overrides", "themes", "plugins")
"""The folders where a site would keep templates, themes and plugins of its own."""


def refused_settings(site: Site) -> Iterator[Finding]:
    """What `site.yaml` and the folder beside it ask for in vain."""
    for name in CODE:
        if _holds_something(site.folder / name):
            yield error("untrusted_folder", name)
    if site.file.content.raw_html == "trusted":
        yield error("untrusted_raw_html", FILE, site.line("content", "raw_html"))


def refused_files(plan: Plan, files: Mapping[str, bytes | Path]) -> Iterator[Finding]:
    """The files that would be copied as they are, and are not of a kind that does nothing by itself.

    Pictures that pages show are made anew, and drawings among them cleaned: they are not copies.
    """
    for each in plan:
        name = file_name(each.address)
        file = files[name]
        if isinstance(file, Path):
            is_static = (each.source or "").startswith("content/static/")
            if not is_inert(name, _head(file), is_static=is_static):
                yield error("untrusted_file", each.source, name=name)


def too_much(files: Mapping[str, bytes | Path], limits: Limits) -> Iterator[Finding]:
    """What a site's output is over the limits by."""
    if len(files) > limits.files:
        yield error("confined_files", limit=limits.files)
    sizes = (each.stat().st_size if isinstance(each, Path) else len(each) for each in files.values())
    if sum(sizes) > limits.output_bytes:
        yield error("confined_output", limit=limits.output)


def _holds_something(folder: Path) -> bool:
    """Whether there is more than a note that says what the folder is for."""
    if folder.is_symlink():
        return True
    return folder.is_dir() and any(not each.name.startswith((".", "README")) for each in folder.iterdir())


def _head(file: Path) -> bytes:
    with open(file, "rb") as opened:
        return opened.read(HEAD)
