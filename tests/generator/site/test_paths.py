from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelicasso.schema import Finding, Severity, SiteError
from pelicasso.site import paths
from pelicasso.site.messages import Messages
from pelicasso.site.paths import SafeFolder

SECRET = "secret.txt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / SECRET).write_text("secret")
    site = tmp_path / "site"
    for name in ("content/pages/a.md", "content/images/Photo.JPG", "content/images/été.jpg", "site.yaml"):
        write(site, name)
    return site


def write(site: Path, name: str, text: str = "x") -> Path:
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def said(finding: Finding) -> Finding:
    for language in ("fr", "en"):
        assert finding.code not in Messages(language).line(finding)
    return finding


def refusal(call: Callable[[], object], exit_code: int = 1) -> Finding:
    with pytest.raises(SiteError) as refused:
        call()
    assert refused.value.exit_code == exit_code
    return said(refused.value.findings[0])


def walked(root: Path, under: str = "") -> list[str]:
    files, findings = SafeFolder(root).walk(under)
    assert findings == []
    return [each.path for each in files]


def findings(root: Path) -> list[tuple[str, str | None]]:
    return [(said(each).code, each.file) for each in SafeFolder(root).walk().findings]


# Opening


@pytest.mark.parametrize("name", ["content/pages/a.md", "./content//pages/a.md", "content/pages/../pages/a.md"])
def test_a_file_of_the_site_is_read(root: Path, name: str) -> None:
    folder = SafeFolder(root)
    assert folder.read_bytes(name) == b"x"
    with folder.open(name) as source:
        assert source.read() == b"x"
    assert folder.exists(name)
    assert folder.is_file(name)
    assert folder.find(name) == folder.resolve(name) == root / "content/pages/a.md"


def test_a_folder_exists_but_is_no_file(root: Path) -> None:
    folder = SafeFolder(root)
    assert folder.exists("content/pages")
    assert not folder.is_file("content/pages")
    assert folder.find("content/pages") is None
    assert refusal(lambda: folder.open("content/pages")).code == "not_a_file"


@pytest.mark.parametrize("name", [f"../{SECRET}", f"content/../../{SECRET}", "/etc/passwd", "a/../../b/c", ".."])
def test_nothing_outside_the_site_is_opened(root: Path, name: str) -> None:
    folder = SafeFolder(root)
    finding = refusal(lambda: folder.open(name, "content/pages/a.md", 7))
    assert (finding.code, finding.file, finding.line) == ("path_outside", "content/pages/a.md", 7)
    assert not folder.exists(name)
    assert folder.nearest(name) is None


@pytest.mark.parametrize("name", ["content\\pages\\a.md", "a\0b", "a\nb", "\udce9"])
def test_a_path_with_forbidden_characters_is_refused_printably(root: Path, name: str) -> None:
    finding = refusal(lambda: SafeFolder(root).read_bytes(name))
    assert finding.code == "path_characters"
    assert Messages("fr").line(finding).encode()
    assert not SafeFolder(root).is_file(name)


def test_a_path_of_endless_steps_is_refused_in_few_words(root: Path) -> None:
    (root / "content/loop").symlink_to("..")
    finding = refusal(lambda: SafeFolder(root).read_bytes("content/loop/" * 50_000 + "site.yaml"))
    assert finding.code == "path_too_long"
    assert len(Messages("fr").line(finding)) < 600


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents_may_be_stored_either_way(root: Path, on_disk: str, written: str) -> None:
    name = "content/écoles/élève.md"
    write(root, unicodedata.normalize(on_disk, name))
    assert SafeFolder(root).read_bytes(unicodedata.normalize(written, name)) == b"x"
    assert name in walked(root)


def test_what_is_missing_is_told_with_the_place_and_the_nearest_name(root: Path) -> None:
    folder = SafeFolder(root)
    finding = refusal(lambda: folder.open("content/images/photos.jpg", "content/pages/a.md", 3))
    assert (finding.code, finding.file, finding.line) == ("file_missing_nearest", "content/pages/a.md", 3)
    assert finding.values == {"path": "content/images/photos.jpg", "nearest": "content/images/Photo.JPG"}
    finding = refusal(lambda: folder.open("content/rien/du/tout.zip"))
    assert (finding.code, finding.file) == ("file_missing", "content/rien/du/tout.zip")


