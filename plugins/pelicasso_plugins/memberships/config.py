"""What `memberships:` in `site.yaml` may say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict

from pelicasso.kit import FilePath
from pelicasso.kit.amounts import read_amount
from pelicasso.kit.collection import Day
from pelicasso.kit.frames import FrameAddress
from pelicasso.schema.section import Section, Text, refuse, titled

MOST = 100_000


def _price(value: object) -> object:
    if not isinstance(value, str):
        return value
    if (found := read_amount(value, least=Decimal(0), most=MOST)) is None:
        raise refuse("memberships.bad_price", value=value)
    return found


Price = Annotated[Decimal, BeforeValidator(_price, json_schema_input_type=str | float)]


class Fee(Section):
    """A kind of membership and what it costs."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("type", "catégorie", "categorie", "genre"), "kind"),
        **dict.fromkeys(("nom", "titre", "libellé"), "title"),
        **dict.fromkeys(("tarif", "montant", "cotisation", "amount"), "price"),
        **dict.fromkeys(("pour", "conditions", "condition"), "conditions"),
    }

    kind: Literal["individual", "family", "reduced", "company", "supporting"] | None = titled(
        en="individual, family, reduced, company or supporting: gives the title.",
        fr="individual (une personne), family (famille), reduced (tarif réduit), company (structure) ou supporting"
        " (soutien) : donne le titre.",
    )
    title: Text | None = titled(en="Another title.", fr="Un autre titre.")
    price: Price | None = titled(
        en="In euros; without it, people pay what they want.", fr="En euros : 20 ; sans cette ligne, le prix est libre."
    )
    conditions: Text | None = titled(
        en="For whom, or what comes with it.", fr="Pour qui, ou ce qui va avec : étudiants, personnes sans emploi…"
    )


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed, json_schema_input_type=tuple[Text, ...] | str)]


class Memberships(Section):
    """How to become a member, and what it costs."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Comment adhérer à l’association, et ce que cela coûte."}
    )
    own = True
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("tarifs", "cotisations", "cotisation", "prix"), "fees"),
        **dict.fromkeys(("avantages", "offert"), "benefits"),
        **dict.fromkeys(("période", "periode", "durée", "saison"), "period"),
        **dict.fromkeys(("formulaire", "helloasso", "lien"), "form"),
        **dict.fromkeys(("papier", "bulletin", "pdf"), "paper"),
        **dict.fromkeys(("renouvellement", "réadhésion"), "renewal"),
        **dict.fromkeys(("texte", "présentation"), "introduction"),
        **dict.fromkeys(("ouverture", "à partir du"), "opens"),
    }

    introduction: Text | None = titled(en="Why to join, in a sentence or two.", fr="Pourquoi adhérer, en une phrase.")
    fees: tuple[Fee, ...] = titled((), en="The fees.", fr="Les cotisations.")
    period: Text | None = titled(
        en="What a membership covers.", fr="Ce que couvre l’adhésion : l’année civile, de septembre à août…"
    )
    benefits: Texts = titled((), en="What members get.", fr="Ce que l’adhésion permet : voter, emprunter, participer…")
    form: FrameAddress | None = titled(
        en="The form to join online, at HelloAsso or elsewhere.",
        fr="L’adresse du formulaire d’adhésion, chez HelloAsso ou ailleurs.",
    )
    paper: FilePath | None = titled(
        en="A form to print, a PDF of content/.",
        fr="Un bulletin à imprimer : un PDF de content/, documents/bulletin.pdf.",
    )
    send_to: Text | None = titled(en="Where to send or bring the paper form.", fr="Où envoyer ou déposer le bulletin.")
    renewal: Text | None = titled(en="How a membership is renewed.", fr="Comment on renouvelle son adhésion.")
    opens: Day | None = titled(
        en="The day from which one can join.", fr="Le jour où les adhésions ouvrent : 2026-09-01."
    )

    def is_open(self, day: datetime.date) -> bool:
        return self.opens is None or self.opens <= day
