"""Pictures in a site: what a page shows of them, what is said, what is published and what never is."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
from PIL import Image, ImageDraw

from pelicasso.build.illustrations import waiting
from pelicasso.build.site import build_site
from pelicasso.kit.testing import MINIMAL, Rendered, render, write_site

HEAD = "---\ntitle: Une page\ndate: 2026-02-01\n"
PAGE = "actualites/x/index.html"


def photo(width: int = 1600, height: int = 1200, form: str = "JPEG", **options: object) -> bytes:
    stream = io.BytesIO()
    ramp = Image.linear_gradient("L").resize((width, height))
    Image.merge("RGB", [ramp, ramp.rotate(180), ramp]).save(stream, form, **options)
    return stream.getvalue()


def built(folder: Path, body: str = "", keys: str = "", site: str = MINIMAL, **files: str | bytes) -> Rendered:
    """An article with this body and these keys, and photos in `images`; « a__b » is a/b."""
    named = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in files.items()}
    article = f"{HEAD}{keys}---\n\n{body}\n"
    return render(write_site(folder, {"articles/x.md": article, "images/photo.jpg": photo(), **named}, site))


def told(site: Rendered) -> list[tuple[str, str | None, int | None]]:
    return [(each.code, each.file, each.line) for each in site.findings if each.code != "no_address_yet"]


def names(site: Rendered) -> set[str]:
    return {name for name in site.files if name.startswith("assets/images/")}


def test_a_picture_is_offered_in_the_widths_of_its_place(tmp_path: Path) -> None:
    site = built(tmp_path, "![Le lavoir](../images/photo.jpg)")
    assert told(site) == []
    page = site.text(PAGE)
    image = re.search(r"<img[^>]*>", page.partition("<article>")[2])
    assert image is not None
    assert re.search(r'src="/assets/images/photo-\d+-[0-9a-f]{8}\.jpg"', image[0])
    assert 'width="1200" height="900" alt="Le lavoir" fetchpriority="high"' in image[0]
    source = re.search(r'<source type="image/webp" srcset="([^"]*)" sizes="([^"]*)">', page)
    assert source is not None
    assert re.findall(r"(\d+)w", source[1]) == ["480", "640", "800", "1200"]
    assert "38rem" in source[2]
    assert {f"/{name}" for name in names(site)} == set(re.findall(r"/assets/images/[^\s\",]+", page))
    assert "style=" not in page


def test_the_original_is_never_published(tmp_path: Path) -> None:
    site = built(tmp_path, "![a](../images/photo.jpg) et [la photo](../images/photo.jpg)")
    original = photo()
    for name in site.files:
        body = site.files[name]
        assert (body.read_bytes() if isinstance(body, Path) else body) != original, name
    linked = re.search(r'href="/(assets/images/photo-1600-[0-9a-f]{8}\.jpg)"', site.text(PAGE))
    assert linked is not None
    assert linked[1] in site.files


def test_the_first_picture_is_not_waited_for_and_the_others_are(tmp_path: Path) -> None:
    page = built(tmp_path, "![a](../images/photo.jpg)\n\nTexte ![b](../images/photo.jpg)").text(PAGE)
    body = page.partition("<article>")[2]
    assert re.findall(r'fetchpriority="high"|loading="lazy"', body) == ['fetchpriority="high"', 'loading="lazy"']
    assert "fetchpriority" not in waiting(body)
    headed = built(tmp_path, "![a](../images/photo.jpg)", "picture: {file: ../images/photo.jpg, alt: Un lavoir}\n")
    article = headed.text(PAGE).partition("<article>")[2]
    assert re.findall(r'fetchpriority="high"|loading="lazy"', article) == ['fetchpriority="high"', 'loading="lazy"']


def test_the_picture_of_an_article_stands_at_its_head_and_in_lists(tmp_path: Path) -> None:
    keys = "picture:\n  file: ../images/photo.jpg\n  alt: Un lavoir\n  credit: Odile\n"
    site = built(tmp_path, "Texte.", keys)
    assert told(site) == []
    assert 'alt="Un lavoir"' in site.text(PAGE)
    assert "<figcaption>Image\u00a0: Odile.</figcaption>" in site.text(PAGE)
    for listing in ("index.html", "actualites/index.html"):
        assert re.search(r'<img[^>]*src="/assets/images/photo[^>]*alt=""', site.text(listing)), listing
    assert [name for name in names(site) if "-200-" in name]


def test_a_file_name_alone_is_a_picture_too(tmp_path: Path) -> None:
    site = built(tmp_path, "Texte.", "picture: ../images/photo.jpg\n")
    assert told(site) == []
    assert 'fetchpriority="high"' in site.text(PAGE)


def test_the_picture_of_the_home_page(tmp_path: Path) -> None:
    home = f"{MINIMAL}home:\n- hero:\n    picture: {{file: images/photo.jpg, alt: Au lavoir}}\n"
    page = built(tmp_path, site=home).text("index.html")
    assert re.search(r'<img[^>]*alt="Au lavoir" fetchpriority="high">', page)
    missing = built(tmp_path, site=home.replace("photo.jpg", "foto.jpg"))
    assert told(missing) == [("missing_picture_near", "site.yaml", 5)]


def test_a_title_is_a_caption(tmp_path: Path) -> None:
    page = built(tmp_path, '![Le lavoir](../images/photo.jpg "Après la crue")').text(PAGE)
    figure = re.search(r"<figure[^>]*>.*?</figure>", page, re.S)
    assert figure is not None
    assert figure[0].startswith("<figure><picture>")
    assert "<figcaption>Après la crue</figcaption>" in figure[0]
    assert "title=" not in figure[0]


@pytest.mark.parametrize(
    ("body", "classes"),
    [
        ("![a](../images/photo.jpg){.wide}", '<p class="wide">'),
        ("![a](../images/photo.jpg)\n{: .left }", '<p class="left">'),
        ('![a](../images/photo.jpg "b"){.right}', '<figure class="right">'),
        ("![a](../images/photo.jpg)\n![b](../images/photo.jpg)", '<div class="grid pictures">'),
    ],
)
def test_pictures_stand_where_they_are_asked_to(tmp_path: Path, body: str, classes: str) -> None:
    site = built(tmp_path, body)
    assert told(site) == []
    assert classes in site.text(PAGE)


TWO = "![a](../images/photo.jpg)\n![b](../images/photo.jpg)"
ROOM = {"row": "19rem", "left": "19rem", "right": "19rem", "wide": "46rem"}


def block(inside: str, layout: str) -> str:
    return f"Un.\n\n/// pictures\nlayout: {layout}\n{inside}\n///\n\nDeux."


@pytest.mark.parametrize(
    ("said", "layout"),
    [
        ("row", "row"),
        ("côte à côte", "row"),
        ("« Côte à côte »", "row"),
        ("wide", "wide"),
        ("large", "wide"),
        ("gauche", "left"),
        ("à droite", "right"),
    ],
)
def test_a_block_lays_its_pictures_out(tmp_path: Path, said: str, layout: str) -> None:
    site = built(tmp_path, block(TWO, said))
    assert told(site) == []
    page = site.text(PAGE)
    found = re.search(r'<p>Un.</p>\s*<div class="([^"]*)">(.*?)</div>\s*<p>Deux.</p>', page, re.S)
    assert found is not None
    assert found[1] == ("grid pictures" if layout == "row" else f"{layout} flow")
    assert found[2].count("<picture>") == 2
    assert set(re.findall(r"\d+rem(?=,)", found[2])) == {"46rem"} if layout == "wide" else {ROOM[layout]}


@pytest.mark.parametrize(
    ("said", "opening"),
    [("row", "<p>"), ("wide", '<p class="wide">'), ("left", '<p class="left">'), ("right", '<p class="right">')],
)
def test_a_picture_that_is_alone_in_a_block_needs_no_frame(tmp_path: Path, said: str, opening: str) -> None:
    site = built(tmp_path, block("\n![a](../images/photo.jpg)\n", said))
    assert told(site) == []
    assert f"<p>Un.</p>\n{opening}<picture>" in site.text(PAGE)


def test_captions_and_links_may_stand_in_a_block(tmp_path: Path) -> None:
    inside = '![a](../images/photo.jpg "Avant")\n\n[![b](../images/photo.jpg)](x.md)'
    page = built(tmp_path, block(inside, "row")).text(PAGE)
    assert re.search(
        r'<div class="grid pictures">\s*<figure class="half">.*?<figcaption>Avant</figcaption>', page, re.S
    )
    assert re.search(r'<p class="half"><a href="/actualites/x/"><picture><source[^>]*19rem', page)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Voici le lavoir.", "Voici le lavoir."),
        ("![a](../images/photo.jpg)\nLe lavoir", "Le lavoir"),
        ("![a](../images/photo.jpg)\n\n- un\n- deux", "un deux"),
        ("![a](../images/photo.jpg)\n\n## Titre", "Titre"),
        ("/// button | Venir\nlink: x.md\n///\n![a](../images/photo.jpg)", "Venir"),
        ('<img src="../images/photo.jpg" alt="a">', "…"),
    ],
)
def test_a_block_of_pictures_holds_nothing_else(tmp_path: Path, inside: str, text: str) -> None:
    site = built(tmp_path, block(inside, "row"))
    wrong = [each for each in site.findings if each.code == "pictures_hold_text"]
    assert [(each.file, each.line, each.values["text"]) for each in wrong] == [("content/articles/x.md", 8, text)]


@pytest.mark.parametrize(
    ("line", "code"),
    [("disposition: row", "misspelt_block_option"), ("layout: centre", "not_one_of"), ("layout:", "not_one_of")],
)
def test_a_layout_that_there_is_not(tmp_path: Path, line: str, code: str) -> None:
    site = built(tmp_path, f"/// pictures\n{line}\n{TWO}\n///")
    assert told(site) == [(code, "content/articles/x.md", 7)]


@pytest.mark.parametrize("name", ["photos", "images", "picture", "Image"])
def test_who_calls_the_block_otherwise_is_told_its_name(tmp_path: Path, name: str) -> None:
    site = built(tmp_path, f"/// {name}\n{TWO}\n///")
    assert told(site) == [("misspelt_block", "content/articles/x.md", 6)]


def test_pictures_within_a_sentence_or_a_link_stay_there(tmp_path: Path) -> None:
    page = built(tmp_path, "Ici ![a](../images/photo.jpg) là. [![b](../images/photo.jpg)](x.md)").text(PAGE)
    assert re.search(r"<p>Ici <picture>.*?</picture> là\. <a href=[^>]*><picture>.*?</picture></a></p>", page)


def test_a_note_beside_a_picture_describes_it_wherever_it_is_shown(tmp_path: Path) -> None:
    note = "alt: Le lavoir sous la neige\ncredit: Hélène Roussel\ncaption: Février\n"
    site = built(tmp_path, "![](../images/photo.jpg)", images__photo_DOT_jpg_DOT_yaml=note)
    assert told(site) == []
    page = site.text(PAGE)
    assert 'alt="Le lavoir sous la neige"' in page
    assert "<figcaption>Février Image\u00a0: Hélène Roussel.</figcaption>" in page
    assert not [name for name in site.files if name.endswith(".yaml")]
    wrong = built(tmp_path, "![](../images/photo.jpg)", images__photo_DOT_jpg_DOT_yaml="légende: x\n")
    assert [each[1:] for each in told(wrong)] == [("content/images/photo.jpg.yaml", 1)]


def test_a_picture_that_decorates_is_said_to(tmp_path: Path) -> None:
    site = built(tmp_path, '![-](../images/photo.jpg)\n\n<img src="../images/photo.jpg" alt="">\n')
    assert told(site) == []
    assert site.text(PAGE).count('alt=""') == 2


def test_what_a_photo_says_of_its_author_is_proposed_and_not_shown(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Hélène Roussel".encode()
    files: dict[str, bytes | str] = {"images__photo_DOT_jpg": photo(exif=exif)}
    site = built(tmp_path, "![a](../images/photo.jpg)\n\n![b](../images/photo.jpg)", **files)
    assert told(site) == [("picture_credit", "content/images/photo.jpg", None)]
    assert "Roussel" not in site.text(PAGE)
    for credit in ("Hélène Roussel", '"-"'):
        files["images__photo_DOT_jpg_DOT_yaml"] = f"credit: {credit}\n"
        site = built(tmp_path, "![a](../images/photo.jpg)", **files)
        assert told(site) == []
        assert ("Roussel" in site.text(PAGE)) == (credit == "Hélène Roussel")


def test_a_position_and_a_turn_of_the_camera(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0112] = 6
    site = built(tmp_path, "![a](../images/photo.jpg)", images__photo_DOT_jpg=photo(exif=exif))
    assert told(site) == []
    for name in names(site):
        with Image.open(io.BytesIO(_bytes(site, name))) as picture:
            assert picture.height > picture.width
            assert not picture.getexif()


def _bytes(site: Rendered, name: str) -> bytes:
    body = site.files[name]
    return body.read_bytes() if isinstance(body, Path) else body


def test_every_broken_picture_is_told_where_it_is_shown(tmp_path: Path) -> None:
    body = "\n\n".join(f"![a](../images/{each}.jpg)" for each in ("coupee", "faux", "photo", "coupee"))
    site = built(tmp_path, body, images__coupee_DOT_jpg=photo()[:9000], images__faux_DOT_jpg=b"<svg/>")
    assert told(site) == [
        ("picture_cut_short", "content/articles/x.md", 6),
        ("picture_is_something_else", "content/articles/x.md", 8),
        ("picture_cut_short", "content/articles/x.md", 12),
    ]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("https://elsewhere.example/x.jpg", "picture_elsewhere"),
        ("//elsewhere.example/x.jpg", "picture_elsewhere"),
        ("../images/Photo.jpg", "picture_in_other_case"),
        ("../images/foto.jpg", "missing_picture_near"),
        ("../../../x.jpg", "link_leaves_site"),
    ],
)
def test_a_picture_that_is_not_there(tmp_path: Path, target: str, code: str) -> None:
    assert told(built(tmp_path, f"![a]({target})")) == [(code, "content/articles/x.md", 6)]


def test_a_picture_scaled_by_its_author(tmp_path: Path) -> None:
    page = built(tmp_path, "![a](../images/photo.jpg){width=300}").text(PAGE)
    assert 'width="300" height="225"' in page
    assert 'sizes="300px"' in page


def test_what_moves_stands_still_for_those_who_ask(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (300, 200), (each * 60, 0, 0)) for each in range(4)]
    stream = io.BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=2000)
    site = built(tmp_path, "![a](../images/a.gif)", images__a_DOT_gif=stream.getvalue())
    assert told(site) == [("animation_long", "content/images/a.gif", None)]
    still = re.search(
        r'<source media="\(prefers-reduced-motion: reduce\)" type="image/webp" srcset="/([^"]*)">', site.text(PAGE)
    )
    assert still is not None
    with Image.open(io.BytesIO(_bytes(site, still[1]))) as picture:
        assert getattr(picture, "n_frames", 1) == 1


def test_a_small_picture_and_a_drawing_are_one_file(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect/></svg>'
    site = built(
        tmp_path,
        "![a](../images/p.png) ![b](../images/d.svg)",
        images__p_DOT_png=photo(90, 60, "PNG"),
        images__d_DOT_svg=svg,
    )
    assert "<source" not in site.text(PAGE)
    assert {name.rpartition(".")[2] for name in names(site)} == {"png", "svg"}
    assert site.text(PAGE).count('width="90" height="60"') == 2


def test_feeds_hold_one_file_of_each_picture(tmp_path: Path) -> None:
    site = f"{MINIMAL}site: {{url: 'https://lavoir.example'}}\n"
    feed = built(tmp_path, "![a](../images/photo.jpg)", site=site).text("feed.xml")
    assert 'src="https://lavoir.example/assets/images/photo-' in feed
    assert "srcset" not in feed
    assert "picture&gt;" not in feed


def test_a_second_build_makes_nothing_anew_and_forgets_what_is_gone(tmp_path: Path) -> None:
    write_site(tmp_path, {"articles/x.md": f"{HEAD}---\n![a](../images/photo.jpg)\n", "images/photo.jpg": photo()})
    first = build_site(tmp_path, day="2026-11-24")
    cache = tmp_path / ".pelicasso/cache/pictures"
    made = {each: each.stat().st_mtime_ns for each in cache.rglob("*.webp")}
    assert made
    second = build_site(tmp_path, day="2026-11-24")
    assert second.changes.added == second.changes.changed == ()
    assert {each: each.stat().st_mtime_ns for each in cache.rglob("*.webp")} == made
    assert first.built.pictures is not None
    ((before, after),) = first.built.pictures.weights.values()
    assert before == len(photo())
    assert 0 < after < before
    (tmp_path / "content/articles/x.md").write_text(f"{HEAD}---\nTexte.\n", "utf-8")
    third = build_site(tmp_path, day="2026-11-24")
    assert [each for each in third.changes.removed if each.startswith("assets/images/")]
    assert not list(cache.rglob("*.webp"))
    assert not list((tmp_path / "output/assets/images").glob("*"))


def test_the_logo_and_the_initials_give_a_picture_for_home_screens(tmp_path: Path) -> None:
    initials = built(tmp_path)
    touch = next(name for name in initials.files if name.startswith("assets/touch"))
    with Image.open(io.BytesIO(_bytes(initials, touch))) as picture:
        assert picture.size == (180, 180)
    manifest = json.loads(initials.text(next(name for name in initials.files if name.endswith(".webmanifest"))))
    assert [each["type"] for each in manifest["icons"]] == ["image/svg+xml", "image/png"]
    exif = Image.Exif()
    exif[0x0112] = 6
    with_logo = MINIMAL + "  logo: images/photo.jpg\n"
    logo = built(tmp_path, site=with_logo, images__photo_DOT_jpg=photo(600, 300, exif=exif))
    assert re.search(r'<img src="/assets/logo-\w+\.png" width="48" height="96"', logo.text("index.html"))
    assert re.search(r'<link rel="icon" href="/assets/icon-\w+\.png"', logo.text("index.html"))
    broken = built(tmp_path, site=with_logo, images__photo_DOT_jpg=b"\xff\xd8\xff")
    assert [each[:2] for each in told(broken)] == [("not_a_picture", "content/images/photo.jpg")]


DISC = [(0x1E + red, 0x5B + green, 0x46, 255) for red in range(3) for green in range(3)]
LOGO = r'<img src="/(assets/logo-[^"]*)" width="96" height="96"'


def test_a_flat_logo_is_one_small_file_for_the_header_and_the_tab(tmp_path: Path) -> None:
    disc = Image.new("RGBA", (400, 400))
    ImageDraw.Draw(disc).ellipse((20, 20, 380, 380), "#1f5c46", "#d94", 24)
    stream = io.BytesIO()
    disc.save(stream, "PNG")
    site = built(tmp_path, site=MINIMAL + "  logo: images/logo.png\n", images__logo_DOT_png=stream.getvalue())
    found = re.search(LOGO, site.text("index.html"))
    assert found is not None
    assert f'<link rel="icon" href="/{found[1]}" type="image/png">' in site.text("index.html")
    assert len(_bytes(site, found[1])) < 1500
    with Image.open(io.BytesIO(_bytes(site, found[1]))) as picture:
        assert picture.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)
        assert picture.convert("RGBA").getpixel((48, 48)) in DISC


def test_a_logo_that_is_a_photo_is_shown_as_one(tmp_path: Path) -> None:
    site = built(tmp_path, site=MINIMAL + "  logo: images/logo.jpg\n", images__logo_DOT_jpg=grainy())
    found = re.search(LOGO, site.text("index.html"))
    assert found is not None
    assert found[1].endswith(".webp")
    icon = re.search(r'<link rel="icon" href="/(assets/icon-[^"]*\.png)"', site.text("index.html"))
    assert icon is not None
    assert len(_bytes(site, found[1])) + 1000 < len(_bytes(site, icon[1]))


def grainy() -> bytes:
    stream = io.BytesIO()
    grain = Image.new("L", (100, 100))
    grain.putdata(Random(1).choices(range(256), k=10_000))
    ramp = Image.radial_gradient("L").resize((800, 800))
    Image.merge("RGB", [ramp, grain.resize((800, 800)), ramp.rotate(90)]).save(stream, "JPEG")
    return stream.getvalue()


def test_a_name_with_its_accents_apart_is_the_same_name(tmp_path: Path) -> None:
    apart = normalize("NFD", "Fête à côté.JPG")
    files = {f"images__{apart.replace('.', '_DOT_')}": photo()}
    site = built(tmp_path, f"![a](<../images/{apart}>)\n\n![b](<../images/Fête à côté.JPG>)", **files)
    assert told(site) == []
    assert site.text(PAGE).count("fete-a-cote-1200-") >= 2