def test_the_case_counts_on_every_system(root: Path) -> None:
    folder = SafeFolder(root)
    finding = refusal(lambda: folder.open("content/Images/photo.jpg"))
    assert finding.code == "file_in_another_case"
    assert finding.values["nearest"] == "content/images/Photo.JPG"
    assert not folder.exists("CONTENT")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("content/images/photo.jpg", "content/images/Photo.JPG"),
        ("content/pages/photo.jpg", "content/images/Photo.JPG"),
        ("content/image/été.jpg", "content/images/été.jpg"),
        ("content/images/ete.jpg", "content/images/été.jpg"),
        ("content/pages/aa.md", "content/pages/a.md"),
        ("sit.yaml", "site.yaml"),
        ("content/images/rien", None),
        ("", None),
    ],
)
def test_the_nearest_name(root: Path, name: str, nearest: str | None) -> None:
    assert SafeFolder(root).nearest(name) == nearest


def test_guesses_are_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MAX_GUESSES", 1)
    folder = SafeFolder(root)
    assert folder.nearest("sit.yaml") == "site.yaml"
    assert folder.nearest("sit.yaml") is None
    assert folder.nearest("SITE.yaml") == "site.yaml"


def test_a_file_over_the_limit_is_refused_not_cut(root: Path) -> None:
    write(root, "long.md", "x" * (2**20 + 1))
    folder = SafeFolder(root)
    finding = refusal(lambda: folder.read_bytes("long.md", 2**20))
    assert (finding.code, finding.file, finding.values) == ("file_too_large", "long.md", {"size": 2, "limit": 1})
    assert len(folder.read_bytes("long.md", 2**20 + 1)) == 2**20 + 1


def test_what_is_hidden_or_left_over_cannot_be_opened(root: Path) -> None:
    write(root, ".git/config", "token")
    write(root, "content/a.md~")
    folder = SafeFolder(root)
    assert refusal(lambda: folder.open(".git/config")).code == "file_missing"
    assert not folder.exists("content/a.md~")


def test_a_link_out_of_the_site_is_refused_wherever_it_stands(root: Path) -> None:
    (root / "content/images/s.txt").symlink_to(root.parent / SECRET)
    (root / "content/out").symlink_to(root.parent)
    (root / "content/git").symlink_to(write(root, ".git/config").parent)
    (root / "content/dead").symlink_to("nowhere")
    folder = SafeFolder(root)
    for name in ("content/images/s.txt", f"content/out/{SECRET}", "content/out", "content/git/config", "content/dead"):
        assert refusal(lambda name=name: folder.open(name)).code == "link_refused"
        assert not folder.exists(name)
        assert folder.find(name) is None


def test_a_link_that_stays_in_the_site_is_opened(root: Path) -> None:
    (root / "content/images/b.md").symlink_to("../pages/a.md")
    (root / "content/shared").symlink_to("pages")
    folder = SafeFolder(root)
    assert folder.resolve("content/images/b.md") == root / "content/pages/a.md"
    assert folder.read_bytes("content/shared/a.md") == b"x"


def test_a_site_may_itself_stand_behind_a_link(root: Path) -> None:
    (root.parent / "link").symlink_to(root)
    assert SafeFolder(root.parent / "link").read_bytes("content/pages/a.md") == b"x"


def test_a_folder_swapped_for_a_link_and_back_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = write(root.parent, "outside/a.md", "secret")
    open_file = os.open
    monkeypatch.setattr(os, "open", lambda _, flags: open_file(outside, flags))
    assert refusal(lambda: SafeFolder(root).read_bytes("content/pages/a.md")).code == "link_refused"


