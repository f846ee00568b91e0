"""Types do not depend on what the machine's registry says."""

from __future__ import annotations

import pytest

from pelicasso.serve.content_types import content_type, is_seen

TYPES = {
    "index.html": "text/html; charset=utf-8",
    "a/style.css": "text/css; charset=utf-8",
    "contact.js": "text/javascript; charset=utf-8",
    "feed.xml": "application/xml; charset=utf-8",
    "site.webmanifest": "application/manifest+json; charset=utf-8",
    "agenda.ics": "text/calendar; charset=utf-8",
    "icon.svg": "image/svg+xml; charset=utf-8",
    "PHOTO.JPG": "image/jpeg",
    "photo.avif": "image/avif",
    "photo.webp": "image/webp",
    "font.woff2": "font/woff2",
    "bylaws.pdf": "application/pdf",
    "archive.tar.gz": "application/octet-stream",
    "CNAME": "application/octet-stream",
}


@pytest.mark.parametrize(("name", "expected"), TYPES.items())
def test_a_type_by_the_name(name: str, expected: str) -> None:
    assert content_type(name) == expected


def test_a_feed_changes_no_page_that_names_it() -> None:
    assert [each for each in TYPES if is_seen(each)] == [
        "a/style.css",
        "contact.js",
        "icon.svg",
        "PHOTO.JPG",
        "photo.avif",
        "photo.webp",
        "font.woff2",
    ]
