"""What features are made of, and their only door to the generator."""

from pelicasso.kit.feature import Feature, FeaturePage
from pelicasso.kit.links import absolute, href
from pelicasso.kit.locale import Words
from pelicasso.site.model import Address, Site

__all__ = ["Address", "Feature", "FeaturePage", "Site", "Words", "absolute", "href"]
