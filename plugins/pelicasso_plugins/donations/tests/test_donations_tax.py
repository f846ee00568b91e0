"""The tax reduction: the law's own examples, by the day, and not a word where it can't be claimed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelicasso.kit.testing import render, write_site
from pelicasso_plugins.donations.tax import AID, COMPANY, GENERAL, RULES, Rule, rule

TODAY = date(2026, 11, 24)
EUROS = st.decimals(min_value=0, max_value=10_000_000, places=2)


def law(who: str, day: date = TODAY) -> Rule:
    found = rule(who, day)
    assert found
    return found


@pytest.mark.parametrize(
    ("who", "amount", "cost"),
    [(GENERAL, 100, 34), (AID, 100, 25), (AID, 2500, 670), (COMPANY, 1000, 400), (COMPANY, 3_000_000, 1_400_000)],
)
def test_a_gift_costs_what_the_law_leaves(who: str, amount: int, cost: int) -> None:
    assert law(who).cost(Decimal(amount)) == cost


def test_the_reduction_of_the_second_example() -> None:
    assert law(AID).reduction(Decimal(2500)) == Decimal(1830)


def test_the_law_is_that_of_the_day() -> None:
    before, after = law(AID, date(2025, 10, 13)), law(AID, date(2025, 10, 14))
    assert (before.ceiling, after.ceiling) == (1000, 2000)
    assert before.reduction(Decimal(1500)) == Decimal(1080)
    assert rule(AID, date(2019, 12, 31)) is None


@given(amount=EUROS, more=EUROS, law=st.sampled_from(RULES))
def test_giving_more_never_costs_less_and_never_pays(amount: Decimal, more: Decimal, law: Rule) -> None:
    assert 0 <= law.cost(amount) <= amount
    assert law.cost(amount) <= law.cost(amount + more) + Decimal("0.01")


SITE = """
organisation: {{name: Les Amis du Lavoir}}
donations:
  ways: [cheque]
  amounts: [30]
  tax: {{{tax}}}
"""
TAX = re.compile(r"fiscal|impôt|déduit|réduction|\b66\b|\b75\b", re.I)


def page(folder: Path, tax: str, day: str = "2026-11-24") -> str:
    return render(write_site(folder, {}, SITE.format(tax=tax)), day=day).text("don/index.html")


@pytest.mark.parametrize("tax", ["", "general_interest: oui", "receipts: oui", "general_interest: non, receipts: oui"])
def test_nothing_about_tax_is_printed_unless_both_conditions_are_met(tmp_path: Path, tax: str) -> None:
    main = page(tmp_path, tax).partition("<main")[2].partition("</main")[0]
    assert not TAX.search(main)


def test_what_a_gift_costs_is_printed_with_the_rule_and_its_day(tmp_path: Path) -> None:
    text = page(tmp_path, "general_interest: oui, receipts: oui")
    assert "66 % de votre don" in text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "10,20" in text
    assert "CGI, art. 200-1" in text


def test_the_page_of_a_day_names_the_ceiling_of_that_day(tmp_path: Path) -> None:
    aid = "general_interest: oui, receipts: oui, kind: aid"
    old, new = page(tmp_path / "a", aid, "2025-06-01"), page(tmp_path / "b", aid)
    assert 'data-ceiling="1000"' in old
    assert 'data-ceiling="2000"' in new


@pytest.mark.parametrize(("day", "code"), [("2026-03-01", "donations.receipts_to_declare"), ("2026-11-24", None)])
def test_the_declaration_of_receipts_is_remembered_in_its_months(tmp_path: Path, day: str, code: str | None) -> None:
    site = write_site(tmp_path, {}, SITE.format(tax="general_interest: oui, receipts: oui, collected: 200 000"))
    codes = render(site, day=day).codes
    assert ("donations.receipts_to_declare" in codes) is (code is not None)
    assert "donations.appeals_to_declare" in codes
