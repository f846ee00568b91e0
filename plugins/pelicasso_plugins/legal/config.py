"""What `legal:` in `site.yaml` may say."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict

from pelicasso.kit.collection import Day
from pelicasso.schema.section import Email, Phone, Section, Text, WebAddress, YesNo, required, titled

VALID_YEARS = 3
"""For how long an audit, and the statement that rests on it, may be shown (RGAA 4.1)."""

MISTAKEN = {
    **dict.fromkeys(("directeur", "directrice", "direction", "publication"), "director"),
    **dict.fromkeys(("hébergeur", "hebergeur", "hébergement", "host"), "host_provider"),
    **dict.fromkeys(("téléphone", "telephone", "tel"), "phone"),
    **dict.fromkeys(("courriel", "mail"), "email"),
    **dict.fromkeys(("agréments", "agrements"), "approvals"),
    **dict.fromkeys(("traitements", "traitement", "données", "rgpd"), "processing"),
    "tva": "vat",
    "license": "licence",
    "crédits": "credits",
    "dpo": "data_officer",
}
INNER = {
    **dict.fromkeys(("but", "finalité", "finalite"), "purpose"),
    **dict.fromkeys(("données", "donnees"), "data"),
    **dict.fromkeys(("durée", "duree", "conservation"), "kept"),
    **dict.fromkeys(("téléphone", "telephone"), "phone"),
    **dict.fromkeys(("courriel", "mail"), "email"),
    **dict.fromkeys(("auditeur", "auditrice", "par"), "auditor"),
    "nom": "name",
    "adresse": "address",
    "site": "website",
    "base": "basis",
    "destinataires": "recipients",
    "obligatoire": "mandatory",
    "taux": "rate",
    "rapport": "report",
}
"""What volunteers write for a key."""


def _percent(value: object) -> object:
    return value.strip().removesuffix("%").strip().replace(",", ".") if isinstance(value, str) else value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Percent = Annotated[float, BeforeValidator(_percent, json_schema_input_type=float | str)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed, json_schema_input_type=tuple[Text, ...] | str)]


class HostProvider(Section):
    """Who keeps the site on its machines."""

    mistaken = INNER

    name: Text = required(en="The company or the association.", fr="La société ou l’association qui héberge le site.")
    address: Text | None = titled(en="Its postal address.", fr="Son adresse postale.")
    phone: Phone | None = titled(en="Its telephone, in quotes.", fr="Son téléphone, entre guillemets.")
    website: WebAddress | None = titled(en="Its own site.", fr="Son site.")


class Processing(Section):
    """One thing that is done with what people give: members, donors, those who write."""

    mistaken = INNER

    purpose: Text = required(en="What for.", fr="Pour quoi faire : « Gérer les adhésions ».")
    data: Text = required(en="Which data.", fr="Quelles données : nom, adresse électronique…")
    basis: Literal["consent", "contract", "obligation", "interest"] = required(
        en="What allows it: consent, a contract (membership), a legal obligation, or a legitimate interest.",
        fr="Ce qui le permet : consent (votre accord), contract (l’adhésion), obligation (la loi),"
        " interest (l’intérêt légitime de l’association).",
    )
    kept: Text = required(en="For how long.", fr="Combien de temps : « trois ans après la dernière adhésion ».")
    recipients: Text | None = titled(en="Who sees them.", fr="Qui les voit : le bureau, HelloAsso…")
    mandatory: Text | None = titled(
        en="What must be given, and what happens otherwise.",
        fr="Ce qu’il faut donner, et ce qui se passe sinon.",
    )


class DataOfficer(Section):
    """Whom to write to about personal data, when it is not the association as such."""

    mistaken = INNER

    name: Text = required(en="A name or a function.", fr="Un nom ou une fonction.")
    email: Email | None = titled(
        en="An e-mail address; robots see it.", fr="Une adresse électronique, que les robots verront."
    )


class Audit(Section):
    """An audit of accessibility, made by a person."""

    mistaken = INNER

    auditor: Text = required(en="Who made it.", fr="Qui l’a fait.")
    date: Day = required(en="The day it was finished.", fr="Le jour où il a été fini : 2026-05-12.")
    rate: Percent = required(
        en="The share of criteria that are met, in percent.", fr="La part des critères respectés : 82 %.", ge=0, le=100
    )
    report: WebAddress | None = titled(en="Where to read it.", fr="L’adresse du rapport.")

    def is_valid(self, day: datetime.date) -> bool:
        """Whether it may still be relied on, on a day."""
        return self.date <= day < self.ends

    @property
    def ends(self) -> datetime.date:
        year, month, last = self.date.year + VALID_YEARS, self.date.month, self.date.day
        return datetime.date(year, month, last if (month, last) != (2, 29) else 28)


class Legal(Section):
    """What the law asks a site to say of itself."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Ce que la loi demande à un site de dire de lui-même."}
    )
    mistaken = MISTAKEN
    asked = ("director",)

    director: Text | None = titled(
        en="Who answers for what is published: the legal representative.",
        fr="Qui répond de ce qui est publié, c’est-à-dire la personne qui représente l’association : nom, fonction.",
    )
    editor: Text | None = titled(en="Who is in charge of the texts.", fr="Qui est responsable de la rédaction.")
    phone: Phone | None = titled(
        en="Telephone, in quotes; by default that of contact.",
        fr="Le téléphone, entre guillemets ; sinon, celui de contact.",
    )
    email: Email | None = titled(
        en="An e-mail address; robots see it.", fr="Une adresse électronique ; les robots la verront."
    )
    vat: Text | None = titled(en="VAT number.", fr="Le numéro de TVA, s’il y en a un.")
    approvals: Texts = titled(
        (), en="Approvals by the state.", fr="Les agréments : « Jeunesse et éducation populaire »…"
    )
    host_provider: HostProvider | None = titled(
        en="Who hosts the site; known in part from site.host.",
        fr="Qui héberge le site ; connu en partie d’après site.host.",
    )
    licence: Text | None = titled(
        en="What others may do with texts and pictures.",
        fr="Ce que l’on peut faire de vos textes et de vos images : « Creative Commons BY-SA 4.0 ».",
    )
    credits: Text | None = titled(en="Whom the site owes to.", fr="À qui le site doit ses photos, ses dessins…")
    processing: tuple[Processing, ...] = titled(
        (), en="What is done with the data that people give.", fr="Ce que vous faites des données que l’on vous donne."
    )
    data_officer: DataOfficer | None = titled(
        en="Whom to write to about personal data.", fr="À qui écrire au sujet de ses données."
    )
    audit: Audit | None = titled(en="An audit by a person.", fr="Un audit d’accessibilité, fait par une personne.")
    public_service: YesNo = titled(
        False,
        en="Whether the law asks for a statement: public service, mostly public money, people with disabilities.",
        fr="oui si la loi vous demande une déclaration d’accessibilité : service public délégué, financement"
        " majoritairement public, association de personnes handicapées.",
    )
    not_accessible: Texts = titled(
        (), en="What is known not to be accessible.", fr="Ce que vous savez ne pas être accessible."
    )
    disproportionate: Texts = titled(
        (),
        en="What would cost too much to make accessible, and why.",
        fr="Ce qu’il serait trop lourd de rendre accessible, et pourquoi.",
    )
    exempt: Texts = titled(
        (), en="What the law leaves out.", fr="Ce que la loi ne vise pas : cartes interactives, vieux documents…"
    )
