"""Pelican's settings → Site: what a plain Pelican site says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelicasso.kit.feature import AnyFeature
from pelicasso.schema import SiteError
from pelicasso.site import yaml
from pelicasso.site.day import today
from pelicasso.site.model import Site, SiteFile
from pelicasso.site.validation import validate

FILE = "pelicanconf.py"


def site_of(feature: AnyFeature, settings: Mapping[str, Any]) -> Site:
    """The site, with the section of one room; what is wrong with the settings is raised."""
    address = str(settings["SITEURL"] or "")
    asked = {
        "organisation": {"name": settings["SITENAME"]},
        "site": {
            "language": settings["DEFAULT_LANG"],
            "timezone": settings["TIMEZONE"],
            **({"url": address} if address.startswith(("https:", "http:")) else {}),
        },
    }
    file = _typed(SiteFile, asked)
    section = _typed(feature.section, settings["PELICASSO"].get(feature.name) or {})
    folder = Path(settings["PATH"]).absolute().parent
    day = today(file.site.timezone)
    return Site(folder, day, file, yaml.Mapping(), {feature.name: section}, file.site.url)


def _typed(model: type[Any], data: Mapping[str, Any]) -> Any:
    made, findings = validate(model, data, FILE)
    if findings:
        raise SiteError(*findings)
    return made
