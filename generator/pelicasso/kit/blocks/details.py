"""A question whose answer opens on demand; several in a row are a list of questions."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from pelicasso.kit.blocks.block import Block, Title, Use, last, plain
from pelicasso.kit.links import slug
from pelicasso.kit.locale import Words
from pelicasso.schema.section import Section, YesNo, titled

QUESTION = "question flow"
QUESTIONS = "questions"

MISTAKEN = {"ouvert": "open", "ouverte": "open", "déplié": "open"}


class DetailsOptions(Section):
    """What a question may be told."""

    mistaken = MISTAKEN

    open: YesNo = titled(False, en="yes: the answer is shown from the start.", fr="oui : la réponse est déjà dépliée.")


class Details(Block[DetailsOptions]):
    """A question and its answer; its anchor is made from the question, so that one can link to it."""

    name = "details"
    meaning = (
        "Une question ; sa réponse se déplie. Plusieurs à la suite font une liste de questions.",
        "A question; its answer unfolds. Several in a row make a list of questions.",
    )
    example = "/// details | Peut-on visiter le jardin ?\nOui, dès que le portillon est ouvert.\n///"
    words = frozenset(
        {"détails", "détail", "detail", "question", "questions", "faq", "réponse", "accordéon", "accordeon", "summary"}
    )
    title = Title.REQUIRED
    options = DetailsOptions

    def build(self, parent: Element, use: Use[DetailsOptions], _words: Words) -> Iterator[Element]:
        details = SubElement(_place(parent), "details", {"class": QUESTION})
        if anchor := slug(use.title):
            details.set("id", anchor)
        if use.options.open:
            details.set("open", "")
        plain(details, "summary", use.title)
        yield details


def _place(parent: Element) -> Element:
    """Where a question goes: below its parent, or into a list with the one before it."""
    questions = last(parent, "ul", QUESTIONS)
    if questions is None and (alone := last(parent, "details", QUESTION)) is not None:
        questions = parent[-1] = Element("ul", {"class": QUESTIONS})
        SubElement(questions, "li").append(alone)
    return parent if questions is None else SubElement(questions, "li")
