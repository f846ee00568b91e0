"""A cheque, or money handed over: to whom, and where it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pelicasso.kit import Address
from pelicasso.schema.section import Section, Text, titled
from pelicasso_plugins.donations.providers.provider import Provider, Way


class Cheque(Section):
    """Where a cheque is sent; the registered office by default."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "ordre": "payee",
        "adresse": "address",
        **dict.fromkeys(("espèces", "especes", "liquide"), "cash"),
    }

    payee: Text | None = titled(
        en="To whom it is made out; the association's name by default.",
        fr="L’ordre du chèque ; sans cette ligne, le nom de l’association.",
    )
    address: Address | None = titled(
        en="Where to send it, when it isn't the registered office.", fr="L’adresse d’envoi, si ce n’est pas le siège."
    )
    cash: Text | None = titled(
        en="Where cash is taken.", fr="Où l’on reçoit les espèces : à l’accueil, le samedi matin…"
    )


class ChequeProvider(Provider):
    """Paper: for those who give neither card nor address to a screen."""

    name = "cheque"
    label = ""
    meaning = ("A cheque or cash.", "Un chèque, ou des espèces.")
    example: ClassVar[Any] = {"payee": "Les Mains vertes du canal"}
    given = Cheque

    def way(self, given: Any) -> Way:
        return Way(self.name, "", given.payee or "", given=given)


provider = ChequeProvider()
