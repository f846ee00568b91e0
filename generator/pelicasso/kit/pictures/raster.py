"""Opens a picture as it is meant to be seen: upright, in sRGB, eight bits, and with nothing in it but its pixels."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps

from pelicasso.kit.pictures.kinds import Kind
from pelicasso.kit.pictures.probe import ORIENTATION, Probe, exif_of, opened, probe
from pelicasso.kit.pictures.settings import MOTION
from pelicasso.schema import SiteError, error


def upright(file: BinaryIO, seen: Probe, width: int, name: str) -> Image.Image:
    """The picture at a width, at most its own; what is broken is refused by name."""
    with opened(file, seen.kind, name) as picture:
        try:
            return _upright(picture, seen, width)
        except Exception:
            raise SiteError(error("picture_cut_short", name, picture=name)) from None


def whole(opened_again: Callable[[], BinaryIO], name: str, largest: int) -> Image.Image:
    """A picture whose kind is not yet known, at most so wide."""
    with opened_again() as file:
        seen = probe(file, name)
        file.seek(0)
        return upright(file, seen, min(largest, seen.width), name)


def moving(file: BinaryIO, seen: Probe, width: int, name: str) -> list[Image.Image]:
    """The frames of an animation at a width."""
    height = max(1, round(seen.height * width / seen.width))
    if seen.frames * width * height > MOTION:
        raise SiteError(error("animation_too_long", name, picture=name))
    with opened(file, seen.kind, name) as picture:
        try:
            return [_plain(each.resize((width, height), Image.Resampling.BOX)) for each in _frames(picture)]
        except Exception:
            raise SiteError(error("picture_cut_short", name, picture=name)) from None


def durations(file: BinaryIO, seen: Probe, name: str) -> list[int]:
    """The milliseconds that each frame is shown; without a time of its own, a tenth of a second, as browsers do."""
    found = []
    with opened(file, seen.kind, name) as picture:
        try:
            for number in range(seen.frames):
                picture.seek(number)
                said = picture.info.get("duration", 0)
                found.append(int(said) if said >= 20 else 100)
        except Exception:
            raise SiteError(error("picture_cut_short", name, picture=name)) from None
    return found


def _upright(picture: Any, seen: Probe, width: int) -> Image.Image:
    turn = exif_of(picture).get(ORIENTATION, 1)
    size = (width, max(1, round(seen.height * width / seen.width)))
    lying = size[::-1] if turn in {5, 6, 7, 8} else size
    profile = picture.info.get("icc_profile")
    if seen.kind is Kind.JPEG:
        picture.draft(picture.mode, lying)
    picture.load()
    made = _eight_bits(picture)
    if made.size != lying:
        made = made.resize(lying, Image.Resampling.LANCZOS, reducing_gap=3.0)
    made = _plain(_in_srgb(made, profile))
    if turn != 1:
        made = _turned(made, turn)
    return made


def _turned(picture: Image.Image, turn: int) -> Image.Image:
    picture.getexif()[ORIENTATION] = turn
    return _plain(ImageOps.exif_transpose(picture))


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey, RGB, RGBA or CMYK: modes that can be scaled down and told in sRGB."""
    mode = picture.mode
    if mode in {"L", "RGB", "RGBA", "CMYK"}:
        return picture.convert("RGBA") if mode in {"L", "RGB"} and "transparency" in picture.info else picture
    if mode.startswith("I;16") or mode == "I":
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if mode in {"P", "PA", "LA", "La", "RGBa"}:
        clear = mode != "P" or "transparency" in picture.info
        return picture.convert("RGBA" if clear else "RGB")
    if mode == "F":
        raise ValueError(mode)
    return picture.convert("L" if mode == "1" else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as they were meant, in the one colour space that pages take for granted."""
    if profile and not (picture.mode != "CMYK" and _is_srgb(profile)):
        try:
            return _converted(picture, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _is_srgb(profile: bytes) -> bool:
    return b"sRGB" in profile[:1024] or "sRGB".encode("utf-16-be") in profile[:1024]


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    flat = picture.convert("RGB") if alpha else picture
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    made = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if made is None:
        raise ValueError
    if alpha:
        made.putalpha(alpha)
    return made


def _plain(picture: Image.Image) -> Image.Image:
    """The pixels alone, without an alpha channel that hides nothing."""
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    made = picture.copy() if type(picture) is not Image.Image else picture
    made.info = {}
    made.getexif().clear()
    return made


def _frames(picture: Any) -> Iterator[Image.Image]:
    size = picture.size
    for number in range(picture.n_frames):
        picture.seek(number)
        if picture.size != size:
            raise ValueError
        yield picture.convert("RGBA")
