"""Amounts: what people write is read to the cent, and what is none is known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pelicasso.kit.amounts import CENT, read_amount


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("30", "30"),
        ("30 €", "30"),
        ("12,50", "12.50"),
        ("12.5", "12.5"),
        ("1 500\u00a0€", "1500"),
        ("1\u202f000", "1000"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, amount: str) -> None:
    assert read_amount(written, least=CENT, most=10_000) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "trente", "0", "-3", "10001", "1,005", "NaN", "inf", "1e9", "3-5"])
def test_what_is_no_amount_or_out_of_bounds_is_none(written: str) -> None:
    assert read_amount(written, least=CENT, most=10_000) is None


def test_nothing_is_an_amount_where_it_may_be() -> None:
    assert read_amount("0", least=Decimal(0), most=1) == 0
