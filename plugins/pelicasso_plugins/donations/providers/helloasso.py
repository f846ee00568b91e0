"""HelloAsso: a donation form or a collection, on its own page or in a frame after a click."""

from __future__ import annotations

from typing import Any

from pelicasso.kit.frames.pasted import Pasted, read_pasted
from pelicasso.kit.helloasso import FormType, HelloAssoForm, read_form
from pelicasso.schema.section import refuse
from pelicasso_plugins.donations.providers.provider import LinkProvider, Way

GIVING = frozenset({FormType.DONATION, FormType.CROWDFUNDING, FormType.PAYMENT})


class HelloAsso(LinkProvider):
    """The French platform of associations; it lives on the tips that donors may leave."""

    name = "helloasso"
    label = "HelloAsso"
    example = "https://www.helloasso.com/associations/les-mains-vertes/formulaires/1"
    hosts = HelloAssoForm.hosts

    def answers(self, pasted: Pasted) -> bool:
        return pasted.host in self.hosts or pasted.host.endswith(".helloasso.com")

    def read(self, text: str) -> str:
        form = read_form(read_pasted(text).address)
        if form.type not in GIVING:
            raise refuse("donations.other_form", value=form.page, provider=self.label, example=self.example)
        return form.page

    def way(self, given: Any) -> Way:
        return Way(self.name, self.label, given, link=given)


provider = HelloAsso()
