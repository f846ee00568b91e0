"""What campaigns collected at HelloAsso, fetched on demand; a build never does (HelloAsso API v5)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from pelicasso.kit import Entry, Room
from pelicasso.kit.helloasso import FormType, HelloAssoForm, read_form
from pelicasso.schema import SiteError, error
from pelicasso_plugins.donations.campaign import CAMPAIGNS, data_of
from pelicasso_plugins.donations.config import Donations

API = "https://api.helloasso.com"
KEYS = ("HELLOASSO_CLIENT_ID", "HELLOASSO_CLIENT_SECRET")
SECONDS = 20
PAGES = 500
TYPES = {FormType.DONATION: "Donation", FormType.CROWDFUNDING: "CrowdFunding", FormType.PAYMENT: "PaymentForm"}
PAID = frozenset({"Authorized", "Registered"})

Send = Callable[[Request], Any]


def _send(request: Request) -> Any:
    with urlopen(request, timeout=SECONDS) as answer:
        return json.loads(answer.read())


def refresh(room: Room[Donations], environment: Mapping[str, str] = os.environ, send: Send = _send) -> Iterator[str]:
    """Write beside each campaign what was collected, and say so."""
    forms = [(each, form) for each in room.of(CAMPAIGNS) if (form := _form(each)) is not None]
    if not forms:
        raise SiteError(error("donations.no_campaign_at_helloasso"))
    if not all(environment.get(each) for each in KEYS):
        raise SiteError(error("donations.secret_missing"), exit_code=2)
    try:
        token = _token(environment, send)
        found = [(entry, *_collected(form, token, send)) for entry, form in forms]
    except (URLError, OSError, ValueError, KeyError, TypeError) as problem:
        raise SiteError(error("donations.refresh_failed", problem=str(problem)), exit_code=3) from problem
    for entry, amount, donors in found:
        file = room.site.folder / f"{entry.path}.yaml"
        file.write_text(f'collected: "{amount}"\ndonors: {donors}\n', "utf-8")
        yield f"{entry.path}.yaml: {room.words.money(amount)}"


def _form(entry: Entry) -> HelloAssoForm | None:
    link = data_of(entry).link
    if link is None or "helloasso.com" not in link:
        return None
    form = read_form(link)
    return form if form.type in TYPES else None


def _token(environment: Mapping[str, str], send: Send) -> str:
    given = {
        "grant_type": "client_credentials",
        "client_id": environment[KEYS[0]],
        "client_secret": environment[KEYS[1]],
    }
    return str(send(Request(f"{API}/oauth2/token", urlencode(given).encode()))["access_token"])


def _collected(form: HelloAssoForm, token: str, send: Send) -> tuple[Decimal, int]:
    """The euros paid through a form, and the number of payments."""
    root = f"{API}/v5/organizations/{form.organisation}/forms/{TYPES[form.type]}/{form.form}/payments"
    cents, count, after = 0, 0, ""
    for _ in range(PAGES):
        query = {"pageSize": "100", **({"continuationToken": after} if after else {})}
        page = send(Request(f"{root}?{urlencode(query)}", headers={"Authorization": f"Bearer {token}"}))
        paid = [each for each in page["data"] if each.get("state") in PAID]
        cents += sum(int(each["amount"]) for each in paid)
        count += len(paid)
        after = page.get("pagination", {}).get("continuationToken") or ""
        if not page["data"] or not after:
            return Decimal(cents) / 100, count
    raise ValueError("too many pages")
