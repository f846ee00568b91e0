"""Text that fits: cut between two words, with an ellipsis."""

from __future__ import annotations


def cut(text: str, limit: int) -> str:
    """At most so many signs."""
    if len(text) <= limit:
        return text
    start, following = text[: limit - 1], text[limit - 1]
    kept = start if following == " " else start.rsplit(" ", 1)[0]
    return kept.rstrip(",;:. \u00a0\u202f") + "…"
