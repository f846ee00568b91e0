"""What `donations:` in `site.yaml` may say."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, create_model, model_validator

from pelicasso.kit.amounts import CENT, read_amount
from pelicasso.kit.frames.pasted import read_pasted
from pelicasso.schema.section import Section, Text, YesNo, refuse, required, titled
from pelicasso_plugins.donations.providers import providers, refuse_look_alike
from pelicasso_plugins.donations.providers.provider import Way as Shown

MOST = 1_000_000
MISTAKEN = {
    **dict.fromkeys(("moyens", "façons", "facons", "comment", "providers"), "ways"),
    **dict.fromkeys(("montants", "montant"), "amounts"),
    **dict.fromkeys(("impôts", "impots", "fiscal", "fiscalité", "reçus", "recus"), "tax"),
    **dict.fromkeys(("utilisation", "emploi", "usage"), "uses"),
    **dict.fromkeys(("bouton", "libellé"), "button"),
    **dict.fromkeys(("faq", "réponses"), "questions"),
    **dict.fromkeys(("emplacements", "où"), "places"),
    **dict.fromkeys(("texte", "présentation"), "introduction"),
}


def _amount(value: object) -> object:
    if not isinstance(value, str):
        return value
    if (found := read_amount(value, least=CENT, most=MOST)) is None:
        raise refuse("donations.bad_amount", value=value)
    return found


Money = Annotated[Decimal, BeforeValidator(_amount, json_schema_input_type=str | float)]
"""An amount in euros: « 30 », « 30 € », « 12,50 »."""


class WayGiven(Section):
    """One way to give: one key, the name of the service or of the means."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("virement", "iban", "rib"), "transfer"),
        **dict.fromkeys(("chèque", "cheques", "chèques", "espèces", "check"), "cheque"),
        **dict.fromkeys(("lien", "autre", "url"), "link"),
        **dict.fromkeys(("opencollective", "open-collective"), "open_collective"),
        **dict.fromkeys(("ko-fi", "ko_fi"), "kofi"),
    }

    @model_validator(mode="after")
    def _is_one_way(self) -> WayGiven:
        if len(self.given) != 1:
            raise refuse("donations.way_is_one_thing", known=", ".join(providers()))
        if link := self.given.get("link"):
            refuse_look_alike(link.url)
        return self

    @property
    def given(self) -> Mapping[str, Any]:
        return {name: value for name in providers() if (value := getattr(self, name)) is not None}

    @property
    def shown(self) -> Shown:
        ((name, value),) = self.given.items()
        return providers()[name].way(value)


def _fields() -> dict[str, Any]:
    said = {name: each.meaning for name, each in providers().items()}
    return {name: (each.given | None, titled(en=said[name][0], fr=said[name][1])) for name, each in providers().items()}


Way = create_model("Way", __base__=WayGiven, __module__=__name__, __doc__=WayGiven.__doc__, **_fields())


def _alone(value: object) -> object:
    """An address that stands alone is that of the service that knows it."""
    if not isinstance(value, str):
        return value
    if value.strip() in providers():
        return {value.strip(): {}}
    pasted = read_pasted(value)
    name = next((name for name, each in providers().items() if each.answers(pasted)), None)
    return {name: value} if name else {"link": {"title": pasted.host, "url": pasted.address}}


class Amount(Section):
    """An amount that is proposed, and what it makes possible."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("montant", "somme", "don"), "amount"),
        **dict.fromkeys(("permet", "pour", "sert", "finance"), "makes"),
    }

    amount: Money = required(en="In euros.", fr="En euros : 30.")
    makes: Text | None = titled(en="What it makes possible.", fr="Ce qu’il permet : un panier pour une famille.")


class Use(Section):
    """What a share of the gifts is used for."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("part", "pourcentage", "pour cent"), "share"),
        **dict.fromkeys(("libellé", "poste", "nom"), "label"),
    }

    share: Annotated[
        int, BeforeValidator(lambda value: value.strip().removesuffix("%").strip() if isinstance(value, str) else value)
    ] = required(en="In percent.", fr="En pour cent : 62.", ge=1, le=100)
    label: Text = required(en="For what.", fr="Pour quoi : les actions auprès des familles.")


