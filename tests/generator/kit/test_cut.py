"""Text that fits."""

from __future__ import annotations

import pytest

from pelicasso.kit.cut import cut


@pytest.mark.parametrize(
    ("text", "limit", "said"),
    [
        ("Un lavoir", 9, "Un lavoir"),
        ("Un lavoir propre", 10, "Un lavoir…"),
        ("Un lavoir, propre", 12, "Un lavoir…"),
        ("motsansespace", 5, "mots…"),
    ],
)
def test_a_text_is_cut_between_two_words(text: str, limit: int, said: str) -> None:
    assert cut(text, limit) == said
    assert len(cut(text, limit)) <= limit
