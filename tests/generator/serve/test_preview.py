"""The last good site stays; a page reloads when what is seen of it changed, and only then."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from threading import Thread

import pytest

from pelicasso.serve.preview import Preview

PAGE = b'<html><head><link rel="stylesheet" href="/a.css"></head><body>%s</body></html>'
SITE = {
    "index.html": PAGE % b"home",
    "agenda/index.html": PAGE % b"agenda",
    "404.html": PAGE % b"missing",
    "a.css": b"a{}",
    "feed.xml": b"feed",
}


@pytest.fixture
def preview() -> Preview:
    made = Preview()
    made.show(SITE, "")
    return made


def versions(preview: Preview) -> dict[str, str]:
    return {path: preview.version(path) for path in ("/", "/agenda/", "/new/")}


def changed_by(preview: Preview, files: Mapping[str, bytes | Path]) -> set[str]:
    before = versions(preview)
    preview.show(files, "")
    return {path for path, version in versions(preview).items() if version != before[path]}


def test_a_page_carries_the_script_and_its_version_and_a_file_nothing(preview: Preview) -> None:
    body = preview.answer("/").content
    script = f'<script src="/_pelicasso/reload.js" data-version="{preview.version("/")}"></script></body>'
    assert body == SITE["index.html"].replace(b"</body>", script.encode())
    assert preview.answer("/feed.xml").content == b"feed"
    assert b"reload.js" in preview.answer("/nope").content


def test_a_page_without_a_body_carries_it_too(preview: Preview) -> None:
    preview.show({"index.html": b"<p>Bonjour"}, "")
    assert re.fullmatch(rb"<p>Bonjour<script src=[^>]+></script>", preview.answer("/").content)


def test_the_rendered_site_is_not_touched(preview: Preview) -> None:
    preview.answer("/")
    assert SITE["index.html"] == PAGE % b"home"


@pytest.mark.parametrize(
    ("files", "changed"),
    [
        (SITE, set()),
        (SITE | {"feed.xml": b"other", "new.css": b""}, set()),
        (SITE | {"index.html": PAGE % b"other"}, {"/"}),
        (SITE | {"a.css": b"b{}"}, {"/", "/agenda/", "/new/"}),
        (SITE | {"new/index.html": PAGE % b"missing"}, {"/new/"}),
        ({name: each for name, each in SITE.items() if not name.startswith("agenda")}, {"/agenda/"}),
    ],
)
def test_only_the_pages_whose_look_changed_get_another_version(
    preview: Preview, files: dict[str, bytes], changed: set[str]
) -> None:
    assert changed_by(preview, files) == changed


def test_a_picture_that_is_copied_counts_by_its_stamp(preview: Preview, tmp_path: Path) -> None:
    picture = tmp_path / "a.css"
    picture.write_bytes(b"a{}")
    preview.show(SITE | {"a.css": picture}, "")
    assert changed_by(preview, SITE | {"a.css": picture}) == set()
    before = versions(preview)
    os.utime(picture, ns=(1, 1))
    assert versions(preview)["/"] != before["/"]
    picture.unlink()
    assert preview.answer("/").status == 200


def test_while_there_is_an_error_it_stands_in_for_every_page_and_files_stay(preview: Preview) -> None:
    before = versions(preview)
    preview.show_error(b"<body>broken</body>")
    for path in ("/", "/agenda/", "/nope"):
        answer = preview.answer(path)
        assert (answer.status, answer.is_page) == (500, True)
        assert answer.content.startswith(b"<body>broken<script")
        assert preview.version(path) != before.get(path)
    assert (preview.answer("/a.css").status, preview.answer("/a.css").content) == (200, b"a{}")
    preview.show(SITE, "")
    assert versions(preview) == before


def test_the_same_error_is_no_news_and_another_is(preview: Preview) -> None:
    preview.show_error(b"one")
    before = preview.version("/")
    preview.show_error(b"one")
    assert preview.version("/") == before
    preview.show_error(b"two")
    assert preview.version("/") != before


def test_the_last_good_site_can_be_seen_until_the_next_build(preview: Preview) -> None:
    before = versions(preview)
    preview.show_error(b"one")
    preview.show_last()
    assert versions(preview) == before
    preview.show_error(b"one")
    assert preview.answer("/").status == 500


def test_without_a_good_site_the_error_is_all_there_is() -> None:
    preview = Preview()
    assert not preview.has_site
    preview.show_error(b"broken")
    preview.show_last()
    assert [preview.answer(each).status for each in ("/", "/a.css")] == [500, 500]
    assert not preview.has_site


def test_requests_wait_for_the_first_build() -> None:
    preview = Preview()
    answers: list[int] = []
    asking = Thread(target=lambda: answers.append(preview.answer("/").status))
    asking.start()
    asking.join(0.05)
    assert answers == []
    preview.show(SITE, "")
    asking.join(10)
    assert answers == [200]


def test_the_end_lets_go_of_all_who_wait(preview: Preview) -> None:
    never_built = Preview()
    waiting = [
        Thread(target=never_built.answer, args=("/",)),
        Thread(target=preview.wait, args=(preview.count, 1000)),
    ]
    for each in waiting:
        each.start()
    never_built.close()
    preview.close()
    for each in waiting:
        each.join(10)
        assert not each.is_alive()


def test_a_version_tells_a_change_of_styles_from_any_other(preview: Preview) -> None:
    def parts() -> list[str]:
        return preview.version("/").split(".")

    look, style = parts()
    renamed = SITE["index.html"].replace(b"/a.css", b"/b.css")
    preview.show(SITE | {"index.html": renamed, "b.css": b"b{}"}, "")
    assert (parts()[0], parts()[1] != style) == (look, True)
    preview.show(SITE | {"a.css": b"b{}"}, "")
    assert (parts()[0], parts()[1] != style) == (look, True)
    preview.show(SITE | {"index.html": PAGE % b"other"}, "")
    assert (parts()[0] != look, parts()[1]) == (True, style)
