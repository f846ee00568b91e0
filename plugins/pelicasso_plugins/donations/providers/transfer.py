"""A bank transfer: the account, and a code that banking apps read (EPC069-12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator

from pelicasso.schema.identifiers import Bic, Iban
from pelicasso.schema.section import Section, Text, refuse, required, titled
from pelicasso_plugins.donations.providers.provider import Provider, Way

NAME = 70
WORDING = 140


def _within(limit: int, text: str) -> str:
    if len(text) > limit:
        raise refuse("donations.too_long", value=text, limit=limit)
    return text


class Transfer(Section):
    """The account that gifts are sent to."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "rib": "iban",
        "compte": "iban",
        "titulaire": "holder",
        "nom": "holder",
        "libellé": "wording",
        "libelle": "wording",
        "motif": "wording",
    }

    iban: Iban = required(en="The IBAN, in quotes.", fr="L’IBAN, entre guillemets : c’est sur le RIB.")
    bic: Bic | None = titled(en="The BIC.", fr="Le BIC, sur le RIB aussi.")
    holder: Annotated[Text, AfterValidator(lambda value: _within(NAME, value))] | None = titled(
        en="Whose account it is; the association's name by default.",
        fr="Le titulaire du compte ; sans cette ligne, le nom de l’association.",
    )
    wording: Annotated[Text, AfterValidator(lambda value: _within(WORDING, value))] | None = titled(
        en="What to write with the transfer.", fr="Le motif à indiquer : Don, Don panier solidaire…"
    )

    @property
    def iban_text(self) -> str:
        """The IBAN in groups of four, as people read it."""
        return " ".join(self.iban[at : at + 4] for at in range(0, len(self.iban), 4))


def epc(iban: str, name: str, *, bic: str = "", amount: str = "", wording: str = "") -> str:
    """The text of the code: version 002, UTF-8, a free text; `amount` is « 12.34 » or empty (EPC069-12)."""
    lines = ["BCD", "002", "1", "SCT", bic, _one_line(name)[:NAME], iban, f"EUR{amount}" if amount else "", "", ""]
    return "\n".join((*lines, _one_line(wording)[:WORDING])).rstrip("\n")


def _one_line(text: str) -> str:
    return " ".join(text.split())


class TransferProvider(Provider):
    """Money from account to account: nobody in between takes a share."""

    name = "transfer"
    label = ""
    meaning = ("A bank transfer.", "Un virement bancaire.")
    example: ClassVar[Any] = {"iban": "FR76 3000 6000 0112 3456 7890 189", "wording": "Don"}
    given = Transfer

    def way(self, given: Any) -> Way:
        return Way(self.name, "", given.iban, given=given)


provider = TransferProvider()
