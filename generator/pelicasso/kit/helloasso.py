"""HelloAsso: reads the address of a form however it was copied, and makes those of its page and its frames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from urllib.parse import urlsplit

from pelicasso.kit.links import slug
from pelicasso.schema.section import refuse

ROOT = "https://www.helloasso.com"
EXAMPLE = "les-mains-vertes-du-canal"
"""The association of the starter, whose accounts nobody else may keep."""


class FormType(StrEnum):
    """What a form is for, as it stands in its address."""

    DONATION = "formulaires"
    MEMBERSHIP = "adhesions"
    EVENT = "evenements"
    CROWDFUNDING = "collectes"
    SHOP = "boutiques"
    PAYMENT = "paiements"


class Shape(StrEnum):
    """What of a form a frame shows."""

    WHOLE = "widget"
    BUTTON = "widget-bouton"
    CARD = "widget-vignette"
    WIDE_CARD = "widget-vignette-horizontale"
    COUNTER = "widget-compteur"

    @property
    def height(self) -> int:
        """In pixels, until the frame itself tells."""
        return {Shape.WHOLE: 750, Shape.BUTTON: 70}.get(self, 450)


@dataclass(frozen=True, slots=True)
class HelloAssoForm:
    """One form of an association; `shape` is what the address asked for, if it was that of a frame."""

    organisation: str
    type: FormType
    form: str
    shape: Shape | None = None
    hosts: ClassVar[frozenset[str]] = frozenset({"helloasso.com", "www.helloasso.com"})

    @property
    def page(self) -> str:
        return f"{ROOT}/associations/{self.organisation}/{self.type}/{self.form}"

    def frame(self, shape: Shape = Shape.WHOLE) -> str:
        return f"{self.page}/{shape}"


FORM = re.compile(
    rf"/associations/(?P<organisation>[\w%.~-]+)/(?P<type>{'|'.join(FormType)})/(?P<form>[\w%.~-]+)(?:/(?P<shape>[\w-]+))?/?"
)


def read_form(address: str) -> HelloAssoForm:
    """The form at an https address; raises what `refuse` makes for a page of the author, or for none of a form."""
    parts = urlsplit(address)
    if parts.hostname not in HelloAssoForm.hosts:
        private = (parts.hostname or "").endswith(".helloasso.com")
        raise refuse("frame_private" if private else "frame_look_alike", value=address, provider="HelloAsso")
    found = FORM.fullmatch(parts.path)
    if found is None:
        raise refuse("helloasso_no_form", value=address)
    shape = found["shape"] if found["shape"] in set(Shape) else None
    return HelloAssoForm(found["organisation"], FormType(found["type"]), found["form"], Shape(shape) if shape else None)


def is_example(organisation: str) -> bool:
    """Whether it is the association of the starter."""
    return slug(organisation) == EXAMPLE


def is_form_of_example(address: str, organisation: str) -> bool:
    """Whether a form of the example stands on the site of somebody else: their money would go astray."""
    return f"/{EXAMPLE}/" in address and not is_example(organisation)
