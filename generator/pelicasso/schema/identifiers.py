"""Numbers that name an association or an account: whether one can be right, by its form and its check digits."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from pelicasso.schema.section import refuse

RNA = re.compile(r"W\d[0-9A-Z]\d{7}")
"""The department, where overseas and Corsica have a letter, then the number; it has no check digit."""


def bare(value: str) -> str:
    """The number without what people put into it to read it."""
    return re.sub(r"[\s.\-\u00a0\u202f]", "", value).upper()


def is_rna(value: str) -> bool:
    return RNA.fullmatch(bare(value)) is not None


def is_siren(value: str) -> bool:
    from stdnum.fr import siren

    return bool(siren.is_valid(bare(value)))


def is_siret(value: str) -> bool:
    from stdnum.fr import siret

    return bool(siret.is_valid(bare(value)))


def is_iban(value: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(bare(value)))


def is_bic(value: str) -> bool:
    from stdnum import bic

    return bool(bic.is_valid(bare(value)))


def _iban(value: str) -> str:
    if not is_iban(value):
        raise refuse("bad_iban", value=value)
    return bare(value)


def _bic(value: str) -> str:
    if not is_bic(value):
        raise refuse("bad_bic", value=value)
    return bare(value)


Iban = Annotated[str, AfterValidator(_iban)]
"""An account, its check digits right; without spaces."""
Bic = Annotated[str, AfterValidator(_bic)]
"""A bank, eight or eleven signs."""
