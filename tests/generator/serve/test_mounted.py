"""A path leads to a file of the rendered site and to nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.serve.content_types import HTML
from pelicasso.serve.mounted import Answer, MountedSite

FILES = {
    "index.html": b"home",
    "404.html": b"missing",
    "agenda/index.html": b"agenda",
    "agenda/fête (1).pdf": b"pdf",
    "assets/style.css": b"style",
    "feed.xml": b"feed",
}


def shown(path: str, base: str = "") -> tuple[int, object]:
    answer = MountedSite(FILES, base).answer(path)
    return answer.status, answer.location or answer.body


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/", b"home"),
        ("/index.html", b"home"),
        ("/agenda/", b"agenda"),
        ("/agenda/f%C3%AAte%20%281%29.pdf", b"pdf"),
        ("/assets/style.css", b"style"),
    ],
)
def test_an_address_leads_to_its_file(path: str, body: bytes) -> None:
    assert shown(path) == (200, body)


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/../secret.txt",
        "/agenda/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/agenda%00",
        "/%ff",
        "/Agenda/",
        "//evil.example/",
        "/etc/passwd",
        "",
    ],
)
def test_any_other_is_the_page_not_found(path: str) -> None:
    assert shown(path) == (404, b"missing")


def test_a_folder_leads_to_its_page_on_this_server() -> None:
    assert shown("/agenda") == (302, "/agenda/")
    assert shown("//agenda") == (302, "/agenda/")


def test_a_site_below_a_path_is_mounted_there() -> None:
    assert shown("/repo/agenda/", "/repo") == (200, b"agenda")
    assert shown("/repo/agenda", "/repo") == (302, "/repo/agenda/")
    assert shown("/", "/repo") == shown("/repo", "/repo") == (302, "/repo/")
    assert shown("/agenda/", "/repo") == shown("/repository/", "/repo") == (404, b"missing")


def test_without_a_page_for_it_the_status_stays() -> None:
    assert MountedSite({"index.html": b""}).answer("/nope").status == 404


def test_a_file_of_the_disk_is_read_when_asked_for_and_may_be_gone(tmp_path: Path) -> None:
    file = tmp_path / "bylaws.pdf"
    file.write_bytes(b"old")
    site = MountedSite({"bylaws.pdf": file})
    file.write_bytes(b"new")
    assert site.answer("/bylaws.pdf").content == b"new"
    file.unlink()
    assert site.answer("/bylaws.pdf").status == 404


def test_pages_are_told_from_files() -> None:
    site = MountedSite(FILES)
    assert [site.holds_file(each) for each in ("/assets/style.css", "/feed.xml", "/", "/agenda", "/x.css")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert site.answer("/agenda/").is_page
    assert not site.answer("/feed.xml").is_page


def test_what_a_page_is_seen_with_are_its_styles_scripts_and_pictures() -> None:
    files = {name: name.encode() for name in ("a.css", "b.js", "c.png", "d.png", "e f.svg", "feed.xml", "x.png")}
    page = (
        b'<link rel="stylesheet" href="/repo/a.css"><link href="/repo/feed.xml"><script src="/repo/b.js"></script>'
        b'<img src="https://elsewhere.example/x.png" srcset="/repo/c.png 1x, /repo/d.png 2x" data-src="/repo/x.png">'
        b'<img src="/repo/e%20f.svg"><a href="/repo/">'
    )
    seen = MountedSite(files | {"index.html": b""}, "/repo").seen_with(page)
    assert list(seen) == [(name, name.encode()) for name in ("a.css", "b.js", "c.png", "d.png", "e f.svg")]


def test_an_answer_opens_as_bytes(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"of the disk")
    for body, expected in ((b"memory", b"memory"), (tmp_path / "file", b"of the disk")):
        with Answer(200, HTML, body).open() as opened:
            assert opened.read() == expected
