"""The types of keys that hold the address of a frame; what can't be shown is refused where it was written."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from pelicasso.kit.frames.frame import Kind
from pelicasso.kit.frames.reader import read_frame
from pelicasso.schema.section import refuse


def _shown(value: str) -> str:
    read_frame(value)
    return value.strip()


def _played(value: str) -> str:
    frame = read_frame(value)
    if frame.kind not in (Kind.VIDEO, Kind.SOUND):
        raise refuse("frame_is_no_player", value=value, provider=frame.provider)
    return value.strip()


FrameAddress = Annotated[str, AfterValidator(_shown)]
"""A page of a service that frames know, or its `<iframe …>`."""
PlayerAddress = Annotated[str, AfterValidator(_played)]
"""A video or a sound at a service that frames know, or its `<iframe …>`."""
