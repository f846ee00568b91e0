"""What frames make of addresses as people copy them."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from pelicasso.kit.frames import read_frame
from pelicasso.kit.frames.frame import SANDBOX
from pelicasso.kit.frames.reader import PROVIDERS
from pelicasso.site.catalogue import Catalogue

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&cc_load_policy=1"
VIMEO = "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1"
PEERTUBE = "https://framatube.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?p2p=0&warningTitle=0&autoplay=1"
FORM = "https://docs.google.com/forms/d/e/1FAIpQLSd-abcdefghijklmnopqrst/viewform"
CLOUD = "https://cloud.asso.example/apps/forms"
TICKETS = "https://www.helloasso.com/associations/mains-vertes/evenements/fete"


@pytest.mark.parametrize(
    ("pasted", "address", "page"),
    [
        ("https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ", f"{YOUTUBE}&rel=0", "dQw4w9WgXcQ"),
        ("youtu.be/dQw4w9WgXcQ?si=x&t=1m30s", f"{YOUTUBE}&start=90&rel=0", "v=dQw4w9WgXcQ&t=90s"),
        ("https://m.youtube.com/live/dQw4w9WgXcQ", f"{YOUTUBE}&rel=0", "watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", f"{YOUTUBE}&rel=0", "watch?v="),
        ("https://www.youtube.com/embed/videoseries?list=PL12", "embed/videoseries?list=PL12", "playlist?list=PL12"),
        ("https://vimeo.com/123456789", VIMEO, "https://vimeo.com/123456789"),
        ("https://vimeo.com/123456789/abcdef1234", f"{VIMEO}&h=abcdef1234", "vimeo.com/123456789/abcdef1234"),
        ("https://player.vimeo.com/video/123456789?h=abcdef1234", f"{VIMEO}&h=abcdef1234", "/abcdef1234"),
        ("https://vimeo.com/channels/asso/123456789", VIMEO, "https://vimeo.com/123456789"),
        ("https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv?start=1m", f"{PEERTUBE}&start=60", "/w/kkGM"),
        ("https://framatube.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d", "embed/9c9de5e8", "/w/9c9de5e8"),
        (
            "https://geo.dailymotion.com/player/xabc1.html?video=x8abcd",
            "https://geo.dailymotion.com/player/xabc1.html?video=x8abcd",
            "https://www.dailymotion.com/video/x8abcd",
        ),
        ("https://www.arte.tv/fr/videos/109067-000-A/le-canal/", "embeds/fr/109067-000-A", "/fr/videos/109067"),
        ("https://soundcloud.com/asso/emission-1", "url=https%3A%2F%2Fsoundcloud.com%2Fasso%2Femission-1&", "asso/em"),
        (TICKETS, f"{TICKETS}/widget", TICKETS),
        (f"{TICKETS}/widget-bouton", f"{TICKETS}/widget-bouton", TICKETS),
        (f"{TICKETS}?view=overlay", f"{TICKETS}/widget", TICKETS),
        ("https://framaforms.org/inscription-1698765432", "https://framaforms.org/inscription-1698765432", "org/ins"),
        (f"{CLOUD}/s/abcdefABCDEF1234", f"{CLOUD}/embed/abcdefABCDEF1234", f"{CLOUD}/s/abcdefABCDEF1234"),
        ("https://tally.so/r/wMAbCd", "https://tally.so/embed/wMAbCd?", "https://tally.so/r/wMAbCd"),
        (f"{FORM}?usp=sf_link", f"{FORM}?embedded=true", FORM),
        ("https://umap.openstreetmap.fr/fr/map/jardins_12#15/50/3", "fr/map/jardins_12?scaleControl", "/jardins_12"),
        (
            "https://www.openstreetmap.org/?mlat=47.2184&mlon=-1.5536#map=17/47.2/-1.5",
            "embed.html?bbox=-1.55627%2C47.21726%2C-1.55093%2C47.21954&layer=mapnik&marker=47.2184%2C-1.5536",
            "?mlat=47.2184&mlon=-1.5536#map=17/47.2184/-1.5536",
        ),
    ],
)
def test_an_address_becomes_a_frame_and_a_page(pasted: str, address: str, page: str) -> None:
    frame = read_frame(pasted)
    assert address in frame.address
    assert page in frame.page
    assert frame.address.startswith("https://")


def test_a_pasted_snippet_is_read_whatever_its_quotes() -> None:
    snippets = (
        f'<iframe id="haWidget" allowtransparency="true" src="{TICKETS}/widget" style="border:none;"></iframe>',
        f"<iframe width=1 src='{TICKETS}/widget'></iframe>",
        f"<iframe src={TICKETS}/widget></iframe>",
        f'<iframe data-src="{TICKETS}/widget" src=""></iframe>',
    )
    assert {read_frame(each).address for each in snippets} == {f"{TICKETS}/widget"}


def test_a_snippet_is_read_with_its_entities() -> None:
    snippet = (
        '<iframe src="https://www.openstreetmap.org/export/embed.html?bbox=1%2C2%2C3%2C4&amp;marker=3%2C2"></iframe>'
    )
    assert read_frame(snippet).address.endswith("bbox=1%2C2%2C3%2C4&marker=3%2C2")


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "frame_look_alike"),
        ("https://youtube.com.evil.example/w/kkGMgK9ZtnKfYAgnEtQxbv", "frame_look_alike"),
        ("https://helloasso.com.evil.example/associations/x/adhesions/y", "frame_look_alike"),
        ("https://evil.example/vimeo.com/123456789", "frame_unknown"),
        ("https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ", "frame_no_address"),
        ("https://y\u043eutube.com/watch?v=dQw4w9WgXcQ", "frame_no_address"),
        ("https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ", "frame_no_address"),
        ("https://www.youtube.com:x/", "frame_no_address"),
        ("https://[::1]/w/kkGMgK9ZtnKfYAgnEtQxbv", "frame_no_address"),
        ("https://localhost/w/kkGMgK9ZtnKfYAgnEtQxbv", "frame_no_address"),
        ("javascript:alert(1)", "frame_no_address"),
        ("data:text/html,x", "frame_no_address"),
        ('https://framatube.org/w/"onload="x', "frame_no_address"),
        ("<iframe></iframe>", "frame_no_address"),
        ('<script src="https://tally.so/widgets/embed.js"></script>', "frame_is_script"),
        ("http://www.helloasso.com/associations/x/adhesions/y", "frame_not_https"),
        ("https://forms.gle/abc", "frame_short_link"),
        ("https://maps.app.goo.gl/abc", "frame_short_link"),
        ("https://admin.helloasso.com/mains-vertes", "frame_private"),
        ("https://docs.google.com/forms/d/1abcdefghijklmnopqrstuvwxyz/edit", "frame_private"),
        ("https://umap.openstreetmap.fr/fr/map/jardins_12?edit", "frame_private"),
        (f"{CLOUD}/abcdefABCDEF1234/edit", "frame_private"),
        ("https://tally.so/forms/wMAbCd/edit", "frame_private"),
        ("https://framaforms.org/node/12/edit", "frame_private"),
        ("https://studio.youtube.com/video/dQw4w9WgXcQ/edit", "frame_private"),
        ("https://www.helloasso.com/", "helloasso_no_form"),
        ("https://www.helloasso.com/associations/mains-vertes", "helloasso_no_form"),
        ("https://www.helloasso.com/don/associations/mains-vertes", "helloasso_no_form"),
        ("https://www.youtube.com/@mainsvertes", "frame_other_page"),
        ("https://www.youtube.com/embed/live_stream", "frame_other_page"),
        ("https://soundcloud.com/asso/likes", "frame_other_page"),
        ("https://www.dailymotion.com/video/x8abcd", "frame_dailymotion_player"),
        ("https://framadate.org/abcdefgh12345678", "frame_link_only"),
        ("https://www.google.com/maps/place/Nantes", "frame_link_only"),
        ("https://asso.example/page", "frame_unknown"),
    ],
)
def test_what_shows_in_no_frame_is_refused_with_a_sentence(pasted: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as problem:
        read_frame(pasted)
    assert problem.value.type == code
    for language in ("fr", "en"):
        said = Catalogue(language).group("messages")
        values = {"key": "link", **(problem.value.context or {})}
        assert said[f"{code}.sentence"].format(**values)
        assert said[f"{code}.hint"].format(**values)


def test_no_page_in_a_frame_may_take_ours_away_without_a_click() -> None:
    for each in SANDBOX.values():
        assert "allow-top-navigation" not in each.split()
        assert "allow-modals" not in each.split()


def test_the_author_s_and_other_pages_of_each_provider_are_no_frame() -> None:
    for each in PROVIDERS:
        for host in each.hosts:
            with pytest.raises(PydanticCustomError):
                read_frame(f"https://{host}/")
