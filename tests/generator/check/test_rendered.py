"""What must hold in every rendered site."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.check.rendered import check_rendered


def codes(html: str, base: str = "") -> list[str]:
    files: dict[str, bytes | Path] = {
        "index.html": html.encode(),
        "a/index.html": b'<h2 id="x">x</h2><p id=y>y</p><a name="z"></a><i id="&eacute;t&eacute;"></i>',
        "x.pdf": b"",
        "\u00e9t\u00e9.txt": b"",
        "as-it-is.html": Path("as-it-is.html"),
    }
    return [each.code for each in check_rendered(files, base)]


LIVING = ["/", "/a/", "/a/#x", "/a/#y", "/a/#z", "/a/#%C3%A9t%C3%A9", "/x.pdf?y", "/x.pdf#page=2", "/%C3%A9t%C3%A9.txt"]


@pytest.mark.parametrize(
    "link", [*LIVING, "https://b.example/#x", "#", "#top", "/as-it-is.html#x", "mailto:a@b.example"]
)
def test_living_links(link: str) -> None:
    assert codes(f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize("link", ["/b/", "/a", "/y.pdf", "/A/"])
def test_dead_links(link: str) -> None:
    assert codes(f'<p class="x"><a class="b" href="{link}">x</a>') == ["dead_link_in_page"]
    assert codes(f'<img alt="" src="{link}">') == ["dead_link_in_page"]


@pytest.mark.parametrize("link", ["#x", "/#x", "/a/#w", "/a/#X"])
def test_dead_anchors(link: str) -> None:
    assert codes(f'<p id="here"><a href="{link}">x</a>') == ["dead_anchor_in_page"]


def test_an_anchor_of_the_page_itself() -> None:
    assert codes('<a href="#here">x</a><p id="here">x</p>') == []


def test_the_path_of_the_site_is_part_of_a_link() -> None:
    assert codes('<a href="/depot/a/">x</a>', "/depot") == []
    assert codes('<a href="/a/">x</a>', "/depot") == ["dead_link_in_page"]


def test_the_source_s_syntax_does_not_get_out_save_in_code() -> None:
    assert codes("<p>/// events</p>") == ["syntax_left"]
    assert codes('<a href="{filename}x.md">x</a>') == ["syntax_left"]
    assert codes("<pre><code>{filename}x.md\n</code></pre>") == []
