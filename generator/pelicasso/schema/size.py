"""How much something weighs, said as people say it."""

from __future__ import annotations


def weight(size: int, language: str) -> str:
    """« 240 Ko », « 1,2 Mo »; in English 240 kB, 1.2 MB."""
    french = language.partition("-")[0] == "fr"
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} {'Ko' if french else 'kB'}"
    millions = f"{size / 1_000_000:.1f}".removesuffix(".0")
    return f"{millions.replace('.', ',')} Mo" if french else f"{millions} MB"
