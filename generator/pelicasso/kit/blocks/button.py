"""A link that looks like what it asks for; several in a row stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from pelicasso.kit.blocks.block import Block, Holds, Title, Use, last, plain
from pelicasso.kit.locale import Words
from pelicasso.schema.section import Section, Text, required

ROW = "cluster"

MISTAKEN = {"lien": "link", "url": "link", "href": "link", "adresse": "link", "vers": "link", "page": "link"}


class ButtonOptions(Section):
    """Where a button leads."""

    mistaken = MISTAKEN

    link: Text = required(
        en="Where it leads: a file of the site, or an address.",
        fr="Où il mène : un fichier du site, ou une adresse.",
    )


class Button(Block[ButtonOptions]):
    """A link that asks for something."""

    name = "button"
    meaning = ("Un lien que l’on ne peut pas manquer.", "A link that cannot be missed.")
    example = "/// button | Faire un don\nlink: pages/nous-soutenir.md\n///"
    words = frozenset({"bouton", "boutons", "lien", "link"})
    title = Title.REQUIRED
    holds = Holds.NOTHING
    links = ("link",)
    options = ButtonOptions

    def build(self, parent: Element, use: Use[ButtonOptions], _words: Words) -> Iterator[Element]:
        row = last(parent, "div", ROW)
        if row is None:
            row = SubElement(parent, "div", {"class": ROW})
        plain(row, "a", use.title, **{"class": "button", "href": use.options.link})
        yield from ()
