"""What features are made of, and their only door to the generator."""

from pelicasso.kit.collection import Collection, Entry, FrontMatter
from pelicasso.kit.command import Command
from pelicasso.kit.context import EntryView, Link, Picture
from pelicasso.kit.feature import Feature, FeatureFile, FeaturePage
from pelicasso.kit.links import absolute, href
from pelicasso.kit.locale import Words
from pelicasso.kit.room import Room
from pelicasso.site.dates import read_day
from pelicasso.site.model import Address, FilePath, Label, PictureField, PictureFile, Site, Timezone

__all__ = [
    "Address",
    "Collection",
    "Command",
    "Entry",
    "EntryView",
    "Feature",
    "FeatureFile",
    "FeaturePage",
    "FilePath",
    "FrontMatter",
    "Label",
    "Link",
    "Picture",
    "PictureField",
    "PictureFile",
    "Room",
    "Site",
    "Timezone",
    "Words",
    "absolute",
    "href",
    "read_day",
]
