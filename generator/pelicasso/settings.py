"""Site and features → Pelican's settings: the one place that knows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pelicasso.kit.feature import AnyFeature
from pelicasso.site.model import Site


def pelican_settings(site: Site, features: Sequence[AnyFeature], theme: Path) -> dict[str, Any]:
    """The settings of one build; Pelican reads no settings file and writes nothing by itself."""
    from pelican.settings import DEFAULT_CONFIG

    return {
        **DEFAULT_CONFIG,
        "PATH": str(site.folder / "content"),
        "OUTPUT_PATH": str(site.folder / "output"),
        "THEME": str(theme),
        "PLUGINS": [f"pelicasso_plugins.{each.name}" for each in features],
        "PLUGIN_PATHS": [],
        "SITENAME": site.organisation.name,
        "SITEURL": site.base,
        "AUTHOR": site.organisation.name,
        "TIMEZONE": site.timezone.key,
        "DEFAULT_LANG": site.language,
        "JINJA_ENVIRONMENT": {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True},
        "STATIC_PATHS": [],
        "THEME_STATIC_PATHS": [],
        "TEMPLATE_PAGES": {},
        "DIRECT_TEMPLATES": [],
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "DELETE_OUTPUT_DIRECTORY": False,
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        "WITH_FUTURE_DATES": True,
        "USE_FOLDER_AS_CATEGORY": False,
        "SLUGIFY_SOURCE": "basename",
        "SLUG_REGEX_SUBSTITUTIONS": [(r"['’]", "-"), *DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]],
    }
