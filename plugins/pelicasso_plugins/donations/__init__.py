"""Donations: a button, a page of ways to give, campaigns; nothing is asked of a third party before a click."""

from __future__ import annotations

from functools import partial

from pelicasso.kit import Feature
from pelicasso_plugins.donations.advice import CHECKS, REVIEWS
from pelicasso_plugins.donations.block import Donate, DonateView
from pelicasso_plugins.donations.campaign import CAMPAIGNS
from pelicasso_plugins.donations.config import Donations
from pelicasso_plugins.donations.pages import accounts, button, home, pages, potential_action
from pelicasso_plugins.donations.views import Button, CampaignPage, DonationsPage, HomePart

HEADER, ARTICLE, HOME = (f"slots/{each}/donations.html" for each in ("header_action", "article_end", "home_section"))

feature = Feature(
    name="donations",
    section=Donations,
    pages=pages,
    collections=(CAMPAIGNS,),
    shown={
        HEADER: partial(button, place="header_action"),
        ARTICLE: partial(button, place="article_end"),
        HOME: home,
    },
    contexts={
        "donations/page.html": DonationsPage,
        "donations/campaign.html": CampaignPage,
        "blocks/donate.html": DonateView,
        HEADER: Button,
        ARTICLE: Button,
        HOME: HomePart,
    },
    blocks=(Donate(),),
    organisation=potential_action,
    accounts=accounts,
    checks=CHECKS,
    reviews=REVIEWS,
)
register = feature.register
