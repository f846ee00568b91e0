"""What a stranger's site may not have; rendered in this process, with the limits alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.build import builder, preparation
from pelicasso.build.confinement.limits import Limits
from pelicasso.kit.testing import DAY, MINIMAL, write_site
from pelicasso.schema import SiteError

LIMITS = Limits()
JPEG = b"\xff\xd8\xff\xe0"
PAGE = "# Une page\n\nDu texte.\n"


def rendered(folder: Path, limits: Limits | None = LIMITS) -> dict[str, bytes | Path]:
    return dict(builder.render_site(folder, day=DAY, limits=limits).files)


def refused(folder: Path, limits: Limits = LIMITS) -> list[tuple[str, str | None, int | None]]:
    with pytest.raises(SiteError) as caught:
        rendered(folder, limits)
    return [(each.code, each.file, each.line) for each in caught.value.findings if each.severity == "error"]


@pytest.mark.parametrize(
    "file",
    ["/overrides/templates/page.html", "/overrides/static/site.css", "/themes/x/theme.yaml", "/plugins/x/__init__.py"],
)
def test_code_of_its_own_is_refused_and_named(tmp_path: Path, file: str) -> None:
    site = write_site(tmp_path, {"pages/a.md": PAGE, file: "x"})
    assert refused(site) == [("untrusted_folder", file.split("/")[1], None)]


def test_a_note_in_an_empty_folder_is_fine(tmp_path: Path) -> None:
    site = write_site(
        tmp_path, {"pages/a.md": PAGE, "/overrides/README.md": "Ici, vos modèles.", "/overrides/.keep": ""}
    )
    assert "a/index.html" in rendered(site)


def test_a_folder_of_templates_elsewhere_is_refused(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {})
    (site / "overrides").symlink_to(tmp_path)
    assert refused(site) == [("untrusted_folder", "overrides", None)]


def test_templates_are_not_taken_even_when_they_come_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the refusal and the rendering someone may put them there."""
    site = write_site(tmp_path, {"pages/a.md": PAGE, "/overrides/templates/page.html": "MINE"})
    monkeypatch.setattr(builder, "refused_settings", lambda _site: ())
    assert rendered(site, None)["a/index.html"] == b"MINE"
    assert b"MINE" not in rendered(site)["a/index.html"]


def test_trusted_html_is_refused_with_its_line(tmp_path: Path) -> None:
    text = f"{MINIMAL}content:\n  raw_html: trusted\n"
    site = write_site(tmp_path, {"pages/a.md": "<script>x</script>\n"}, text)
    assert refused(site) == [("untrusted_raw_html", "site.yaml", 4)]


def test_active_files_are_refused_where_they_stand(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "static/a.html": "<script>",
        "static/b.svg": "<svg/>",
        "static/c.jpg": "<script>",
        "static/d.jpg": JPEG,
        "static/sub/e.js": "x",
        "static/robots.txt": "User-agent: *\n",
        "static/.well-known/f.json": "{}",
        "documents/g.html": "<script>",
        "documents/non-lié.html": "<script>",
        "pages/a.md": "[g](../documents/g.html)\n",
    }
    codes = {file: code for code, file, _ in refused(write_site(tmp_path, files))}
    assert codes == dict.fromkeys(
        [
            f"content/{each}"
            for each in ("documents/g.html", "static/a.html", "static/b.svg", "static/c.jpg", "static/sub/e.js")
        ],
        "untrusted_file",
    )


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<circle r="4"/></svg>'


def test_a_drawing_is_published_where_it_is_shown_and_only_cleaned(tmp_path: Path) -> None:
    text = "organisation:\n  name: A\n  logo: images/a.svg\n"
    drawing = DRAWING.format("<!-- note --><metadata>x</metadata>")
    site = write_site(tmp_path, {"images/a.svg": drawing, "pages/a.md": "![a](../images/a.svg)\n"}, text)
    drawings = [body for name, body in rendered(site).items() if name.endswith(".svg")]
    assert drawings
    for each in drawings:
        assert isinstance(each, bytes)
        assert b"circle" in each
        assert b"metadata" not in each


@pytest.mark.parametrize(
    "inside",
    ["<script>x</script>", '<s:script xmlns:s="http://www.w3.org/2000/svg"/>', '<a href="https://x.example"/>'],
)
def test_a_drawing_that_acts_is_refused(tmp_path: Path, inside: str) -> None:
    site = write_site(tmp_path, {"images/a.svg": DRAWING.format(inside), "pages/a.md": "![a](../images/a.svg)\n"})
    assert [code for code, _, _ in refused(site)] == ["unsafe_drawing"]


def test_a_link_inside_the_site_is_judged_by_the_name_it_is_published_under(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"images/a.jpg": JPEG, "static/b.txt": "x"})
    (site / "content/static/a.html").symlink_to(site / "content/images/a.jpg")
    assert refused(site) == [("untrusted_file", "content/static/a.html", None)]


@pytest.mark.parametrize("name", ["../../x", "/tmp/x", "base/../base", ".", "..", "base/"])
def test_a_theme_is_one_of_those_installed(tmp_path: Path, name: str) -> None:
    site = write_site(tmp_path, {}, f"{MINIMAL}theme:\n  name: {name}\n")
    assert refused(site) == [("unknown_theme", "site.yaml", 4)]


def test_git_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The configuration of a repository can name programs to run."""

    def run(*_: object) -> dict[str, object]:
        raise AssertionError("git was run")

    monkeypatch.setattr(preparation, "last_commits", run)
    site = write_site(tmp_path, {"pages/a.md": PAGE})
    assert "a/index.html" in rendered(site)
    with pytest.raises(AssertionError):
        rendered(site, None)


def test_what_is_made_is_bounded_too(tmp_path: Path) -> None:
    site = write_site(tmp_path, {f"pages/{each}.md": PAGE for each in "abcdefgh"})
    assert refused(site, Limits(files=12)) == [("confined_files", None, None)]
    (site / "content/static").mkdir()
    for name in "abc":
        (site / f"content/static/{name}.jpg").write_bytes(JPEG + bytes(500_000))
    assert refused(site, Limits(output=1)) in (
        [("confined_content", "content", None)],
        [("confined_output", None, None)],
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("menu: [../../etc/passwd]\n", "link_leaves_site"),
        ("home: [{text: ../../etc/passwd}]\n", "bad_file_path"),
        ("home: [{text: /etc/passwd}]\n", "bad_file_path"),
    ],
)
def test_site_yaml_leads_to_no_file_outside(tmp_path: Path, text: str, code: str) -> None:
    assert [each for each, _, _ in refused(write_site(tmp_path, {}, MINIMAL + text))] == [code]


def test_a_site_like_any_other_is_the_same_with_limits(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"pages/a.md": PAGE, "articles/2026-02-01-b.md": PAGE, "static/d.jpg": JPEG})
    assert rendered(site) == rendered(site, None)
