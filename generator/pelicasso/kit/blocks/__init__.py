"""Blocks: parts of a text that its author sets off between two lines of slashes (`/// callout | À savoir`)."""

from pathlib import Path

from pelicasso.kit.blocks.block import STYLE, AnyBlock, Block, Holds, Title, Use
from pelicasso.kit.blocks.button import Button
from pelicasso.kit.blocks.callout import Callout
from pelicasso.kit.blocks.columns import Columns
from pelicasso.kit.blocks.details import Details
from pelicasso.kit.blocks.frames import FrameBlock, ThirdParty, Video
from pelicasso.kit.blocks.lines import Kind, Mark, Reading
from pelicasso.kit.blocks.pictures import Pictures
from pelicasso.kit.blocks.reader import read_blocks
from pelicasso.kit.blocks.room_block import FilledBlock, RoomBlock

BLOCKS: tuple[AnyBlock, ...] = (Callout(), Details(), Button(), Columns(), Pictures(), Video(), FrameBlock())
"""Those that every site has."""
FOLDER = Path(__file__).parent
"""Their static files, the farthest from the site."""
__all__ = [
    "BLOCKS",
    "FOLDER",
    "STYLE",
    "AnyBlock",
    "Block",
    "FilledBlock",
    "Holds",
    "Kind",
    "Mark",
    "Reading",
    "RoomBlock",
    "ThirdParty",
    "Title",
    "Use",
    "read_blocks",
]
