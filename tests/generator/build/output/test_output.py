"""The output is the old site or the new one, whatever happens to the build, the disk or the folder."""

from __future__ import annotations

import builtins
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from pelicasso.build.output import durable, exchange, lock, machine, output, record, spare
from pelicasso.build.output.output import Changes, Output
from pelicasso.build.output.record import RECORD
from pelicasso.build.output.spare import Body
from pelicasso.schema import SiteError
from pelicasso.site.catalogue import HERE
from pelicasso.site.messages import Messages

DRIVER = Path(__file__).with_name("killed_builds.py")
OLD = {"index.html": b"old", "same/index.html": b"same", "gone/index.html": b"gone", "a/b/c.html": b"deep"}
NEW = {"index.html": b"new", "same/index.html": b"same", "added/index.html": b"added", "a/b/c.html": b"deep"}

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX file systems")


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(durable, "_library", lambda: None)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def publish(site: Path, files: Mapping[str, Body]) -> Changes:
    with Output.locked(site, wait=0) as held:
        return held.publish(files)


def shown(site: Path) -> dict[str, bytes]:
    """What `output/` holds, our record aside."""
    root = site / "output"
    files = {each.relative_to(root).as_posix(): each for each in root.rglob("*") if each.is_file()}
    return {path: each.read_bytes() for path, each in files.items() if path != RECORD}


def refusal(site: Path, files: Mapping[str, Body], exit_code: int = 3) -> tuple[str, str | None]:
    """The code and the file of the error that a build ends in."""
    with pytest.raises(SiteError) as caught:
        publish(site, files)
    assert caught.value.exit_code == exit_code
    return caught.value.findings[0].code, caught.value.findings[0].file


def test_the_first_build_makes_the_folder(site: Path) -> None:
    changes = publish(site, OLD)
    assert shown(site) == OLD
    assert changes.added == tuple(sorted(OLD))
    assert {each.name for each in site.iterdir()} == {"output", ".pelicasso"}


def test_each_build_shows_its_files_and_no_other(site: Path) -> None:
    for files in (OLD, NEW, OLD, OLD, NEW, {"index.html": b"alone"}, NEW):
        publish(site, files)
        assert shown(site) == files


def test_a_build_says_what_changed(site: Path) -> None:
    publish(site, OLD)
    changes = publish(site, NEW)
    assert changes == Changes(
        ("added/index.html",), ("index.html",), ("gone/index.html",), ("a/b/c.html", "same/index.html"), ()
    )


def test_the_record_tells_the_previous_site(site: Path) -> None:
    with Output.locked(site) as held:
        assert held.previous() is None
        held.publish(OLD)
        previous = held.previous()
    assert previous is not None
    assert previous.files.keys() == OLD.keys()


def test_the_record_depends_on_the_files_alone(site: Path, tmp_path: Path) -> None:
    publish(site, OLD)
    publish(site, NEW)
    (tmp_path / "other").mkdir()
    publish(tmp_path / "other", dict(reversed(NEW.items())))
    assert (site / "output" / RECORD).read_bytes() == (tmp_path / "other/output" / RECORD).read_bytes()


@posix
def test_unchanged_files_keep_inode_and_time(site: Path) -> None:
    publish(site, OLD)
    before = (site / "output/same/index.html").stat()
    for files in (NEW, OLD, NEW, OLD):
        publish(site, files)
        after = (site / "output/same/index.html").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@posix
def test_a_page_that_is_being_read_does_not_change(site: Path) -> None:
    publish(site, OLD)
    with open(site / "output/index.html", "rb") as page:
        for files in (NEW, {"index.html": b"newer"}, NEW):
            publish(site, files)
        assert page.read() == b"old"


@posix
def test_nothing_is_touched_when_nothing_changed(site: Path) -> None:
    publish(site, OLD)
    before = (site / "output").stat()
    assert publish(site, OLD).unchanged == tuple(sorted(OLD))
    after = (site / "output").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_becomes_a_folder_and_a_folder_a_file(site: Path) -> None:
    first, second = {"a": b"1", "b/c": b"2"}, {"a/d": b"1", "b": b"2"}
    for files in (first, second, first, second):
        publish(site, files)
        assert shown(site) == files


