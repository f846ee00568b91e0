"""A believable association's site of any size: the same seed gives the same bytes."""

from corpus.texts import DAY, Text
from corpus.tree import bodies, write_corpus

__all__ = ["DAY", "Text", "bodies", "write_corpus"]
