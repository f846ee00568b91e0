"""Markdown to the HTML of a body: cleaned, bounded, its links resolved, its typography set."""

from pelicasso.build.markdown.converter import Body, MarkdownConverter
from pelicasso.build.markdown.links import PictureReference, Resolve, Show, Target

__all__ = ["Body", "MarkdownConverter", "PictureReference", "Resolve", "Show", "Target"]
