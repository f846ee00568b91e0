"""Any other service: what the link says, and where it leads."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator

from pelicasso.kit.frames.pasted import read_pasted
from pelicasso.schema.section import Section, Text, required
from pelicasso_plugins.donations.providers.provider import Provider, Way


class LinkGiven(Section):
    """A page where one can give."""

    title: Text = required(en="How the service is called.", fr="Le nom du service.")
    url: Annotated[str, AfterValidator(lambda value: read_pasted(value).address)] = required(
        en="Its page, https://…", fr="L’adresse de la page, https://…"
    )


class AnyLink(Provider):
    """A link to a service that has no file of its own."""

    name = "link"
    label = ""
    meaning = ("Any other page where one can give.", "Une autre page où l’on peut donner.")
    example: ClassVar[Any] = {"title": "Payasso", "url": "https://www.payasso.fr/les-mains-vertes/don"}
    given = LinkGiven

    def way(self, given: Any) -> Way:
        host = urlsplit(given.url).hostname or ""
        return Way(self.name, given.title, f"{host} {given.url}", link=given.url)


provider = AnyLink()
