"""The French tax reduction for gifts: a dated table with its sources, and what a gift then costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pelicasso.kit.amounts import CENT


@dataclass(frozen=True, slots=True)
class Rule:
    """A rate in force from a day on: `rate` up to `ceiling` euros of gifts a year, `beyond` above it; in percent."""

    who: str
    since: date
    rate: int
    ceiling: int | None
    beyond: int
    source: str

    def reduction(self, amount: Decimal) -> Decimal:
        """What a gift takes off the tax, to the cent, where nothing else was given in the year."""
        first = amount if self.ceiling is None else min(amount, Decimal(self.ceiling))
        return ((first * self.rate + (amount - first) * self.beyond) / 100).quantize(CENT, ROUND_HALF_UP)

    def cost(self, amount: Decimal) -> Decimal:
        """What a gift costs in the end."""
        return amount.quantize(CENT, ROUND_HALF_UP) - self.reduction(amount)


GENERAL, AID, COMPANY = "general", "aid", "company"
RULES = (
    Rule(GENERAL, date(2005, 1, 1), 66, None, 66, "CGI, art. 200-1"),
    Rule(AID, date(2020, 1, 1), 75, 1000, 66, "CGI, art. 200-1 ter"),
    Rule(AID, date(2025, 10, 14), 75, 2000, 66, "CGI, art. 200-1 ter"),
    Rule(COMPANY, date(2020, 1, 1), 60, 2_000_000, 40, "CGI, art. 238 bis"),
)
"""In the order of their days. The day of the second line for AID is 14 or 15 October 2025, by source."""
INCOME_SHARE = 20
"""Percent of the taxable income above which gifts of individuals are carried to the next years (CGI 200-1)."""
CARRIED_YEARS = 5
COMPANY_FLOOR = 20_000
"""Euros a year that a company may always count; above, five per mille of its turnover (CGI 238 bis)."""
APPEALS = 153_000
"""Euros of gifts a year from appeals to the public, above which they are declared beforehand (law of 7 August 1991)."""


def rule(who: str, day: date) -> Rule | None:
    """The rule in force on a day."""
    return next((each for each in reversed(RULES) if each.who == who and each.since <= day), None)
