"""Puts a rendered site into `output/` in one step, and keeps it whole whatever happens."""

from pelicasso.build.output.output import Changes, Output

__all__ = ["Changes", "Output"]
