"""French sentences about the life of an association, drawn from `grammar.yaml`."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Lists = dict[str, list[str]]

WORD = re.compile(r"<(\w+|-?\d+\.\.-?\d+)>")
GRAMMAR = Path(__file__).with_name("grammar.yaml")
APART = re.compile(r"\b(?:(?:de|à) les? |(?:d|qu)e (?=[aeiouéèêâîôAEIOUÉ]|h(?:abitant|eure|iver|uile)))")
JOINED = {"de le ": "du ", "de les ": "des ", "à le ": "au ", "à les ": "aux ", "de ": "d'", "que ": "qu'"}
BEFORE_SIGN = re.compile(r" (?=[:;!?»%€])|(?<=«) |(?<=\d) (?=\d{3}\b|°C|kWh|kg|km|m²|h\b|m\b|W\b|dB|mm)")


@dataclass(frozen=True)
class Hand:
    """How an author types: the apostrophe, the space that French sets before a sign, the quotes, the line's width."""

    apostrophe: str = "'"
    space: str = " "
    quotes: tuple[str, str] = ("« ", " »")
    width: int = 0
    bullet: str = "-"
    strong: str = "**"
    underlined: bool = False

    def typed(self, text: str) -> str:
        text = text.replace("« ", self.quotes[0]).replace(" »", self.quotes[1])
        return BEFORE_SIGN.sub(self.space, text).replace("'", self.apostrophe)


HANDS = (
    Hand(),
    Hand(strong="__", bullet="*"),
    Hand(apostrophe="’", space="\u00a0"),
    Hand(apostrophe="’", space="\u202f", quotes=("«\u202f", "\u202f»")),
    Hand(quotes=('"', '"'), width=88),
    Hand(apostrophe="’", width=100, underlined=True),
    Hand(quotes=("“", "”"), bullet="+"),
)


class Prose:
    """Draws words and sentences on one topic, typed by one hand."""

    def __init__(self, draw: random.Random, topic: str, hand: Hand) -> None:
        self.draw = draw
        self.hand = hand
        self._lists = _lists(topic)
        self._decks: dict[str, list[str]] = {}

    def line(self, name: str) -> str:
        """One of a list, as it stands in a table or a list: no capital is set."""
        return self.hand.typed(_contracted(self._expanded(f"<{name}>")))

    def sentence(self, name: str = "phrase", **given: str) -> str:
        """One of a list, with its capital; `given` stands for words of its own, left as they are."""
        text = _capital(_contracted(self._expanded(f"<{name}>")))
        text = self.hand.typed(text)
        for word, value in given.items():
            text = text.replace(f"<{word}>", value)
        return text

    def title(self, name: str, month: str, year: int) -> str:
        """A title of that month, typed with plain signs whoever writes it."""
        text = self._choice(name).replace("<mois>", month).replace("<annee>", str(year))
        return _capital(_contracted(self._expanded(text)))

    def all(self, name: str) -> list[str]:
        """A whole list."""
        return self._lists[name]

    def _expanded(self, text: str) -> str:
        while found := WORD.search(text):
            text = text[: found.start()] + self._choice(found[1]) + text[found.end() :]
        return text.replace("\x01", "<").replace("\x02", ">")

    def _choice(self, name: str) -> str:
        low, dots, high = name.partition("..")
        if dots:
            return str(self.draw.randint(int(low), int(high)))
        if name not in self._lists:
            return f"\x01{name}\x02"
        if not self._decks.get(name):
            self._decks[name] = self.draw.sample(self._lists[name], len(self._lists[name]))
        return self._decks[name].pop()


def topics() -> list[str]:
    return [*_grammar()["topics"]]


def months() -> list[str]:
    return [*_grammar()["shared"]["mois"].splitlines()]


def weekdays() -> tuple[str, ...]:
    return ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def category(topic: str) -> str:
    return str(_grammar()["topics"][topic]["category"])


def tags(topic: str) -> list[str]:
    return str(_grammar()["topics"][topic]["tags"]).split(", ")


@cache
def _grammar() -> Any:
    return yaml.safe_load(GRAMMAR.read_text("utf-8"))


@cache
def _lists(topic: str) -> Lists:
    """The shared lists with those of the topic."""
    grammar = _grammar()
    lists = {name: text.splitlines() for name, text in grammar["shared"].items()}
    for name, text in grammar["topics"][topic].items():
        lists[name] = [*lists.get(name, []), *text.splitlines()]
    return lists


def _contracted(text: str) -> str:
    return APART.sub(lambda found: JOINED[found[0]], text)


def _capital(text: str) -> str:
    at = next((index for index, letter in enumerate(text) if letter.isalpha()), 0)
    return text if text[:at].strip("« (") else text[:at] + text[at : at + 1].upper() + text[at + 1 :]