def test_a_page_edited_in_the_output_is_made_again_and_named(site: Path) -> None:
    publish(site, OLD)
    publish(site, NEW)
    (site / "output/same/index.html").write_bytes(b"SAME")
    changes = publish(site, NEW)
    assert shown(site) == NEW
    assert [(each.code, each.values["names"]) for each in changes.findings] == [("output_edited", "same/index.html")]
    publish(site, OLD)
    assert shown(site) == OLD


@posix
def test_a_page_replaced_by_a_link_is_made_again(site: Path, tmp_path: Path) -> None:
    publish(site, OLD)
    (tmp_path / "outside").write_bytes(b"outside")
    (site / "output/index.html").unlink()
    (site / "output/index.html").symlink_to(tmp_path / "outside")
    publish(site, OLD)
    publish(site, NEW)
    assert shown(site) == NEW
    assert (tmp_path / "outside").read_bytes() == b"outside"


@pytest.mark.parametrize("lost", ["output", ".pelicasso", "output/same", "output/index.html", ".pelicasso/spare"])
def test_what_was_deleted_comes_back(site: Path, lost: str) -> None:
    for files in (NEW, OLD):
        publish(site, files)
    gone = site / lost
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    for files in (NEW, OLD):
        publish(site, files)
        assert shown(site) == files


def test_an_older_output_copied_back_leaves_no_page_behind(site: Path, tmp_path: Path) -> None:
    publish(site, OLD)
    shutil.copytree(site / "output", tmp_path / "kept")
    publish(site, NEW)
    shutil.rmtree(site / "output")
    shutil.copytree(tmp_path / "kept", site / "output")
    changes = publish(site, NEW)
    assert shown(site) == NEW
    assert changes.removed == ("gone/index.html",)
    assert changes.findings == ()


def test_files_of_others_are_kept_and_named(site: Path) -> None:
    publish(site, OLD)
    (site / "output/CNAME").write_bytes(b"example.org")
    (site / "output/gone/notes.txt").write_bytes(b"notes")
    (site / "output/empty/folder").mkdir(parents=True)
    mine = {"CNAME": b"example.org", "gone/notes.txt": b"notes"}
    for files in (NEW, OLD, NEW):
        changes = publish(site, files)
        assert shown(site) == files | mine
        assert (site / "output/empty/folder").is_dir()
        assert [(each.code, each.values["names"]) for each in changes.findings] == [
            ("output_foreign", "CNAME, gone/notes.txt")
        ]
    (site / "output/CNAME").unlink()
    for files in (OLD, NEW):
        publish(site, files)
        assert shown(site) == files | {"gone/notes.txt": b"notes"}


@posix
def test_links_of_others_are_kept_and_never_followed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/photo.jpg").write_bytes(b"photo")
    publish(site, OLD)
    (site / "output/link").symlink_to(tmp_path / "outside")
    for files in (NEW, OLD, NEW):
        publish(site, files)
        assert (site / "output/link").readlink() == tmp_path / "outside"
    (site / "output/link").unlink()
    for files in (OLD, NEW, OLD):
        publish(site, files)
    assert [each.name for each in (tmp_path / "outside").iterdir()] == ["photo.jpg"]


@pytest.mark.parametrize("wanted", ["robots.txt", "robots.txt/index.html", "notes", "notes/new.html"])
def test_a_file_of_others_in_the_way_is_refused_by_name(site: Path, wanted: str) -> None:
    publish(site, OLD)
    (site / "output/robots.txt").write_bytes(b"mine")
    (site / "output/notes").mkdir()
    (site / "output/notes/new.html").write_bytes(b"mine")
    before = shown(site)
    code, file = refusal(site, NEW | {wanted: b"ours"})
    assert code == "output_conflict"
    assert file in ("output/robots.txt", "output/notes", "output/notes/new.html")
    assert shown(site) == before


def test_a_file_of_others_equal_to_ours_becomes_ours(site: Path) -> None:
    publish(site, OLD)
    (site / "output/robots.txt").write_bytes(b"same")
    assert publish(site, NEW | {"robots.txt": b"same"}).findings == ()
    publish(site, NEW)
    assert shown(site) == NEW


def test_what_file_managers_drop_is_not_kept(site: Path) -> None:
    publish(site, OLD)
    (site / "output/.DS_Store").write_bytes(b"\0")
    (site / "output/a/Thumbs.db").write_bytes(b"\0")
    assert publish(site, NEW).findings == ()
    assert shown(site) == NEW


