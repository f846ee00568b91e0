"""What a page holds of others, as its policy and the privacy page know it."""

from __future__ import annotations

from pelicasso.kit.record import Held, Record

PAGE = (
    '<form action="https://forms.example/f/1" method="post"></form><form action="mailto:a@b.example"></form>'
    '<form action="/recherche/"></form><div class="frame" data-frame="https://video.example/embed/1?a=1&amp;b=2"></div>'
    '<script type="module" src="/assets/x.js"></script><img src="/logo.png" alt="">'
    '<picture><source type="image/webp" srcset="/a.webp 480w"><img src="/a.jpg" width="9" alt=""></picture>'
)


def test_a_page_holds_its_forms_frames_scripts_and_pictures() -> None:
    held = Held.of(PAGE)
    assert held.forms == ("https://forms.example/f/1", "mailto:a@b.example")
    assert held.frames == ("https://video.example/embed/1?a=1&b=2",)
    assert held.scripts == ("/assets/x.js",)
    assert held.pictures == ("/a.jpg",)


def test_a_record_tells_hosts_and_the_pages_that_name_them() -> None:
    record = Record({"/a/": Held.of(PAGE), "/b/": Held.of(PAGE), "/c/": Held()})
    assert record.frames() == {"video.example": ["/a/", "/b/"]}
    assert record.forms() == {"": ["/a/", "/b/"], "forms.example": ["/a/", "/b/"]}
