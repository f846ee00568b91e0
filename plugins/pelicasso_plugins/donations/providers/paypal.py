"""PayPal: a donation button, by the number of the button."""

from __future__ import annotations

import re

from pelicasso.kit.frames.pasted import read_pasted
from pelicasso.schema.section import refuse
from pelicasso_plugins.donations.providers.provider import LinkProvider, named

BUTTON = re.compile(r"[A-Z0-9]{8,20}")


class PayPal(LinkProvider):
    """A button that was made in PayPal's account; the number alone is enough."""

    name = "paypal"
    label = "PayPal"
    example = "https://www.paypal.com/donate?hosted_button_id=ABCDEFGH12345"
    hosts = named("www.paypal.com paypal.com")
    path = r"/(?:[a-z]{2}/)?donate/?|/cgi-bin/webscr"
    page = "https://www.paypal.com/donate?hosted_button_id={account}"
    alone = BUTTON.pattern

    def read(self, text: str) -> str:
        pasted = read_pasted(text)
        button = pasted.query.get("hosted_button_id", "")
        if pasted.host in self.hosts and re.fullmatch(self.path, pasted.path) and BUTTON.fullmatch(button):
            return self.page.format(account=button)
        if pasted.host not in self.hosts:
            self._refuse_host(pasted)
        raise refuse("donations.other_page", value=pasted.address, provider=self.label, example=self.example)


provider = PayPal()
