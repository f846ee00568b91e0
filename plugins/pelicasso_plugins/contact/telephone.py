"""Telephone numbers: as people read them, and as a telephone dials them from anywhere (RFC 3966)."""

from __future__ import annotations

import re

OVERSEAS = {
    "590": "590 690 691",
    "594": "594 694",
    "596": "596 696 697",
    "262": "262 263 269 639 692 693",
}
"""French numbers that don't belong to +33: the country code, and what follows the 0 (Arcep's numbering plan)."""

NO_BREAK_SPACE = "\u00a0"


def dialled(number: str, country: str) -> str:
    """« 01 99 00 12 34 » in France → +33199001234; short numbers and those of other countries keep their digits."""
    digits = re.sub(r"[^\d+]", "", number.replace("(0)", ""))
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if country == "FR" and re.fullmatch(r"0[1-9]\d{8}", digits):
        return f"+{_country_code(digits[1:4])}{digits[1:]}"
    return digits


def _country_code(start: str) -> str:
    return next((code for code, starts in OVERSEAS.items() if start in starts.split()), "33")


def readable(number: str) -> str:
    """The number as it was written, kept on one line; ten digits in a row are set in pairs."""
    if re.fullmatch(r"0\d{9}", number):
        number = " ".join(re.findall("..", number))
    return re.sub(r"\s+", NO_BREAK_SPACE, number)
