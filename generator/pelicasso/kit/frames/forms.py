"""Forms, ticket offices and maps."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlencode

from pelicasso.kit.frames.frame import Frame, Kind
from pelicasso.kit.frames.pasted import Pasted
from pelicasso.kit.frames.provider import Provider, named
from pelicasso.kit.helloasso import FormType, HelloAssoForm, Shape, read_form


class HelloAsso(Provider):
    """The whole form, in a frame that tells its height."""

    name = "HelloAsso"
    gathers = True
    likeness = "helloasso"
    hosts = HelloAssoForm.hosts

    def frame(self, pasted: Pasted) -> Frame:
        form = read_form(pasted.address)
        shape = form.shape or Shape.WHOLE
        kind = Kind.TICKETS if form.type in (FormType.EVENT, FormType.SHOP) else Kind.PAYMENT
        return Frame(self.name, kind, form.frame(shape), form.page, height=shape.height)


class Framaforms(Provider):
    """Yakforms at Framasoft; what is asked there is deleted after six months unless the author prolongs it."""

    name = "Framaforms"
    gathers = True
    likeness = "framaforms"
    hosts = named("framaforms.org www.framaforms.org")

    def frame(self, pasted: Pasted) -> Frame:
        if pasted.match(r"/node/\d+/.*|/user.*|/forms.*"):
            raise self.unread(pasted, "frame_private")
        if (found := pasted.match(r"/[\w%-]+-\d{9,11}")) is None:
            raise self.unread(pasted, "frame_other_page")
        address = f"https://framaforms.org{found[0]}"
        return Frame(self.name, Kind.FORM, address, address, height=800)


class NextcloudForms(Provider):
    """Software of many hosts; its frame is allowed where the author has asked for it."""

    name = "Nextcloud Forms"
    gathers = True
    paths: ClassVar = r"((?:/[\w-]+)?(?:/index\.php)?/apps/forms)/(?:s|embed)/([\w-]{12,})"

    def answers(self, pasted: Pasted) -> bool:
        return "/apps/forms" in pasted.path

    def frame(self, pasted: Pasted) -> Frame:
        if (found := pasted.match(self.paths)) is None:
            raise self.unread(pasted, "frame_private")
        start = f"https://{pasted.host}{found[1]}"
        return Frame(self.name, Kind.FORM, f"{start}/embed/{found[2]}", f"{start}/s/{found[2]}", height=700)


class Tally(Provider):
    """Without its own script, which would send it the address of the page: the height is fixed."""

    name = "Tally"
    gathers = True
    hosts = named("tally.so www.tally.so")

    def frame(self, pasted: Pasted) -> Frame:
        if pasted.match(r"/forms/.*|/dashboard.*|/workspaces.*"):
            raise self.unread(pasted, "frame_private")
        if (found := pasted.match(r"/(?:r|embed)/(\w+)")) is None:
            raise self.unread(pasted, "frame_other_page")
        asked = urlencode({"alignLeft": 1, "hideTitle": 1})
        return Frame(
            self.name, Kind.FORM, f"https://tally.so/embed/{found[1]}?{asked}", f"https://tally.so/r/{found[1]}", 700
        )


class GoogleForms(Provider):
    """Forms at Google."""

    name = "Google Forms"
    gathers = True
    country = "US"
    hosts = named("docs.google.com")
    likeness = "docs.google"

    def frame(self, pasted: Pasted) -> Frame:
        if pasted.match(r"/forms/.*/edit.*|/forms/u/.*"):
            raise self.unread(pasted, "frame_private")
        if (found := pasted.match(r"(/forms/d/(?:e/)?[\w-]{20,})/(?:viewform|formResponse)")) is None:
            raise self.unread(pasted, "frame_other_page")
        page = f"https://docs.google.com{found[1]}/viewform"
        return Frame(self.name, Kind.FORM, f"{page}?embedded=true", page, height=800)


class UMap(Provider):
    """A map that people drew on OpenStreetMap."""

    name = "uMap"
    hosts = named(
        "umap.openstreetmap.fr umap.openstreetmap.de umap.hotosm.org framacarte.org umap.incubateur.anct.gouv.fr"
    )
    asked: ClassVar = "scaleControl=false&miniMap=false&scrollWheelZoom=false&allowEdit=false&editMode=disabled"

    def frame(self, pasted: Pasted) -> Frame:
        if "edit" in pasted.query or "/edit" in pasted.path:
            raise self.unread(pasted, "frame_private")
        found = pasted.match(r"(?:/[a-z]{2})?/(?:map/[\w-]+_\d+|m/\d+)")
        if found is None:
            raise self.unread(pasted, "frame_other_page")
        page = f"https://{pasted.host}{found[0]}"
        return Frame(self.name, Kind.MAP, f"{page}?{self.asked}", page, height=400)


class OpenStreetMap(Provider):
    """A place on the map, from its page or from what its « share » button gives."""

    name = "OpenStreetMap"
    country = "GB"
    likeness = "openstreetmap.org"
    hosts = named("openstreetmap.org www.openstreetmap.org osm.org www.osm.org")
    root: ClassVar = "https://www.openstreetmap.org"

    def frame(self, pasted: Pasted) -> Frame:
        if pasted.path.startswith("/export/embed"):
            return self._exported(pasted)
        view = pasted.fragment.removeprefix("map=").split("&")[0].split("/")
        latitude, longitude = pasted.query.get("mlat"), pasted.query.get("mlon")
        try:
            zoom, centre = int(float(view[0])), (float(latitude or view[1]), float(longitude or view[2]))
        except (ValueError, IndexError):
            raise self.unread(pasted, "frame_other_page") from None
        return self._around(min(19, max(2, zoom)), *centre)

    def _around(self, zoom: int, latitude: float, longitude: float) -> Frame:
        half = 250 / 2 ** min(19, zoom)
        box = (longitude - half * 1.4, latitude - half * 0.6, longitude + half * 1.4, latitude + half * 0.6)
        west, south, east, north = (f"{each:.5f}" for each in box)
        asked = urlencode(
            {"bbox": f"{west},{south},{east},{north}", "layer": "mapnik", "marker": f"{latitude},{longitude}"}
        )
        page = f"{self.root}/?mlat={latitude}&mlon={longitude}#map={zoom}/{latitude}/{longitude}"
        return Frame(self.name, Kind.MAP, f"{self.root}/export/embed.html?{asked}", page, height=400)

    def _exported(self, pasted: Pasted) -> Frame:
        kept = {key: pasted.query[key] for key in ("bbox", "layer", "marker") if key in pasted.query}
        place = (pasted.query.get("marker") or "").split(",")
        if "bbox" not in kept:
            raise self.unread(pasted, "frame_other_page")
        page = (
            f"{self.root}/?mlat={place[0]}&mlon={place[1]}" if len(place) == 2 else f"{self.root}/?bbox={kept['bbox']}"
        )
        return Frame(self.name, Kind.MAP, f"{self.root}/export/embed.html?{urlencode(kept)}", page, height=400)


FORMS: tuple[Provider, ...] = (
    HelloAsso(),
    Framaforms(),
    Tally(),
    GoogleForms(),
    UMap(),
    OpenStreetMap(),
    NextcloudForms(),
)
