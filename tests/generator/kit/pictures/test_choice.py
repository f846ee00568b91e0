"""Which files a picture gets: never larger than it is, as few as do, in formats that every browser finds one of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelicasso.kit.pictures.choice import files_of, full_of
from pelicasso.kit.pictures.kinds import Kind
from pelicasso.kit.pictures.made import Traits
from pelicasso.kit.pictures.settings import MOTION
from pelicasso.kit.pictures.widths import TALLEST, widths

ASKED = (480, 800, 1200)


@pytest.mark.parametrize(
    ("width", "made"),
    [
        (4000, (480, 800, 1200)),
        (1200, (480, 800, 1200)),
        (1000, (480, 800, 1000)),
        (850, (480, 850)),
        (490, (490,)),
        (60, (60,)),
    ],
)
def test_widths_stop_at_the_picture_s_own(width: int, made: tuple[int, ...]) -> None:
    assert widths(width, 300, ASKED) == made


@given(st.integers(1, 100_000), st.integers(1, 100_000), st.sets(st.integers(16, 4000), min_size=1))
def test_no_width_is_too_large_for_the_picture_or_the_formats(width: int, height: int, asked: set[int]) -> None:
    made = widths(width, height, sorted(asked))
    assert list(made) == sorted(set(made))
    assert 1 <= made[0] <= made[-1] <= width
    assert made[-1] * height // width <= TALLEST + height // width


def names(traits: Traits, asked: tuple[int, ...] = ASKED) -> list[str]:
    return [f"{each.role} {each.name}" for each in files_of(traits, asked)]


def test_a_photo_gets_webp_by_width_and_one_jpeg() -> None:
    expected = ["source 480.webp", "source 800.webp", "source 1200.webp", "fallback 800.jpg"]
    assert names(Traits(Kind.JPEG, 4000, 3000)) == expected


def test_avif_comes_first_where_it_is_worth_it() -> None:
    made = names(Traits(Kind.JPEG, 4000, 3000, avif=45))
    assert made[:3] == ["source 480.avif", "source 800.avif", "source 1200.avif"]
    assert len(made) == 7


@pytest.mark.parametrize("more", [{"clear": True}, {"drawn": True}])
def test_what_jpeg_would_spoil_falls_back_on_png(more: dict[str, bool]) -> None:
    assert names(Traits(Kind.PNG, 900, 600, **more))[-1] == "fallback 900.png"


@pytest.mark.parametrize(
    ("kind", "name"), [(Kind.JPEG, "own.jpg"), (Kind.PNG, "own.png"), (Kind.GIF, "own.png"), (Kind.WEBP, "own.webp")]
)
def test_a_small_picture_stays_one_file(kind: Kind, name: str) -> None:
    (file,) = files_of(Traits(kind, 300, 200), ASKED)
    assert (file.name, file.width, file.height) == (name, 300, 200)


def test_what_moves_comes_with_what_stands_still() -> None:
    assert names(Traits(Kind.GIF, 600, 400, frames=9)) == ["fallback 600-moving.webp", "still 600-still.webp"]
    moving, _ = files_of(Traits(Kind.GIF, 1000, 1000, frames=500), ASKED)
    assert 500 * moving.width * moving.height <= MOTION


def test_a_link_leads_to_one_file_that_every_program_opens() -> None:
    assert full_of(Traits(Kind.HEIC, 4000, 3000), 2000).name == "2000.jpg"
    assert full_of(Traits(Kind.PNG, 900, 600, clear=True), 2000).name == "900.png"