@pytest.mark.parametrize("target", ["file", "folder"])
def test_a_link_slipped_in_between_look_and_open_is_refused(
    root: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root.parent, "outside/a.md", "secret")
    open_file = os.open

    def swap(path: Path, flags: int) -> int:
        if target == "file":
            path.unlink()
            path.symlink_to(root.parent / "outside/a.md")
        else:
            path.parent.rename(root / "moved")
            path.parent.symlink_to(root.parent / "outside")
        return open_file(path, flags)

    monkeypatch.setattr(os, "open", swap)
    finding = refusal(lambda: SafeFolder(root).read_bytes("content/pages/a.md"), 3 if target == "file" else 1)
    assert finding.code == ("unreadable_file" if target == "file" else "link_refused")


def test_a_pipe_is_refused_and_does_not_hang(root: Path) -> None:
    os.mkfifo(root / "content/pipe.md")
    folder = SafeFolder(root)
    assert refusal(lambda: folder.open("content/pipe.md")).code == "not_a_file"
    assert findings(root) == [("not_a_file", "content/pipe.md")]


def test_a_file_that_cannot_be_opened_is_the_machines_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: int) -> int:
        raise PermissionError(13, "no", path)

    monkeypatch.setattr(os, "open", refuse)
    finding = refusal(lambda: SafeFolder(root).open("site.yaml"), exit_code=3)
    assert (finding.code, finding.file) == ("unreadable_file", "site.yaml")


def test_a_file_that_went_away_is_missing(root: Path) -> None:
    folder = SafeFolder(root)
    assert folder.exists("site.yaml")
    (root / "site.yaml").unlink()
    assert refusal(lambda: folder.open("site.yaml")).code in {"file_missing", "not_a_file"}


PARTS = st.lists(st.sampled_from(["..", ".", "", "content", "pages", "a.md", "out", SECRET, "site", "\\", "CONTENT"]))


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("trap")
    write(top, SECRET, "secret")
    write(top, "site/content/pages/a.md")
    (top / "site/out").symlink_to(top)
    return top / "site"


@settings(deadline=None)
@given(PARTS)
def test_no_path_leads_out(trap: Path, parts: list[str]) -> None:
    try:
        assert SafeFolder(trap).read_bytes("/".join(parts)) == b"x"
    except SiteError as refused:
        said(refused.findings[0])


# Walking


def test_every_file_is_found_with_its_size_sorted(root: Path) -> None:
    write(root, "content/pages/b/c.md", "longer")
    files, _ = SafeFolder(root).walk("content")
    assert [each.path for each in files] == [
        "content/images/Photo.JPG",
        "content/images/été.jpg",
        "content/pages/a.md",
        "content/pages/b/c.md",
    ]
    assert files[3].size == 6
    assert files[3].absolute == root / "content/pages/b/c.md"
    assert files[3].mtime_ns == files[3].absolute.stat().st_mtime_ns
    assert walked(root, "content/pages/") == ["content/pages/a.md", "content/pages/b/c.md"]
    assert walked(root, "absent") == []


def test_leftovers_and_hidden_files_are_passed_over_in_silence(root: Path) -> None:
    before = walked(root)
    names = ["~$lettre.md", ".#a.md", "#a.md#", "a.md~", ".a.md.swp", "Thumbs.db", ".DS_Store", "desktop.ini", "._a.md"]
    for name in [*names, "__MACOSX/a.md", "node_modules/a/b.md", ".git/config", ".well-known/x", "pages/.cache/a"]:
        write(root, f"content/{name}")
    assert walked(root) == before
    write(root, "content/static/.well-known/security.txt")
    assert set(walked(root)) - set(before) == {"content/static/.well-known/security.txt"}


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("a (copie en conflit de Marie 2026-01-02).md", "a.md"),
        ("a (Copie en conflit de PC-2026 2026-01-02 (1)).md", "a.md"),
        ("a (Marie's conflicted copy 2026-01-02).md", "a.md"),
        ("a (1) (conflicted copy 2026-01-02 123456).md", "a (1).md"),
        ("a.sync-conflict-20260102-123456-ABCDEFG.md", "a.md"),
        ("a_conflict-20260102-123456.md", "a.md"),
        ("a (SFConflict marie@x.fr 2026-01-02-12-34-56).md", "a.md"),
        ("a (conflit de casse).md", "a.md"),
    ],
)
def test_a_sync_conflict_names_both_files(root: Path, name: str, original: str) -> None:
    write(root, f"content/pages/{name}")
    files, problems = SafeFolder(root).walk()
    (finding,) = problems
    assert (finding.code, finding.file, finding.severity) == ("conflict_copy", f"content/pages/{name}", Severity.ERROR)
    assert finding.values == {"original": f"content/pages/{original}"}
    assert finding.file not in [each.path for each in files]


