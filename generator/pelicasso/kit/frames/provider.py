"""A provider: how to know its addresses, and what it answers for each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from pydantic_core import PydanticCustomError

from pelicasso.kit.frames.frame import Frame
from pelicasso.kit.frames.pasted import Pasted
from pelicasso.schema.section import refuse


class Provider(ABC):
    """One service. `hosts` are those of its pages; software that anyone may install is known by its paths alone."""

    name: ClassVar[str]
    hosts: ClassVar[frozenset[str]] = frozenset()
    country: ClassVar[str] = ""
    """That of the company, two letters, where it is outside the European Union; empty within it, or where unknown."""
    gathers: ClassVar[bool] = False
    """Whether its pages ask people for something about them."""
    likeness: ClassVar[str] = ""
    """The word that hosts hold which pretend to be this one."""

    def answers(self, pasted: Pasted) -> bool:
        """Whether an address is one of its own."""
        return pasted.host in self.hosts

    @abstractmethod
    def frame(self, pasted: Pasted) -> Frame:
        """The frame for an address of its own; raises what `refuse` makes where there is none."""

    def unread(self, pasted: Pasted, code: str) -> PydanticCustomError:
        return refuse(code, value=pasted.address, provider=self.name)


def named(text: str) -> frozenset[str]:
    return frozenset(text.split())
