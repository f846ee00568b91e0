"""The slots of the theme's layouts, where features put their parts; a slot comes with the feature that uses it."""

from __future__ import annotations

HOME = "home_section"
EVERYWHERE = ("page_start", "footer")
