"""Pictures between builds: made once, found again, forgotten when unused; a broken one costs the others nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from PIL import Image

from pelicasso.kit.pictures.cache import Folder
from pelicasso.kit.pictures.pictures import Original, Pictures
from pelicasso.kit.pictures.pool import untold
from pelicasso.schema import SiteError

WIDTHS = (200, 400)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for at, name in enumerate(("a.jpg", "b.jpg", "c.jpg")):
        Image.new("RGB", (900, 600), (90 * at, 40, 200)).save(tmp_path / name)
    (tmp_path / "cut.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:900])
    return tmp_path


def original(file: Path, opened: Callable[[], BinaryIO] | None = None) -> Original:
    return Original(f"content/{file.name}", file, opened or (lambda: file.open("rb")))


def pictures(site: Path) -> Pictures:
    return Pictures(Folder(site / "cache"), lambda each: each.path.read_bytes().hex())


def tree(site: Path) -> dict[str, bytes]:
    files = [each for each in (site / "cache").rglob("*") if each.is_file()]
    return {each.relative_to(site).as_posix(): each.read_bytes() for each in files}


def test_what_is_made_is_found_again_and_the_picture_left_closed(site: Path) -> None:
    made = pictures(site).of(original(site / "a.jpg"), WIDTHS)

    def never() -> BinaryIO:
        raise AssertionError("opened again")

    assert pictures(site).of(original(site / "a.jpg", never), WIDTHS) == made


def test_a_further_width_is_added_to_the_others(site: Path) -> None:
    all_at_once = pictures(site)
    all_at_once.of(original(site / "a.jpg"), (*WIDTHS, 700))
    expected = tree(site)
    all_at_once.cache.prune([])
    first = pictures(site).of(original(site / "a.jpg"), WIDTHS)
    before = tree(site)
    second = pictures(site).of(original(site / "a.jpg"), (*WIDTHS, 700))
    assert first.key == second.key
    assert before.items() <= tree(site).items()
    assert expected.items() <= tree(site).items()


def test_another_content_or_setting_is_another_picture(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = pictures(site).key(original(site / "a.jpg"))
    assert one != pictures(site).key(original(site / "b.jpg"))
    monkeypatch.setattr("pelicasso.kit.pictures.pictures.recipe", lambda: "another version")
    assert one != pictures(site).key(original(site / "a.jpg"))


def test_many_at_once_are_the_same_bytes_as_one_by_one(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    wanted = [(original(site / f"{name}.jpg"), [WIDTHS]) for name in "abc"]
    heard: list[tuple[int, int]] = []
    pictures(site).prepare(wanted, lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]
    other = tmp_path_factory.mktemp("other")
    alone = Pictures(Folder(other / "cache"), lambda each: each.path.read_bytes().hex())
    for each, _ in wanted:
        alone.of(each, WIDTHS)
    assert {name: each for name, each in tree(site).items() if ".gitignore" not in name} == {
        name: each for name, each in tree(other).items() if ".gitignore" not in name
    }


def test_a_broken_picture_is_told_each_time_and_costs_the_others_nothing(site: Path) -> None:
    here = pictures(site)
    here.prepare([(original(site / f"{name}.jpg"), [WIDTHS]) for name in ("cut", "a", "b")], untold)
    for _ in range(2):
        with pytest.raises(SiteError) as refused:
            here.of(original(site / "cut.jpg"), WIDTHS)
        assert [each.code for each in refused.value.findings] == ["picture_cut_short"]
    twin = original(site / "cut.jpg")
    with pytest.raises(SiteError) as refused:
        here.of(Original("content/twin.jpg", twin.path, twin.opened), WIDTHS)
    assert refused.value.findings[0].values["picture"] == "content/twin.jpg"
    assert here.of(original(site / "b.jpg"), WIDTHS).files


def test_what_is_no_longer_used_is_forgotten(site: Path) -> None:
    here = pictures(site)
    for name in "ab":
        here.of(original(site / f"{name}.jpg"), WIDTHS)
    (site / "cache" / here.key(original(site / "a.jpg")) / ".half.webp.4711").write_bytes(b"left by a killed build")
    later = pictures(site)
    kept = later.of(original(site / "a.jpg"), WIDTHS)
    later.prune()
    assert {Path(each).parts[1] for each in tree(site) if ".gitignore" not in each} == {kept.key}
    assert not [each for each in tree(site) if "4711" in each]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"kind": "JPEG"}', b'{"kind": "?"}'])
def test_a_damaged_note_is_made_anew(site: Path, damage: bytes) -> None:
    here = pictures(site)
    made = here.of(original(site / "a.jpg"), WIDTHS)
    note = site / "cache" / made.key / "made.json"
    note.write_bytes(damage)
    assert pictures(site).of(original(site / "a.jpg"), WIDTHS) == made


def test_an_empty_file_of_the_cache_is_made_anew(site: Path) -> None:
    made = pictures(site).of(original(site / "a.jpg"), WIDTHS)
    lost = site / "cache" / made.key / made.files[0].name
    whole = lost.read_bytes()
    lost.write_bytes(b"")
    pictures(site).of(original(site / "a.jpg"), WIDTHS)
    assert lost.read_bytes() == whole


def test_another_build_may_clear_the_folder_away_in_between(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Folder(site / "cache")
    real, calls = cache._open, []

    def cleared(key: str) -> None:
        calls.append(key)
        if len(calls) > 1:
            real(key)

    monkeypatch.setattr(cache, "_open", cleared)
    cache.keep("key", "a.webp", b"x")
    assert cache.size("key", "a.webp") == 1


def test_what_is_drawn_is_kept_like_a_picture(site: Path) -> None:
    here, drawn = pictures(site), []

    def draw() -> list[bytes]:
        drawn.append(1)
        return [b"one", b"two"]

    for _ in range(2):
        assert here.drawn(original(site / "a.jpg"), "green", ["1.png", "2.png"], draw) == [b"one", b"two"]
    here.drawn(original(site / "a.jpg"), "red", ["1.png", "2.png"], draw)
    assert len(drawn) == 2


def test_an_animation_stops_within_five_seconds(site: Path) -> None:
    stream = io.BytesIO()
    frames = [Image.new("RGB", (300, 200), (each * 60, 0, 0)) for each in range(4)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=400, loop=0)
    made = pictures(site).of(Original("x.gif", site / "a.jpg", lambda: io.BytesIO(stream.getvalue())), WIDTHS)
    with Image.open(site / "cache" / made.key / made.files[0].name) as again:
        assert again.n_frames == 4
        assert again.info["loop"] == 3
    with Image.open(site / "cache" / made.key / made.files[1].name) as again:
        assert getattr(again, "n_frames", 1) == 1
