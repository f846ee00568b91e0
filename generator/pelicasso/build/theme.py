"""The look of a site: its folder, what it makes of the brand colour, and the options that the site chose."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pelicasso.kit import pictures
from pelicasso.kit.blocks import FOLDER
from pelicasso.kit.feature import AnyFeature
from pelicasso.kit.palette import Palette, Scheme, palette
from pelicasso.schema import Report, SiteError, error
from pelicasso.site import yaml
from pelicasso.site.data import data_folder
from pelicasso.site.model import Site
from pelicasso.site.reader import FILE as SITE_FILE
from pelicasso.site.validation import validate

FILE = "theme.yaml"
OPTIONS = ("density", "corners", "type", "hero", "font")
"""The keys of `theme:` whose values are each a style in `static/options/`."""
TYPEFACE = Path(str(pictures.__file__)).with_name("typeface")
"""The typeface of `font: atkinson`, which pictures are lettered with too; its licence stands beside it."""


def theme_folder(site: Site) -> Path:
    """The folder of the theme that the site asks for."""
    themes = {each.parent.name: each.parent for each in sorted(data_folder("themes").glob(f"*/{FILE}"))}
    if site.theme.name not in themes:
        line = site.line("theme", "name")
        raise SiteError(error("unknown_theme", SITE_FILE, line, value=site.theme.name, known=", ".join(themes)))
    return themes[site.theme.name]


def base_folder() -> Path:
    """The theme that every other stands on."""
    return data_folder("themes") / "base"


def lookup(site: Site, features: Iterable[AnyFeature]) -> list[Path]:
    """Where templates, styles and words are looked up, the nearest to the site first."""
    own = [site.folder / "overrides"] if site.trusted else []
    rooms = [each.folder for each in features]
    return list(dict.fromkeys([*own, theme_folder(site), base_folder(), *rooms, FOLDER]))


def scheme(theme: Path) -> Scheme:
    """What a theme makes of the brand colour: `palette` in its theme.yaml."""
    source = yaml.compose_mapping((theme / FILE).read_text("utf-8"), FILE)
    asked = source.get("palette")
    keys = asked if isinstance(asked, yaml.Mapping) else yaml.Mapping()
    made, findings = validate(Scheme, keys, f"{theme.name}/{FILE}", ("palette",), source)
    report = Report()
    report.add(*findings)
    report.raise_errors()
    return made or Scheme()


def colours(site: Site) -> Palette:
    """The palette of a site: its colour in its look."""
    return palette(site.theme.colour, scheme(theme_folder(site)))


def options(site: Site) -> list[str]:
    """The styles of the options that the site chose, as « corners-square »; a typeface replaces the `type`."""
    chosen = {each: getattr(site.theme, each) for each in OPTIONS}
    if site.theme.font != "none":
        del chosen["type"]
    return [f"{option}-{value}" for option, value in chosen.items() if value]