@pytest.mark.parametrize("name", ["photo (1).jpg", "affiche-PC.md", "le conflit (récit).md", "2026-01-02 copie.md"])
def test_ordinary_names_are_no_conflicts(root: Path, name: str) -> None:
    write(root, f"content/{name}")
    assert f"content/{name}" in walked(root)


def test_names_that_one_system_takes_for_one_are_refused(root: Path) -> None:
    write(root, "content/images/photo.jpg")
    write(root, unicodedata.normalize("NFD", "content/images/été.jpg"))
    _, problems = SafeFolder(root).walk()
    assert {(said(each).code, each.values["other"]) for each in problems} == {
        ("names_alike", "content/images/Photo.JPG"),
        ("names_alike", "content/images/été.jpg"),
    }


@pytest.mark.parametrize("name", [b"a\\b.md", b"a\nb.md", b"caf\xe9.md", b"a\x7f.md"])
def test_names_that_do_not_travel_are_refused_printably(root: Path, name: bytes) -> None:
    (root / os.fsdecode(name)).write_text("x")
    (finding,) = SafeFolder(root).walk().findings
    assert said(finding).code == "name_characters"
    assert Messages("fr").line(finding).encode()


def test_names_that_are_too_long_are_refused(root: Path) -> None:
    write(root, f"content/{'é' * 101}.md")
    assert [code for code, _ in findings(root)] == ["name_too_long"]


def test_folders_that_are_too_deep_are_refused(root: Path) -> None:
    write(root, "/".join(["d" * 150] * 7) + "/a.md")
    assert [code for code, _ in findings(root)] == ["name_too_long"]


def test_each_link_that_leaves_or_loops_is_one_warning(root: Path) -> None:
    links = {"s.txt": root.parent / SECRET, "out": root.parent, "loop": "..", "self": "self", "dead": "nowhere"}
    for name, target in links.items():
        (root / "content" / name).symlink_to(target)
    files, problems = SafeFolder(root).walk()
    assert {(said(each).code, each.file, each.severity) for each in problems} == {
        ("link_not_followed", f"content/{name}", Severity.WARNING) for name in links
    }
    assert len(problems) == len(links)
    assert [each.path for each in files] == walked(root, "content/images") + walked(root, "content/pages") + [
        "site.yaml"
    ]


def test_a_link_to_a_file_of_the_site_is_that_file(root: Path) -> None:
    (root / "content/images/b.md").symlink_to("../pages/a.md")
    found = {each.path: each for each in SafeFolder(root).walk().files}
    assert found["content/images/b.md"].absolute == root / "content/pages/a.md"
    assert found["content/images/b.md"].size == 1


def test_all_that_cannot_be_read_is_told_as_the_machines_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, *_: "images" not in str(path))
    with pytest.raises(SiteError) as refused:
        SafeFolder(root).walk()
    assert refused.value.exit_code == 3
    assert {(each.code, each.file) for each in refused.value.findings} == {
        ("unreadable_file", "content/images/Photo.JPG"),
        ("unreadable_file", "content/images/été.jpg"),
    }


def test_a_folder_that_cannot_be_read_is_the_machines_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "images":
            raise PermissionError(13, "no", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    finding = refusal(lambda: SafeFolder(root).walk(), exit_code=3)
    assert (finding.code, finding.file) == ("unreadable_file", "content/images")
    assert refusal(lambda: SafeFolder(root).exists("content/images/été.jpg"), exit_code=3) == finding
