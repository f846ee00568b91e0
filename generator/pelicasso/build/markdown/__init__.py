"""Markdown to the HTML of a body: cleaned, bounded, its links resolved, its typography set."""

from pelicasso.build.markdown.converter import Body, MarkdownConverter
from pelicasso.build.markdown.draft import Draft
from pelicasso.build.markdown.links import PictureReference, Resolve, Show, Target
from pelicasso.build.markdown.source import Source

__all__ = ["Body", "Draft", "MarkdownConverter", "PictureReference", "Resolve", "Show", "Source", "Target"]
