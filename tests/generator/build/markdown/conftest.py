from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from pelicasso.build.markdown import Body, MarkdownConverter
from pelicasso.kit.locale import Words


@dataclass(frozen=True)
class Leads:
    href: str
    width: int | None = None
    height: int | None = None


@dataclass
class Desk:
    """Converts texts and remembers what was asked of it; what is called « mort » leads nowhere."""

    converter: MarkdownConverter
    asked: list[tuple[str, int, bool]] = field(default_factory=list)

    def resolve(self, target: str, line: int, is_picture: bool) -> Leads | None:
        self.asked.append((target, line, is_picture))
        if "mort" in target:
            return None
        return Leads(target, 640, 480) if is_picture else Leads(target)

    def body(self, text: str, first_line: int = 1) -> Body:
        self.asked.clear()
        return self.converter.convert(text, "content/pages/x.md", first_line, self.resolve)

    def html(self, text: str) -> str:
        return self.body(text).html

    def told(self, text: str, first_line: int = 1) -> list[tuple[str, int | None, object]]:
        return [(each.code, each.line, each.values.get("name")) for each in self.body(text, first_line).findings]


MakeDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(MarkdownConverter(Words("fr"), reserved=["site-menu"]))


@pytest.fixture(scope="session")
def english_desk() -> Desk:
    return Desk(MarkdownConverter(Words("en")))


@pytest.fixture(scope="session")
def trusting_desk() -> Desk:
    return Desk(MarkdownConverter(Words("fr"), trusted=True))