class Question(Section):
    """A question that donors ask, and its answer."""

    mistaken: ClassVar[Mapping[str, str]] = {"réponse": "answer", "reponse": "answer"}

    question: Text = required(en="The question.", fr="La question.")
    answer: Text = required(en="The answer.", fr="La réponse.")


class Tax(Section):
    """What lets a gift lower a tax; without both conditions nothing about tax is printed."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("intérêt_général", "interet_general", "intérêt général"), "general_interest"),
        **dict.fromkeys(("reçus", "recus", "reçu"), "receipts"),
        **dict.fromkeys(("entreprises", "mécénat"), "companies"),
        **dict.fromkeys(("genre", "type", "taux"), "kind"),
        **dict.fromkeys(("collecté", "collecte"), "collected"),
    }

    general_interest: YesNo = titled(
        False,
        en="Whether the association is of general interest, as the law defines it.",
        fr="oui si votre association est d’intérêt général au sens de la loi (demandez un rescrit en cas de doute).",
    )
    receipts: YesNo = titled(
        False,
        en="Whether it sends a tax receipt for each gift.",
        fr="oui si elle envoie un reçu fiscal pour chaque don.",
    )
    kind: Literal["general", "aid"] = titled(
        "general",
        en="general, or aid where people in difficulty are given meals, housing or care free of charge.",
        fr="general (66 %), ou aid (75 %) pour l’aide gratuite aux personnes en difficulté : repas, logement, soins.",
    )
    companies: YesNo = titled(True, en="Whether companies are told of it too.", fr="oui : en parler aux entreprises.")
    collected: Money | None = titled(
        en="What appeals to the public brought last year; above 153 000 € they are declared beforehand.",
        fr="Ce que vos appels aux dons ont rapporté l’an dernier ; au-delà de 153 000 €, ils se déclarent avant.",
    )

    @property
    def is_printed(self) -> bool:
        return self.general_interest and self.receipts


class Donations(Section):
    """How people can give, and what gifts are used for."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Comment donner à l’association, et à quoi servent les dons."}
    )
    own = True
    mistaken = MISTAKEN

    ways: tuple[Annotated[Way, BeforeValidator(_alone, json_schema_input_type=Way | str)], ...] = titled(
        (),
        en="The ways to give, the best one first: an address alone, or a key and what it needs.",
        fr="Les façons de donner, la meilleure d’abord : une adresse seule, ou une clé et ce qu’il lui faut.",
    )
    introduction: Text | None = titled(
        en="Why giving helps, in a sentence or two.", fr="Pourquoi donner, en une ou deux phrases."
    )
    amounts: tuple[
        Annotated[Amount, BeforeValidator(lambda value: value if isinstance(value, dict) else {"amount": value})], ...
    ] = titled((), en="Amounts that are proposed.", fr="Les montants proposés.", max_length=8)
    monthly: YesNo = titled(
        False,
        en="Whether one can give every month, too.",
        fr="oui si l’on peut aussi donner chaque mois.",
    )
    tax: Tax | None = titled(en="The tax reduction.", fr="La réduction d’impôt.")
    uses: tuple[Use, ...] = titled((), en="What gifts are used for.", fr="À quoi servent les dons.")
    questions: tuple[Question, ...] = titled((), en="Questions and answers.", fr="Les questions et les réponses.")
    button: Text | None = titled(
        en="What the button says.", fr="Ce que dit le bouton ; sans cette ligne : Faire un don."
    )
    places: tuple[Literal["header_action", "article_end", "home_section"], ...] = titled(
        ("header_action", "home_section"),
        en="Where the button stands: in the header, below each article, on the home page.",
        fr="Où le bouton est montré : en haut des pages (header_action), sous les articles (article_end), à l’accueil"
        " (home_section).",
    )

    @model_validator(mode="after")
    def _uses_are_a_whole(self) -> Donations:
        total = sum(each.share for each in self.uses)
        if self.uses and total != 100:
            raise refuse("donations.uses_not_a_whole", total=total)
        return self