def test_a_folder_that_we_did_not_make_is_refused(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output/thesis.odt").write_bytes(b"years of work")
    assert refusal(site, NEW) == ("output_not_ours", "output")
    assert shown(site) == {"thesis.odt": b"years of work"}


@pytest.mark.parametrize("names", [[], [".DS_Store"]])
def test_an_empty_folder_is_taken(site: Path, names: list[str]) -> None:
    (site / "output").mkdir()
    for name in names:
        (site / "output" / name).write_bytes(b"\0")
    publish(site, NEW)
    assert shown(site) == NEW


@posix
@pytest.mark.parametrize("name", ["output", ".pelicasso"])
def test_a_link_in_place_of_a_folder_is_refused(site: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / RECORD).write_bytes(b'{"format":1,"files":{}}')
    (site / name).symlink_to(tmp_path / "precious")
    assert refusal(site, NEW) == ("output_not_folder", name)
    assert [each.name for each in (tmp_path / "precious").iterdir()] == [RECORD]


@pytest.mark.parametrize("name", ["output", ".pelicasso"])
def test_a_file_in_place_of_a_folder_is_refused(site: Path, name: str) -> None:
    (site / name).write_bytes(b"a file")
    assert refusal(site, NEW) == ("output_not_folder", name)
    assert (site / name).read_bytes() == b"a file"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format":2,"files":{}}', b'{"format":1,"files":{"a":1}}'])
def test_a_damaged_record_is_refused(site: Path, data: bytes) -> None:
    publish(site, OLD)
    (site / "output" / RECORD).write_bytes(data)
    assert refusal(site, NEW) == ("output_record_damaged", f"output/{RECORD}")
    assert shown(site) == OLD


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a//x", "./x", "a/", "", ".", "x\0", RECORD])
def test_an_unsafe_path_is_refused(site: Path, path: str) -> None:
    assert refusal(site, {path: b"x"}, exit_code=1)[0] == "output_bad_address"
    assert not (site / "output").exists()


def test_a_path_that_is_a_file_and_a_folder_is_refused(site: Path) -> None:
    assert refusal(site, {"a": b"1", "a/b": b"2"}, exit_code=1) == ("output_bad_address", "output/a")


def test_files_are_copied_whole(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare, "_CHUNK", 1000)
    film = tmp_path / "film.webm"
    for content in (bytes(range(256)) * 30, b"", bytes(range(256)) * 31):
        film.write_bytes(content)
        publish(site, {"film.webm": film})
        assert shown(site) == {"film.webm": content}


def test_a_file_that_changes_while_it_is_copied_is_refused(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, OLD)
    (site / "film.webm").write_bytes(b"half")
    become = spare.Spare.become

    def grow(self: spare.Spare, target: spare.Target) -> dict[str, os.stat_result]:
        (site / "film.webm").write_bytes(b"half and the rest")
        return become(self, target)

    monkeypatch.setattr(spare.Spare, "become", grow)
    files = NEW | {"film.webm": site / "film.webm"}
    assert refusal(site, files) == ("output_source_changing", "film.webm")
    assert shown(site) == OLD


def test_a_missing_file_is_named(site: Path) -> None:
    publish(site, OLD)
    assert refusal(site, {"film.webm": site / "content/film.webm"}) == ("output_failed", "content/film.webm")
    assert shown(site) == OLD


@posix
def test_the_rights_of_the_folder_are_kept(site: Path) -> None:
    publish(site, OLD)
    (site / "output").chmod(0o750)
    for files in (NEW, OLD):
        publish(site, files)
        assert (site / "output").stat().st_mode & 0o777 == 0o750


@posix
def test_a_file_system_without_hard_links_gets_copies(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[Path] = []
    copyfile = shutil.copyfile

    def copy(source: Path, target: Path) -> None:
        copied.append(target)
        copyfile(source, target)

    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(shutil, "copyfile", copy)
    publish(site, OLD)
    before = (site / "output/same/index.html").stat()
    for files in (NEW, OLD, NEW):
        publish(site, files)
        assert shown(site) == files
        assert (site / "output/same/index.html").stat().st_mtime_ns == before.st_mtime_ns
    assert sorted(each.name for each in copied) == ["c.html", "index.html"]


@posix
def test_a_pipe_that_can_not_be_kept_is_refused_by_name(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, OLD)
    os.mkfifo(site / "output/pipe")
    publish(site, NEW)
    assert (site / "output/pipe").is_fifo()
    shutil.rmtree(site / ".pelicasso/spare")
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    assert refusal(site, OLD)[0] == "output_failed"
    assert (site / "output/pipe").is_fifo()


def failing(code: int) -> Callable[..., Any]:
    def call(*arguments: object, **_: object) -> Any:
        raise OSError(code, os.strerror(code), str(arguments[0]))

    return call


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "output_disk_full"),
        (errno.EROFS, "output_read_only"),
        (errno.EACCES, "output_denied"),
        (errno.EIO, "output_failed"),
    ],
)
@posix
def test_the_machine_refuses_the_first_build(site: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str) -> None:
    monkeypatch.setattr(os, "mkdir", failing(code))
    expected = None if code == errno.ENOSPC else ".pelicasso"
    assert refusal(site, NEW) == (said, expected)


