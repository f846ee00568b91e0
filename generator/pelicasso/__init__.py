"""Pelicasso: a website of its own for an association."""

__version__ = "0.1.0"
