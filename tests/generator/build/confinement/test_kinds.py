"""The kinds of files that a stranger may publish."""

from __future__ import annotations

import pytest

from pelicasso.build.confinement.kinds import is_inert

JPEG, PNG, ZIP = b"\xff\xd8\xff\xe0JFIF", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("photo.jpg", JPEG),
        ("PHOTO.JPEG", JPEG),
        ("plan.png", PNG),
        ("x/a.webp", b"RIFF\x10\0\0\0WEBPVP8 "),
        ("a.avif", b"\0\0\0\x20ftypavif"),
        ("favicon.ico", b"\0\0\1\0\1\0"),
        ("statuts.pdf", b"%PDF-1.7"),
        ("chorale.mp3", b"ID3\x04"),
        ("chorale.mp3", b"\xff\xfb\x90"),
        ("chorale.ogg", b"OggS\0"),
        ("film.mp4", b"\0\0\0\x18ftypmp42"),
        ("film.webm", b"\x1a\x45\xdf\xa3"),
        ("police.woff2", b"wOF2\0"),
        ("robots.txt", b"User-agent: *\n"),
        ("vide.txt", b""),
        (".well-known/assetlinks.json", b"[{}]"),
        (".well-known/acme-challenge/x7Qz", b"x7Qz.abc"),
        (".well-known/security.txt", b"Contact: mailto:a@b.example\n"),
    ],
)
def test_what_does_nothing_by_itself_is_published(name: str, head: bytes) -> None:
    assert is_inert(name, head, is_static=True)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("index.html", HTML),
        ("index.HTM", HTML),
        ("a.xhtml", HTML),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("dessin.svgz", b"\x1f\x8b\x08"),
        ("sw.js", b"self.addEventListener"),
        ("a.mjs", b"export"),
        ("a.css", b"*{}"),
        ("flux.xml", b"<?xml?>"),
        ("a.wasm", b"\0asm"),
        ("a.php", b"<?php"),
        ("photo.php.jpg", JPEG),
        ("page.html.jpg", JPEG),
        ("a.phtml", b"<?"),
        ("photo.jpg", HTML),
        ("photo.jpg", b""),
        ("photo.png", JPEG),
        ("statuts.pdf", HTML),
        ("film.mp4", HTML),
        ("police.woff2", HTML),
        ("notes.txt", HTML),
        ("notes.txt", b"\xef\xbb\xbf <html>"),
        ("notes.txt", b"MZ\0\0"),
        ("programme.exe", b"MZ"),
        ("archive.zip", ZIP),
        ("_headers", b"/*\n  X: y\n"),
        ("_redirects", b"/* https://evil.example 301\n"),
        ("CNAME", b"evil.example"),
        ("sans-nom", b"x"),
        ("a.json", b"{}"),
        (".well-known/a.html", HTML),
        (".well-known/sans-nom", HTML),
        (".well-known/a.svg", b"<svg/>"),
    ],
)
def test_what_acts_or_lies_about_itself_is_refused(name: str, head: bytes) -> None:
    assert not is_inert(name, head, is_static=True)


@pytest.mark.parametrize(
    ("name", "head", "published"),
    [
        ("documents/statuts.docx", ZIP, True),
        ("documents/comptes.ods", ZIP, True),
        ("documents/lettre.doc", b"\xd0\xcf\x11\xe0", True),
        ("documents/dates.csv", b"date;lieu\n", True),
        ("documents/comptes.docx", HTML, False),
        ("documents/page.html", HTML, False),
        ("documents/dates.csv", b"<script>", False),
    ],
)
def test_a_document_that_a_page_links_to(name: str, head: bytes, published: bool) -> None:
    assert is_inert(name, head, is_static=False) is published
    assert not is_inert(name, head, is_static=True)
