"""What came of a build, small enough to pass from the child to the one who watches it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from pelicasso.schema import Finding, Severity, SiteError

if TYPE_CHECKING:
    from pathlib import Path

    from pelicasso.build.builder import Built
    from pelicasso.build.site import Result

MOST_FINDINGS = 1000
LONGEST = 500
HEAVIEST = 3
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class ConfinedError(SiteError):
    """What is wrong with a confined site; its language is known from the child alone."""

    def __init__(self, *findings: Finding, exit_code: int, language: str | None) -> None:
        super().__init__(*findings, exit_code=exit_code)
        self.language = language


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings of a run, and what it changed; `vanished` are pages that are there no more, the first few of them.

    What serves a criterion is advice, which is only counted. `language` is the site's own. `size` is that of all
    files, in bytes; `heaviest` are the pages that cost a visitor most, each by its file with the bytes that are sent
    for it and what it shows. The other bytes are those of the site's pictures as they stand in the site, and as a
    visitor loads them at most.
    """

    findings: tuple[Finding, ...] = ()
    exit_code: int = 0
    language: str | None = None
    pages: int = 0
    touched: int = 0
    vanished_count: int = 0
    vanished: tuple[str, ...] = ()
    pictures: int = 0
    original_bytes: int = 0
    published_bytes: int = 0
    advice: int = 0
    size: int = 0
    heaviest: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of_result(cls, result: Result) -> Self:
        changes = result.changes
        gone = [each for each in changes.removed if each.endswith("index.html")]
        weights = result.built.pictures.weights.values() if result.built.pictures else ()
        told = [each for each in result.built.report.findings if each.criterion is None]
        return cls(
            tuple(told),
            language=result.built.site.language,
            pages=result.built.pages,
            touched=len(changes.added) + len(changes.changed) + len(changes.removed),
            vanished_count=len(gone),
            vanished=tuple(gone[:5]),
            pictures=len(weights),
            original_bytes=sum(each[0] for each in weights),
            published_bytes=sum(each[1] for each in weights),
            advice=len(result.built.advice()) + len(result.built.report.findings) - len(told),
            size=sum(map(_size, result.built.files.values())),
            heaviest=_heaviest(result.built),
        )

    @classmethod
    def of_rendered(cls, built: Built, only: str | None = None) -> Self:
        return cls(tuple(built.checked(only)), pages=built.pages)

    def to_bytes(self) -> bytes:
        """As JSON; of very many findings the first errors, then the first warnings."""
        ordered = sorted(self.findings, key=lambda each: each.severity is not Severity.ERROR)
        data = _plain(asdict(replace(self, findings=tuple(ordered[:MOST_FINDINGS]))))
        return json.dumps(data, default=str).encode("ascii")

    @classmethod
    def of_bytes(cls, data: bytes) -> Self:
        """What a child wrote; nothing that it says can colour or move what a terminal shows."""
        told: dict[str, Any] = _plain(json.loads(data))
        findings = tuple(_finding(each) for each in told.pop("findings"))
        heaviest = tuple((str(name), int(size)) for name, size in told.pop("heaviest"))
        return cls(findings, **{**told, "vanished": tuple(told["vanished"]), "heaviest": heaviest})

    def raise_errors(self) -> None:
        if self.exit_code:
            raise ConfinedError(*self.findings, exit_code=self.exit_code, language=self.language)


def _size(content: bytes | Path) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _heaviest(built: Built) -> tuple[tuple[str, int], ...]:
    costs = ((name, cost.size) for name, cost in built.subject.costs.items())
    return tuple(sorted(costs, key=lambda each: (-each[1], each[0]))[:HEAVIEST])


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(**{**data, "severity": Severity(data["severity"])})


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSEEN.sub("\ufffd", value[:LONGEST])
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
