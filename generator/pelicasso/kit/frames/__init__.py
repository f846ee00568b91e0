"""Frames: a page of a third party, shown within a page of the site once the visitor has asked for it."""

from pelicasso.kit.frames.field import FrameAddress, PlayerAddress
from pelicasso.kit.frames.frame import Frame, Kind
from pelicasso.kit.frames.reader import provider_of, read_frame

STYLE = "frames"
"""Their stylesheet, which only the pages that hold one bring."""

__all__ = ["STYLE", "Frame", "FrameAddress", "Kind", "PlayerAddress", "provider_of", "read_frame"]
