"""The places of a theme where pictures are shown: the room that each takes, and the widths that it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pelicasso.kit.pictures.settings import WIDEST
from pelicasso.schema import Report
from pelicasso.schema.section import Section, Text, required
from pelicasso.site import yaml
from pelicasso.site.validation import validate

FILE = "theme.yaml"
KEY = "pictures"


class Place(Section):
    """A place for a picture."""

    sizes: Text = required(en="The room it takes, as HTML's sizes.", fr="La place qu’elle prend (sizes de HTML).")
    widths: tuple[Annotated[int, Field(ge=16, le=WIDEST)], ...] = required(
        en="The widths to make, in pixels.", fr="Les largeurs à fabriquer, en pixels.", min_length=1
    )


def places(themes: Sequence[Path]) -> Mapping[str, Place]:
    """The places of a theme and, where it names none, of the themes that it stands on: nearest first."""
    found: dict[str, Place] = {}
    report = Report()
    for theme in reversed([each for each in themes if (each / FILE).is_file()]):
        source = yaml.compose_mapping((theme / FILE).read_text("utf-8"), FILE)
        asked = source.get(KEY)
        for name, data in asked.items() if isinstance(asked, yaml.Mapping) else ():
            keys = data if isinstance(data, yaml.Mapping) else yaml.Mapping()
            place, findings = validate(Place, keys, f"{theme.name}/{FILE}", (KEY, name), source)
            report.add(*findings)
            if place is not None:
                found[name] = place
    report.raise_errors()
    return found
