"""What must hold in every rendered site."""

from __future__ import annotations

import pytest

from pelicasso.check.rendered import check_rendered


def codes(html: str, base: str = "") -> list[str]:
    files = {"index.html": html.encode(), "a/index.html": b"", "x.pdf": b"", "été.txt": b""}
    return [each.code for each in check_rendered(files, base)]


@pytest.mark.parametrize("link", ["/", "/a/", "/a/#x", "/x.pdf?y", "/%C3%A9t%C3%A9.txt", "https://b.example/", "#x"])
def test_living_links(link: str) -> None:
    assert codes(f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize("link", ["/b/", "/a", "/y.pdf", "/A/"])
def test_dead_links(link: str) -> None:
    assert codes(f'<p class="x"><a class="b" href="{link}">x</a>') == ["dead_link_in_page"]
    assert codes(f'<img alt="" src="{link}">') == ["dead_link_in_page"]


def test_the_path_of_the_site_is_part_of_a_link() -> None:
    assert codes('<a href="/depot/a/">x</a>', "/depot") == []
    assert codes('<a href="/a/">x</a>', "/depot") == ["dead_link_in_page"]


def test_the_source_s_syntax_does_not_get_out_save_in_code() -> None:
    assert codes("<p>/// events</p>") == ["syntax_left"]
    assert codes('<a href="{filename}x.md">x</a>') == ["syntax_left"]
    assert codes("<pre><code>{filename}x.md\n</code></pre>") == []
