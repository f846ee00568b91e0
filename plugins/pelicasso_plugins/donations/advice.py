"""What donations are told about: ways that take no money, duties that come with receipts, campaigns that are over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from pelicasso.kit import Room
from pelicasso.schema import Finding, warning
from pelicasso_plugins.donations.campaign import CAMPAIGNS, data_of, state_of
from pelicasso_plugins.donations.config import Donations
from pelicasso_plugins.donations.tax import APPEALS
from pelicasso_plugins.donations.ways import is_of_example

FILE = "site.yaml"
DECLARED = (1, 2, 3, 4, 5)
"""The months in which the receipts of the year before are declared (CGI 222 bis)."""
STALE = timedelta(days=180)
"""For how long a campaign that is over may stand without a word of thanks."""


def _ways(room: Room[Donations]) -> Iterator[Finding]:
    if not room.section.ways:
        yield warning("donations.no_way", FILE, room.line())
    for at, each in enumerate(room.section.ways):
        line = room.line("ways", at)
        if each.shown.is_test:
            yield warning("donations.test_mode", FILE, line, provider=each.shown.label)
        if is_of_example(room, each.shown):
            yield warning("donations.example_account", FILE, line, value=each.shown.account)


def _tax(room: Room[Donations]) -> Iterator[Finding]:
    given, line = room.section.tax, room.line("tax")
    if given is None:
        return
    if not given.is_printed:
        yield warning("donations.tax_not_printed", FILE, line)
    elif room.site.day.month in DECLARED:
        yield warning("donations.receipts_to_declare", FILE, line, year=room.site.day.year - 1)
    if given.collected is not None and given.collected > APPEALS:
        yield warning("donations.appeals_to_declare", FILE, line, limit=room.words.number(APPEALS))


def _campaigns(room: Room[Donations]) -> Iterator[Finding]:
    for each in room.of(CAMPAIGNS):
        data = data_of(each)
        if state_of(data, room.site.day) == "over" and data.end is not None and not data.thanks:
            code = "campaign_stale" if room.site.day - data.end > STALE else "campaign_over"
            yield warning(f"donations.{code}", each.path, each.lines.get("end"), day=room.words.day(data.end))
        if data.collected is not None and data.target is None:
            yield warning("donations.campaign_without_target", each.path, each.lines.get("collected"))


def _reached(room: Room[Donations], files: Mapping[str, bytes | Path]) -> Iterator[Finding]:
    """A page that the home page does not lead to is not found by those who would give."""
    home, link = files.get("index.html"), f'href="{room.href(room.address("donations"))}"'
    if isinstance(home, bytes) and link not in home.decode():
        yield warning("donations.not_reached", FILE, room.line())


CHECKS = (_ways, _tax, _campaigns)
REVIEWS = (_reached,)
