"""What the pages of donations show, said in the words of the site."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from pelicasso.kit import Address, Label, Room
from pelicasso.kit.context import FrameView, Link
from pelicasso.kit.frames import read_frame
from pelicasso.kit.qr import qr
from pelicasso_plugins.donations.campaign import CampaignView
from pelicasso_plugins.donations.config import Donations, Question, Use
from pelicasso_plugins.donations.providers.provider import Way
from pelicasso_plugins.donations.providers.transfer import Transfer, epc
from pelicasso_plugins.donations.tax import CARRIED_YEARS, COMPANY, COMPANY_FLOOR, INCOME_SHARE, Rule, rule

USUAL = (10, 20, 50, 100, 250, 500)
"""Amounts of the table of costs, where none are proposed."""


@dataclass(frozen=True, slots=True)
class OnlineView:
    """A way to give on the page of a service; `frame` opens it here, after a click."""

    name: str
    label: str
    link: str
    frame: FrameView | None


@dataclass(frozen=True, slots=True)
class TransferView:
    """A bank transfer; `code` is the QR code that banking apps read."""

    holder: str
    iban: str
    iban_text: str
    bic: str | None
    wording: str | None
    code: Markup


@dataclass(frozen=True, slots=True)
class ChequeView:
    """A cheque, and where cash is taken."""

    payee: str
    address: Address | None
    cash: str | None


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount that is proposed; `cost` is what it costs after the tax reduction."""

    said: str
    makes: str | None
    cost: str | None


@dataclass(frozen=True, slots=True)
class TaxView:
    """The tax reduction in force: rates in percent, amounts in words, for the sentence and for the calculator."""

    rate: int
    ceiling: int | None
    ceiling_said: str | None
    beyond: int
    since: str
    source: str
    income_share: int
    carried_years: int
    costs: tuple[tuple[str, str, str], ...]
    company: CompanyView | None


@dataclass(frozen=True, slots=True)
class CompanyView:
    """What the law says for companies."""

    rate: int
    ceiling: str
    beyond: int
    floor: str
    since: str
    source: str


@dataclass(frozen=True, slots=True)
class DonationsPage:
    """What `donations/page.html` shows."""

    online: tuple[OnlineView, ...]
    transfer: TransferView | None
    cheque: ChequeView | None
    amounts: tuple[AmountView, ...]
    tax: TaxView | None
    uses: tuple[Use, ...]
    questions: tuple[Question, ...]
    campaigns: tuple[CampaignView, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """What `donations/campaign.html` shows."""

    campaign: CampaignView
    donations: Link


@dataclass(frozen=True, slots=True)
class Button:
    """The button that leads to the page of donations."""

    action: Link
    is_shown: bool


@dataclass(frozen=True, slots=True)
class HomePart:
    """What the home page shows: the button, and the campaigns that are open."""

    action: Link
    is_shown: bool
    introduction: str | None
    amounts: tuple[AmountView, ...]
    campaigns: tuple[CampaignView, ...]


def online(room: Room[Donations], ways: tuple[Way, ...]) -> tuple[OnlineView, ...]:
    found = []
    for each in (way for way in ways if way.link):
        title = room.words("donations.frame_title", name=room.site.organisation.name)
        frame = read_frame(each.link).view(title) if each.name == "helloasso" else None
        found.append(OnlineView(each.name, each.label, each.link, frame))
    return tuple(found)


def transfer(room: Room[Donations], given: Transfer) -> TransferView:
    holder = given.holder or room.site.organisation.name
    text = epc(given.iban, holder, bic=given.bic or "", wording=given.wording or "")
    code = qr(text, room.words("donations.qr_title"))
    return TransferView(holder, given.iban, given.iban_text, given.bic, given.wording, code)


def amounts(room: Room[Donations]) -> tuple[AmountView, ...]:
    law = law_of(room)
    typeset, money = room.words.typography.text, room.words.money
    return tuple(
        AmountView(
            money(each.amount),
            typeset(each.makes) if each.makes else None,
            money(law.cost(each.amount)) if law else None,
        )
        for each in room.section.amounts
    )


def law_of(room: Room[Donations]) -> Rule | None:
    """The rule for individuals, where the association may speak of it."""
    given = room.section.tax
    return rule(given.kind, room.site.day) if given is not None and given.is_printed else None


def tax(room: Room[Donations]) -> TaxView | None:
    law, given, words = law_of(room), room.section.tax, room.words
    if law is None or given is None:
        return None
    proposed = [each.amount for each in room.section.amounts] or [Decimal(each) for each in USUAL]
    costs = ((words.money(each), words.money(law.reduction(each)), words.money(law.cost(each))) for each in proposed)
    return TaxView(
        law.rate,
        law.ceiling,
        words.money(Decimal(law.ceiling)) if law.ceiling else None,
        law.beyond,
        words.day(law.since),
        law.source,
        INCOME_SHARE,
        CARRIED_YEARS,
        tuple(costs),
        _company(room) if given.companies else None,
    )


def _company(room: Room[Donations]) -> CompanyView | None:
    law, words = rule(COMPANY, room.site.day), room.words
    if law is None:
        return None
    ceiling, floor = words.money(Decimal(law.ceiling or 0)), words.money(Decimal(COMPANY_FLOOR))
    return CompanyView(law.rate, ceiling, law.beyond, floor, words.day(law.since), law.source)
