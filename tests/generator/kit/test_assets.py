"""One stylesheet a page: in layers, the nearest file first, small, and without what an option replaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.kit.assets import LAYERS, Assets
from pelicasso.schema import SiteError


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def style(assets: Assets, page: str = "text", *features: str) -> str:
    return assets.files[assets.stylesheet(page, features)].decode()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(
        tmp_path / "base",
        {
            "tokens.css": ":root { --radius: 1rem; --radius-of-nothing: 2rem; --pill: 9rem }",
            "components.css": ".a { b: c }",
            "home.css": ".hero { b: c }",
            "text.css": ".title { b: c }",
            "theme.css": ".look { b: c }",
        },
    )


def test_layers_stand_in_order_and_empty_ones_are_left_out(base: Path) -> None:
    made = style(Assets([base], ":root{--paper:#fff;}"))
    assert made.startswith(f"@layer {','.join(LAYERS)};\n@layer tokens{{")
    assert made.index("@layer tokens{") < made.index("--paper") < made.index("@layer components{")
    assert "@layer base{" not in made


def test_a_kind_of_page_brings_its_own_components(base: Path) -> None:
    assets = Assets([base], "")
    assert ".a{b:c}.hero{b:c}" in style(assets, "home").replace("\n", "")
    assert ".title" not in style(assets, "home")
    assert ".title" in style(assets, "text")
    assert ".hero" not in style(assets, "text")
    assert assets.stylesheet("home", []) != assets.stylesheet("text", [])


def test_the_nearest_file_replaces_the_farther_one(base: Path, tmp_path: Path) -> None:
    near = write(tmp_path / "near", {"home.css": ".mine { b: c }"})
    made = style(Assets([near, base], ""), "home")
    assert ".mine" in made
    assert ".hero" not in made


def test_features_come_before_the_look_and_the_site_s_own_last(base: Path) -> None:
    write(base, {"events.css": ".events { b: c }", "site.css": ".own { b: c }"})
    made = style(Assets([base], ""), "text", "events")
    assert made.index(".events") < made.index(".look") < made.index(".own")
    assert made.endswith("\n.own { b: c }")


def test_an_option_comes_last_and_what_it_sets_is_set_once(base: Path) -> None:
    write(base, {"options/corners-square.css": ":root { --radius: 0 }"})
    made = style(Assets([base], "", ["density-comfortable", "corners-square"]))
    assert "@layer tokens{:root{--radius-of-nothing:2rem;--pill:9rem}}" in made
    assert "@layer theme{.look{b:c}:root{--radius:0}}" in made


def test_a_file_named_in_a_style_is_published_beside_it(base: Path) -> None:
    write(base, {"fonts/a.woff2": "x", "theme.css": '@font-face { src: url("fonts/a.woff2") } a { b: url("/c.png") }'})
    assets = Assets([base], "")
    made = style(assets)
    (font,) = (each for each in assets.files if each.endswith(".woff2"))
    assert f'src:url("{Path(font).name}")' in made
    assert 'url("/c.png")' in made


@pytest.mark.parametrize("written", ['url("c.png")', "url('c.png')", "url(c.png)", "url( fonts/c.png )"])
def test_a_file_that_is_nowhere_is_told_with_its_line(base: Path, written: str) -> None:
    write(base, {"theme.css": f"a {{ top: 0 }}\nb {{ c: {written} }}"})
    with pytest.raises(SiteError) as problem:
        style(Assets([base], ""))
    found = problem.value.findings[0]
    assert (found.code, found.file, found.line) == ("missing_asset", "static/theme.css", 2)


@pytest.mark.parametrize(
    "written", ["url(/c.png)", 'url("../c.png")', "url(data:,x)", "url(#c)", "url(https://a.fr/c)"]
)
def test_an_address_that_is_no_file_of_static_stays_as_it_was_written(base: Path, written: str) -> None:
    write(base, {"theme.css": f"a {{ b: {written} }}"})
    assert written in style(Assets([base], ""))


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("a > b , c { d : e ; f: g }", "a>b,c{d :e;f:g}"),
        ("a { content: 'x > y: z' } /* no { */ b { c: d }", "a{content:'x > y: z'} b{c:d}"),
        ("a:is(b, c) :hover { w: calc(1px + 2px) }", "a:is(b,c) :hover{w:calc(1px + 2px)}"),
        ("@media (width >= 5rem) { a { b: c } }", "@media (width>=5rem){a{b:c}}"),
    ],
)
def test_only_spaces_that_mean_nothing_go(base: Path, written: str, small: str) -> None:
    write(base, {"theme.css": written})
    assert f"@layer theme{{{small}}}" in style(Assets([base], ""))


def test_a_file_that_a_template_asks_for_must_exist(base: Path) -> None:
    with pytest.raises(SiteError):
        Assets([base], "").address("nowhere.svg")


def scripts(*names: str) -> str:
    return "".join(f'<script type="module" src="/sub{name}"></script>\n' for name in names)


def linked(address: str) -> str:
    return f"/sub{address}"


@pytest.fixture
def modules(tmp_path: Path) -> Assets:
    files = {"a.js": "const one = 1;\n", "b.js": "const one = 2;\n", "c.js": 'import "./d.js";\n'}
    return Assets([write(tmp_path / "modules", files)], "")


def test_the_modules_of_a_page_are_asked_for_at_once(modules: Assets) -> None:
    """Each in a block of its own: two may give the same name to something of theirs."""
    a, b = modules.address("a.js"), modules.address("b.js")
    html = modules.joined(f"<p>\n{scripts(a, b)}</p>\n{scripts(a)}", linked)
    (one,) = (each for each in modules.files if "/page-" in each)
    assert html == f"<p>\n{scripts(one)}</p>\n"
    assert modules.files[one].decode() == "{\nconst one = 1;\n}\n{\nconst one = 2;\n}\n"


def test_a_module_alone_or_one_that_names_others_keeps_its_file(modules: Assets) -> None:
    a, b, c = (modules.address(f"{each}.js") for each in "abc")
    for html in (scripts(a), scripts(a, c), scripts(a, "/elsewhere.js"), "<p>"):
        assert modules.joined(html, linked) == html
    assert scripts(c) in modules.joined(scripts(a, b, c), linked)
