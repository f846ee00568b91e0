"""The slots of the theme's layouts, where features put their parts; a slot comes with the feature that uses it."""

from __future__ import annotations

HOME = "home_section"
HEAD = "head"
"""What search engines and networks read; it brings no styles."""
ACTION, FOOTER = "header_action", "footer"
"""A button beside the menu, a part of the foot: the theme's own things, which bring no styles."""
EVERYWHERE = (HEAD, ACTION, "page_start", FOOTER)
ENDS = ("article_end",)
"""Below a text of a collection, an article, an event, a mission; on no other page."""
