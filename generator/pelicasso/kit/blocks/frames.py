"""Videos, forms and maps of others, which open once the visitor asks for them."""

from __future__ import annotations

from abc import abstractmethod
from typing import TypeVar

from pelicasso.kit.blocks.block import Title, Use
from pelicasso.kit.blocks.room_block import FilledBlock
from pelicasso.kit.context import FrameView, Link
from pelicasso.kit.frames import STYLE, Frame, FrameAddress, PlayerAddress, read_frame
from pelicasso.schema import SiteError, error
from pelicasso.schema.section import Section, Text, required, titled
from pelicasso.site.model import Site

MISTAKEN = {
    **dict.fromkeys(("lien", "url", "href", "src", "adresse", "address", "vidéo", "video", "iframe"), "link"),
    **dict.fromkeys(("image", "photo", "affiche", "vignette", "poster", "illustration"), "picture"),
    **dict.fromkeys(("durée", "duree", "temps"), "duration"),
    **dict.fromkeys(("hauteur", "taille", "size"), "height"),
}


class ThirdPartyOptions(Section):
    """What is said of every frame."""

    mistaken = MISTAKEN

    link: FrameAddress = required(
        en="The page of the form, the ticket office, the map or the video, or the code to embed it.",
        fr="La page du formulaire, de la billetterie, de la carte ou de la vidéo, ou son code d’intégration.",
    )
    picture: Text | None = titled(en="A picture of your own, shown first.", fr="Une image à vous, montrée d’abord.")


class VideoOptions(ThirdPartyOptions):
    """What is said of a video."""

    link: PlayerAddress = required(
        en="The page of the video or of the sound, or the code that its site gives to embed it.",
        fr="La page de la vidéo ou du son, ou le code d’intégration que donne son site.",
    )
    duration: Text | None = titled(en="How long it is.", fr="La durée : 12 minutes.")


class FrameOptions(ThirdPartyOptions):
    """What is said of a frame."""

    height: int | None = titled(en="How high it is, in pixels.", fr="La hauteur, en pixels : 900.", ge=100, le=5000)


Shown = TypeVar("Shown", bound=ThirdPartyOptions)


class ThirdParty(FilledBlock[Shown]):
    """A frame in a text; its title names it for those who don’t see it."""

    title = Title.REQUIRED
    pictures = ("picture",)

    @property
    def style(self) -> str:
        return STYLE

    @abstractmethod
    def view(self, use: Use[Shown], frame: Frame) -> FrameView:
        """The frame as the theme shows it."""

    def shown(self, site: Site, use: Use[Shown], file: str) -> FrameView:
        """What the theme’s component is given; a page of the site itself is refused."""
        frame = self._frame(use)
        if frame.is_of(site):
            raise SiteError(error("frame_of_own_site", file, use.lines.get("link", use.line), value=frame.host))
        return self.view(use, frame)

    def link(self, use: Use[Shown]) -> Link:
        """What stands for it in a feed."""
        frame = self._frame(use)
        return Link(f"{use.title} ({frame.provider})", frame.page)

    def _frame(self, use: Use[Shown]) -> Frame:
        return read_frame(use.options.link)


class Video(ThirdParty[VideoOptions]):
    """A video, or a sound."""

    name = "video"
    meaning = (
        "Une vidéo ou un son d’un autre site, qui ne s’ouvre que si l’on clique.",
        "A video or a sound of another site, which opens only when asked for.",
    )
    example = (
        "/// video | La fête du canal en 2025\nlink: https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv\n"
        "picture: ../images/fete.jpg\nduration: 12 minutes\n///"
    )
    words = frozenset({"vidéo", "vidéos", "videos", "film", "youtube", "peertube", "vimeo", "audio", "son", "podcast"})
    options = VideoOptions

    def view(self, use: Use[VideoOptions], frame: Frame) -> FrameView:
        return frame.view(use.title, picture=use.pictures.get("picture"), duration=use.options.duration or "")


class FrameBlock(ThirdParty[FrameOptions]):
    """A form, a ticket office, a map."""

    name = "frame"
    meaning = (
        "Un formulaire, une billetterie ou une carte d’un autre site, qui ne s’ouvre que si l’on clique.",
        "A form, a ticket office or a map of another site, which opens only when asked for.",
    )
    example = "/// frame | S’inscrire aux chantiers\nlink: https://framaforms.org/chantiers-1763900000\n///"
    words = frozenset(
        {
            "cadre",
            "iframe",
            "embed",
            "formulaire",
            "form",
            "carte",
            "map",
            "billetterie",
            "helloasso",
            "intégrer",
            "widget",
        }
    )
    options = FrameOptions

    def view(self, use: Use[FrameOptions], frame: Frame) -> FrameView:
        return frame.view(use.title, picture=use.pictures.get("picture"), height=use.options.height)
