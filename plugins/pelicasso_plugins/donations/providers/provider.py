"""A way to give: what is written for it in `site.yaml`, and what a visitor is shown."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator

from pelicasso.kit.frames.pasted import Pasted, read_pasted
from pelicasso.schema.section import refuse

PRIVATE = re.compile(r"(?:admin|auth|api|dashboard|manage|app)\.")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to give, ready to be shown: a link, or a template of its own with what was written.

    `account` is what a build compares with the one before, so that nobody diverts gifts unseen.
    """

    name: str
    label: str
    account: str
    link: str = ""
    given: Any = None
    is_test: bool = False


class Provider(ABC):
    """One way; `name` is its key in `ways`, `label` how it is called."""

    name: ClassVar[str]
    label: ClassVar[str]
    example: ClassVar[Any]

    @property
    @abstractmethod
    def meaning(self) -> tuple[str, str]:
        """What its key wants, in English and in French."""

    @property
    @abstractmethod
    def given(self) -> Any:
        """The type of what is written for it."""

    @abstractmethod
    def way(self, given: Any) -> Way:
        """What is shown of it."""

    def answers(self, _pasted: Pasted) -> bool:
        """Whether an address that stands alone in `ways` is one of its own."""
        return False


class LinkProvider(Provider):
    """A service whose page a link leads to.

    `hosts` are those of its pages; `path` is what follows, its group `account` the account; `page` the address that a
    donor is led to. The account alone is understood too, where it fits `alone`.
    """

    hosts: ClassVar[frozenset[str]]
    path: ClassVar[str]
    page: ClassVar[str]
    alone: ClassVar[str] = ""

    @property
    def given(self) -> Any:
        return Annotated[str, BeforeValidator(self._full, json_schema_input_type=str), AfterValidator(self.read)]

    @property
    def meaning(self) -> tuple[str, str]:
        return f"The page at {self.label}.", f"La page chez {self.label} : {self.example}"

    @property
    def likeness(self) -> str:
        """The word that hosts hold which pretend to be this one."""
        return min(self.hosts, key=len).split(".")[-2]

    def answers(self, pasted: Pasted) -> bool:
        return pasted.host in self.hosts

    def read(self, text: str) -> str:
        """The address that a donor is led to; raises what `refuse` makes, with what to paste instead."""
        pasted = read_pasted(text)
        if not self.answers(pasted):
            self._refuse_host(pasted)
        found = re.fullmatch(self.path, pasted.path.rstrip("/"))
        if found is None:
            raise refuse("donations.other_page", value=pasted.address, provider=self.label, example=self.example)
        return self.page.format(**found.groupdict())

    def way(self, given: Any) -> Way:
        return Way(self.name, self.label, given, link=given)

    def _full(self, value: object) -> object:
        if isinstance(value, str) and self.alone and re.fullmatch(self.alone, value.strip()):
            return self.page.format(account=value.strip())
        return value

    def _refuse_host(self, pasted: Pasted) -> None:
        main = next(iter(sorted(self.hosts, key=len)))
        if PRIVATE.match(pasted.host) and pasted.host.endswith(f".{main.removeprefix('www.')}"):
            raise refuse("donations.private_page", value=pasted.address, provider=self.label, example=self.example)
        raise refuse("donations.other_host", value=pasted.host, provider=self.label, example=self.example)


def named(text: str) -> frozenset[str]:
    return frozenset(text.split())
