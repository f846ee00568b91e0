"""Frames in texts: the box with its picture, the page's policy, what a feed holds instead, and mistakes with lines."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from pelicasso.kit.testing import Rendered, render, write_site

URL = "https://lavoir.example"
VIDEO = "/// video | La fête\nlink: https://youtu.be/dQw4w9WgXcQ\n{}///\n"
MAP = "/// frame | Venir\nlink: https://www.openstreetmap.org/#map=17/47.2/-1.5\nheight: 600\n///\n"


def page(folder: Path, body: str, url: str | None = URL) -> Rendered:
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), (30, 90, 70)).save(picture, "JPEG")
    files = {
        "pages/films.md": f"---\ntitle: Nos films\n---\n{body}",
        "pages/lavoir.md": "---\ntitle: Le lavoir\n---\nUn lavoir.\n",
        "articles/2026-01-02-fete.md": f"---\ntitle: La fête\n---\n{body}",
        "images/fete.jpg": picture.getvalue(),
    }
    return render(write_site(folder, files), url=url)


def test_a_video_shows_a_picture_of_one_s_own(tmp_path: Path) -> None:
    rendered = page(tmp_path, VIDEO.format("picture: ../images/fete.jpg\nduration: 12 minutes\n"))
    html = rendered.text("films/index.html")
    box = html.partition('<div class="frame"')[2].partition("frames-")[0]
    (shown,) = re.findall(r'<img src="/([^"]+)"', box)
    assert shown in rendered.files
    assert "12 minutes" in box
    assert "ytimg" not in html


def test_a_page_lets_in_the_hosts_of_its_own_frames_alone(tmp_path: Path) -> None:
    rendered = page(tmp_path, VIDEO.format("") + "\n" + MAP)
    policy = "frame-src https://www.openstreetmap.org https://www.youtube-nocookie.com;"
    assert policy in rendered.text("films/index.html")
    assert "frame-src 'none';" in rendered.text("lavoir/index.html")
    assert 'data-height="600"' in rendered.text("films/index.html")


def test_style_and_script_come_only_where_a_frame_is(tmp_path: Path) -> None:
    rendered = page(tmp_path, MAP)
    for name, is_there in (("films/index.html", True), ("lavoir/index.html", False)):
        html = rendered.text(name)
        (style,) = re.findall(r'rel="stylesheet" href="/([^"]+)"', html)
        assert ("frames-" in html) is is_there
        assert (".frame__words" in rendered.text(style)) is is_there


def test_a_feed_holds_a_plain_link(tmp_path: Path) -> None:
    feed = page(tmp_path, VIDEO.format("")).text("feed.xml")
    assert "https://www.youtube.com/watch?v=dQw4w9WgXcQ" in feed
    assert "La fête (YouTube)" in feed
    assert "data-frame" not in feed


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("/// video | La fête\nlink: https://forms.gle/abc\n///\n", "frame_short_link", 5),
        ("/// video | Le formulaire\nlink: https://framaforms.org/venir-1698765432\n///\n", "frame_is_no_player", 5),
        ("/// frame | La fête\nlink: https://asso.example/x\n///\n", "frame_unknown", 5),
        ("/// frame | La fête\nheight: 20\nlink: https://tally.so/r/abc\n///\n", "number_too_small", 5),
        ("/// video | La fête\n///\n", "missing_key", 4),
        ("/// video\nlink: https://youtu.be/dQw4w9WgXcQ\n///\n", "block_needs_title", 4),
        (VIDEO.format("picture: ../images/nulle-part.jpg\n"), "missing_picture", 6),
        ("/// frame | Ici\nlink: https://lavoir.example/apps/forms/s/abcdefABCDEF1234\n///\n", "frame_of_own_site", 5),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, body: str, code: str, line: int) -> None:
    found = [(each.file, each.line) for each in page(tmp_path, body).findings if each.code == code]
    assert ("content/pages/films.md", line) in found


def test_raw_html_opens_no_frame(tmp_path: Path) -> None:
    html = page(tmp_path, '<div class="frame" data-frame="https://evil.example/x">x</div>\n').text("films/index.html")
    assert "evil.example" not in html
