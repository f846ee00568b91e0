"""Addresses and links."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelicasso.kit.links import absolute, file_name, href, slug
from pelicasso.kit.testing import MINIMAL, write_site
from pelicasso.site.reader import read_site


def site(folder: Path, url: str | None = None):
    return read_site(write_site(folder, {}, MINIMAL), {}, url=url)[0]


def test_a_link_carries_the_path_of_the_site_and_an_absolute_one_its_host(tmp_path: Path) -> None:
    here = site(tmp_path, "https://nom.example/depot/")
    assert href(here, "/agenda/#été") == "/depot/agenda/#été"
    assert absolute(here, "/agenda/") == "https://nom.example/depot/agenda/"
    assert href(here, "https://ailleurs.example/") == "https://ailleurs.example/"


def test_without_an_address_nothing_is_absolute(tmp_path: Path) -> None:
    here = site(tmp_path)
    assert href(here, "/agenda/") == "/agenda/"
    assert absolute(here, "/agenda/") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fête d’été à l'Œuvre", "fete-d-ete-a-l-oeuvre"),
        ("  C++ & <b>co</b>  ", "c-b-co-b"),
        ("🎉🎉", ""),
        ("../../ESC", "esc"),
        ("Straße", "strasse"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_short_and_plain_and_stays_itself(text: str) -> None:
    made = slug(text)
    assert slug(made) == made
    assert len(made) <= 80
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("address", "name"),
    [("/", "index.html"), ("/a/b/", "a/b/index.html"), ("/feed.xml", "feed.xml"), ("/404.html", "404.html")],
)
def test_file_name(address: str, name: str) -> None:
    assert file_name(address) == name
