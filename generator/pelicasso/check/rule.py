"""A rule: one thing that `check` looks for, and the criterion of RGAA or RGESN that it serves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Generic, TypeVar

from pelicasso.check.subject import Subject
from pelicasso.check.text import Text
from pelicasso.schema import Finding

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Rule(Generic[Seen]):
    """Yields findings on what it is shown; they bear its name as their code, and its criterion."""

    criterion: str
    look: Callable[[Seen], Iterable[Finding]]

    @property
    def code(self) -> str:
        return self.look.__name__

    def __call__(self, seen: Seen) -> Iterator[Finding]:
        return (replace(each, criterion=self.criterion) for each in self.look(seen))


class TextRule(Rule[Text]):
    """Looks at one text, as its author wrote it."""


class SiteRule(Rule[Subject]):
    """Looks at the whole site, rendered."""


def text_rule(criterion: str) -> Callable[[Callable[[Text], Iterable[Finding]]], TextRule]:
    return lambda look: TextRule(criterion, look)


def site_rule(criterion: str) -> Callable[[Callable[[Subject], Iterable[Finding]]], SiteRule]:
    return lambda look: SiteRule(criterion, look)


@dataclass(frozen=True)
class Family:
    """The rules of one module, by which name they can be asked for alone."""

    name: str
    of_texts: tuple[TextRule, ...]
    of_sites: tuple[SiteRule, ...]

    def said_of(self, text: Text) -> tuple[Finding, ...]:
        """What the rules say of a text; asked once."""
        if self.name not in text.told:
            text.told[self.name] = tuple(found for of_text in self.of_texts for found in of_text(text))
        return text.told[self.name]

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        for text in subject.texts:
            yield from self.said_of(text)
        for of_site in self.of_sites:
            yield from of_site(subject)


def family(module: ModuleType) -> Family:
    """The rules that a module holds."""
    held = vars(module).values()
    return Family(
        module.__name__.rpartition(".")[2],
        tuple(each for each in held if isinstance(each, TextRule)),
        tuple(each for each in held if isinstance(each, SiteRule)),
    )
