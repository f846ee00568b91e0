"""Entries as Pelican's plugins know them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from pelicasso.kit.collection import Entry


def pelican_content(kind: type, entry: Entry, settings: Any, context: Any) -> Any:
    """A Pelican article or page made of an entry, which it carries as `entry`."""
    return kind(entry.html, dict(_metadata(entry)), settings, entry.path, context)


def _metadata(entry: Entry) -> Iterator[tuple[str, object]]:
    yield "title", entry.title
    yield "slug", entry.address.strip("/").rsplit("/", 1)[-1]
    yield "url", entry.address.lstrip("/")
    yield "save_as", f"{entry.address.lstrip('/')}index.html"
    yield "summary", entry.summary
    yield "entry", entry
    if entry.data.date is not None:
        yield "date", datetime.combine(entry.data.date, time())