class Trouble:
    """Lets the first calls pass that change the disk; from then on each of some kinds fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, passing: int, code: int, failing: set[str]) -> None:
        self.left, self.code, self.failing = passing, code, failing
        for name in ("mkdir", "link", "rename", "unlink", "rmdir", "replace", "chmod", "fsync"):
            monkeypatch.setattr(os, name, self.around(name, getattr(os, name)))
        monkeypatch.setattr(spare, "open", self.opening, raising=False)
        call = exchange._system_call()
        monkeypatch.setattr(exchange, "_system_call", lambda: call and self.exchanging(call))

    @property
    def struck(self) -> bool:
        return self.left < 0

    def point(self, kind: str) -> None:
        self.left -= 1
        if self.struck and kind in self.failing:
            raise OSError(self.code, os.strerror(self.code))

    def around(self, kind: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            self.point(kind)
            return call(*arguments, **options)

        return wrapped

    def exchanging(self, call: Callable[[bytes, bytes], int]) -> Callable[[bytes, bytes], int]:
        def wrapped(one: bytes, other: bytes) -> int:
            self.left -= 1
            return self.code if self.struck and "exchange" in self.failing else call(one, other)

        return wrapped

    @contextmanager
    def opening(self, path: Path, mode: str) -> Iterator[Any]:
        with builtins.open(path, mode) as file:
            yield Wounded(file, self) if "x" in mode else file


class Wounded:
    """A file of which half a write gets through."""

    def __init__(self, file: IO[bytes], trouble: Trouble) -> None:
        self.file, self.trouble = file, trouble

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])
        self.trouble.point("write")
        self.file.write(data[len(data) // 2 :])

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


GROWING = {"mkdir", "link", "write", "fsync"}
ANY = GROWING | {"rename", "unlink", "rmdir", "replace", "chmod", "exchange"}


@posix
@pytest.mark.parametrize("start", ["in step", "without spare"])
@pytest.mark.parametrize(
    ("code", "kinds", "said"), [(errno.ENOSPC, GROWING, "output_disk_full"), (errno.EIO, ANY, "output_failed")]
)
def test_trouble_at_any_call_keeps_the_old_site(
    tmp_path: Path, start: str, code: int, kinds: set[str], said: str
) -> None:
    for passing in range(200):
        site = tmp_path / str(passing)
        site.mkdir()
        for files in (NEW, OLD) if start == "in step" else (OLD,):
            publish(site, files)
        with pytest.MonkeyPatch.context() as patch:
            trouble = Trouble(patch, passing, code, kinds)
            failure = attempt(site, NEW)
        if failure is None:
            assert shown(site) == NEW
        else:
            assert (failure.findings[0].code, failure.exit_code) == (said, 3)
            assert shown(site) in (OLD, NEW)
        if code == errno.ENOSPC and shown(site) == OLD:
            assert not (site / ".pelicasso/spare").exists()
        publish(site, NEW)
        assert shown(site) == NEW
        if not trouble.struck:
            return
    pytest.fail("the build never got through")


def attempt(site: Path, files: Mapping[str, Body]) -> SiteError | None:
    try:
        publish(site, files)
    except SiteError as failure:
        return failure
    return None


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.name == "nt" or os.geteuid() or not shutil.which("mount") or subprocess.run(mount).returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_told_in_figures(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        publish(disk, OLD)
        room = shutil.disk_usage(disk).free
        with pytest.raises(SiteError) as caught:
            publish(disk, NEW | {f"{n}.bin": os.urandom(500_000) for n in range(6)})
        assert shown(disk) == OLD
        assert room - shutil.disk_usage(disk).free < 20_000
        said = Messages("fr").line(caught.value.findings[0])
        assert "le disque est plein : il faut 3 Mio et il en reste 1" in said
        publish(disk, NEW)
        assert shown(disk) == NEW


def test_an_output_mounted_separately_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with small_disk(tmp_path / "site/output", "1m"):
        assert refusal(tmp_path / "site", NEW) == ("output_pinned", "output")
        assert shown(tmp_path / "site") == {}


@posix
@pytest.mark.parametrize(
    ("start", "mode"),
    [
        ("in_step", "exchange"),
        ("fresh", "exchange"),
        ("restored", "exchange"),
        ("in_step", "renames"),
        ("moved_aside", "renames"),
        ("replaced", "renames"),
    ],
)
def test_a_build_killed_at_any_call(tmp_path: Path, start: str, mode: str) -> None:
    report = driven(tmp_path, "calls", start, mode)
    assert report["wrong"] == []
    assert report["calls"] > 20 or start == "replaced"


@posix
def test_builds_killed_at_any_moment(tmp_path: Path) -> None:
    assert driven(tmp_path, "moments", "60") == {"seen": ["new", "old"], "wrong": []}


def driven(folder: Path, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, str(DRIVER), str(folder), *arguments]
    report: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return report


BUILDER = """
import sys
from pathlib import Path
from pelicasso.build.output.output import Output
for turn in range(15):
    page = f"<html>{sys.argv[2]}{turn}{'x' * 200_000}</html>".encode()
    with Output.locked(Path(sys.argv[1])) as output:
        output.publish({"index.html": page, f"{sys.argv[2]}/index.html": page, "same.html": b"same"})
