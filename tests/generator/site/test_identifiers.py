"""Numbers that can't be right are told, and the odd ones that registers hold are not."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from pelicasso.schema.identifiers import Bic, Iban, is_rna, is_siren, is_siret


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("W751234567", True),
        ("w 751 234 567", True),
        ("W9R1000123", True),
        ("W2A1000123", True),
        ("W75123456", False),
        ("751234567", False),
        ("W75123456A", False),
    ],
)
def test_rna(number: str, is_right: bool) -> None:
    assert is_rna(number) is is_right


def test_siren_and_siret_have_check_digits() -> None:
    assert is_siren("123 456 782")
    assert not is_siren("123 456 789")
    assert is_siret("123 456 782 00010")
    assert not is_siret("123 456 782 00011")
    assert is_siret("356 000 000 49837"), "La Poste sums its digits instead"


def test_an_account_is_kept_without_spaces_and_a_wrong_one_refused() -> None:
    assert TypeAdapter(Iban).validate_python("FR76 3000 6000 0112 3456 7890 189") == "FR7630006000011234567890189"
    for wrong in ("FR76 3000 6000 0112 3456 7890 188", "FR76", "x"):
        with pytest.raises(ValidationError, match="bad_iban"):
            TypeAdapter(Iban).validate_python(wrong)


def test_a_bank_has_eight_signs_or_eleven() -> None:
    assert TypeAdapter(Bic).validate_python("agri fr pp") == "AGRIFRPP"
    with pytest.raises(ValidationError, match="bad_bic"):
        TypeAdapter(Bic).validate_python("AGRI")
