"""Amounts of money, as people write them: « 30 », « 30 € », « 12,50 », « 1 500 »."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")


def read_amount(text: str, *, least: Decimal, most: int) -> Decimal | None:
    """A text as euros and cents; None where it is no amount, or out of bounds."""
    try:
        found = Decimal(re.sub(r"[€ \u00a0\u202f]", "", text).replace(",", "."))
    except InvalidOperation:
        return None
    is_right = found.is_finite() and least <= found <= most and found == found.quantize(CENT)
    return found if is_right else None