"""


@posix
def test_two_builders_and_a_reader(site: Path) -> None:
    publish(site, {"index.html": b"<html></html>"})
    builders = [subprocess.Popen([sys.executable, "-c", BUILDER, str(site), name]) for name in "ab"]
    pages = set()
    while any(builder.poll() is None for builder in builders):
        pages.add((site / "output/index.html").read_bytes())
    assert [builder.returncode for builder in builders] == [0, 0]
    assert all(page.startswith(b"<html>") and page.endswith(b"</html>") for page in pages)
    assert len(pages) > 2
    assert shown(site).keys() in ({"index.html", "same.html", f"{name}/index.html"} for name in "ab")


def test_a_second_build_is_refused_while_the_first_runs(site: Path) -> None:
    with Output.locked(site):
        assert refusal(site, NEW) == ("output_busy", None)
    publish(site, NEW)


def test_the_second_build_waits_for_the_first(site: Path) -> None:
    with Output.locked(site) as first:
        waiting = threading.Thread(target=lambda: waited(site))
        waiting.start()
        first.publish(OLD)
    waiting.join()
    assert shown(site) == NEW


def waited(site: Path) -> None:
    with Output.locked(site, wait=30) as held:
        held.publish(NEW)


@posix
def test_all_is_on_the_disk_before_the_exchange(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, NEW)
    publish(site, OLD)
    events: list[object] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: events.append(os.fstat(descriptor).st_ino))
    swap = exchange.exchange
    monkeypatch.setattr(output, "exchange", lambda *paths: (events.append("exchange"), swap(*paths)))
    publish(site, NEW)
    before, after = events[: events.index("exchange")], events[events.index("exchange") + 1 :]
    new = ["", RECORD, "index.html", "added", "added/index.html"]
    assert {(site / "output" / path).stat().st_ino for path in new} == set(before)
    assert {site.stat().st_ino, (site / ".pelicasso").stat().st_ino} == set(after)


def test_every_refusal_has_its_words() -> None:
    sources = [Path(str(module.__file__)).read_text("utf-8") for module in (output, record, lock, machine)]
    codes = set(re.findall(r'"(output_\w+)"', "".join(sources)))
    said = [HERE / language / "output.yaml" for language in ("fr", "en")]
    assert [set(re.findall(r"^  (\w+):$", each.read_text("utf-8"), re.M)) for each in said] == [codes, codes]
