"""Structured data (schema.org as JSON-LD): nodes tied by their `@id`, printed once a page by the layout."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from pelicasso.kit.context import Picture
from pelicasso.kit.links import absolute
from pelicasso.kit.markup import markup
from pelicasso.site.model import Address, Site

Node = Mapping[str, Any]
"""One thing and what is said of it; what is None or empty is left out."""
CONTEXT = "https://schema.org"
UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def organisation_id(site: Site) -> str | None:
    """What other nodes refer to the association by; None when the site's address is unknown."""
    home = absolute(site, "/")
    return f"{home}#organisation" if home else None


def reference(site: Site) -> Node:
    """The association, in a node of another thing: its identity and its name."""
    return {"@type": "NGO", "@id": organisation_id(site), "name": site.organisation.name}


def organisation(site: Site, more: Iterable[Node] = (), logo: Picture | None = None) -> Node:
    """The association itself; `more` is what the features say of it.

    A French association has no `nonprofitStatus`: schema.org only knows those of other countries.
    """
    own = site.organisation
    node: dict[str, Any] = {
        "@type": "NGO",
        "@id": organisation_id(site),
        "name": own.name,
        "alternateName": own.short_name,
        "url": absolute(site, "/"),
        "slogan": own.tagline,
        "description": own.description,
        "foundingDate": str(own.founded) if own.founded else None,
        "address": postal_address(own.address) if own.address else None,
        "identifier": [_identifier(name, value) for name, value in _numbers(site) if value],
        "logo": image(site, logo) if logo else None,
    }
    for each in more:
        node.update(each)
    return node


def _numbers(site: Site) -> Iterator[tuple[str, str | None]]:
    own = site.organisation
    yield from (("RNA", own.rna), ("SIREN", own.siren), ("SIRET", own.siret))


def _identifier(name: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": name, "value": value.replace(" ", "")}


def image(site: Site, picture: Picture) -> Node:
    """A picture that a page shows, and whose it is."""
    return {
        "@type": "ImageObject",
        "contentUrl": urljoin(f"{site.address}/", picture.href),
        "description": picture.alt,
        "caption": picture.caption,
        "creditText": picture.credit,
    }


def postal_address(address: Address) -> Node:
    """A postal address as a node."""
    return {
        "@type": "PostalAddress",
        "streetAddress": ", ".join((address.street or "").splitlines()),
        "postalCode": address.postal_code,
        "addressLocality": address.city,
        "addressCountry": address.country,
    }


def script(nodes: Iterable[Node]) -> Markup:
    """The nodes as the script of a page; empty without nodes. Nothing in it can end the script."""
    listed = [_said(each) for each in nodes]
    if not listed:
        return markup("")
    graph = {"@context": CONTEXT, **(listed[0] if len(listed) == 1 else {"@graph": listed})}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return markup(f'<script type="application/ld+json">{text}</script>')


def _said(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(_pairs(value))
    return [_said(each) for each in value] if isinstance(value, list | tuple) else value


def _pairs(node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if value is not None and value != "" and value != () and value != []:
            yield key, _said(value)
