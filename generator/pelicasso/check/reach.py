"""Pages and files that no link reaches: nobody finds them, and they stay on the server for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from pelicasso.check.rule import site_rule
from pelicasso.check.subject import Subject
from pelicasso.kit.links import file_name
from pelicasso.schema import Finding, warning

HOME = "index.html"
AS_THEY_ARE = "static/"
"""Files there have addresses of their own, which others may link to."""


@site_rule("RGESN 5.8")
def page_out_of_reach(subject: Subject) -> Iterator[Finding]:
    """A page that only the site map leads to; one that is kept from search engines is not meant to be come upon."""
    reached = _reached(subject)
    for name, text in subject.by_page.items():
        if name not in reached and not (text.entry.data.is_hidden or subject.pages[name].is_unfound):
            yield text.advice("page_out_of_reach", None, address=text.entry.address)


def _reached(subject: Subject) -> set[str]:
    """The pages that a visitor comes to from the home page, from link to link."""
    site_map = file_name(f"/{subject.words.address('site_map')}/")
    reached, left = {HOME}, [HOME]
    while left:
        page = subject.pages.get(left.pop())
        for link in page.ways if page else ():
            found = subject.target(link)
            if found is not None and found not in reached:
                reached.add(found)
                if found != site_map:
                    left.append(found)
    return reached


@site_rule("RGESN 5.8")
def file_out_of_reach(subject: Subject) -> Iterator[Finding]:
    """A file that neither a text nor `site.yaml` names, and no room shows; `photo.jpg.yaml` goes with `photo.jpg`."""
    named = "\n".join((*_written(subject), *map(str, _values(subject.site.source))))
    for path, found in subject.files.items():
        name = PurePosixPath(path).name
        is_note = path.rpartition(".")[0] in subject.files
        is_known = path.startswith(AS_THEY_ARE) or found.path in subject.published
        if not (is_note or is_known or name in named or quote(name) in named):
            yield warning("file_out_of_reach", found.path, document=name)


def _written(subject: Subject) -> Iterator[str]:
    for each in subject.entries.values():
        yield each.body
        yield str(each.data)


def _values(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _values(each)
    elif isinstance(value, list):
        for each in value:
            yield from _values(each)
    else:
        yield value
