"""What a text is before its links are resolved: all of it depends on the text alone, so that it can be kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Self

from pelicasso.kit.context import Heading
from pelicasso.schema import Finding, Severity

UNLIKE = "it would not come back the same"
NONE = "it is no draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """Clean HTML whose links carry their lines.

    `is_set`: its typography is set, but for what stands in place of pictures. `to_fill` are the numbers of the blocks
    to fill, among those of the text.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    words: int = 0
    findings: tuple[Finding, ...] = ()
    styles: tuple[str, ...] = ()
    to_fill: tuple[int, ...] = ()
    has_links: bool = False
    is_set: bool = False

    def said(self) -> str:
        """The draft as one line of JSON; raises ValueError when it would not come back the same."""
        headings = [_of_heading(each) for each in self.headings]
        findings = [_of_finding(each) for each in self.findings]
        rest = (self.words, self.styles, self.to_fill, self.has_links, self.is_set)
        try:
            said = json.dumps((self.html, headings, findings, *rest), ensure_ascii=False)
        except TypeError as problem:
            raise ValueError(UNLIKE) from problem
        if findings and Draft.read(said) != self:
            raise ValueError(UNLIKE)
        return said

    @classmethod
    def read(cls, said: str) -> Self:
        """The draft of a line; raises ValueError for anything else."""
        try:
            html, headings, findings, words, styles, to_fill, has_links, is_set = json.loads(said)
            return cls(
                html,
                tuple(_heading(*each) for each in headings),
                words,
                tuple(_finding(*each) for each in findings),
                tuple(styles),
                tuple(to_fill),
                has_links,
                is_set,
            )
        except (TypeError, ValueError) as problem:
            raise ValueError(NONE) from problem


def _of_heading(heading: Heading) -> tuple[str, str, list[Any]]:
    return heading.title, heading.anchor, [_of_heading(each) for each in heading.items]


def _heading(title: str, anchor: str, items: list[Any]) -> Heading:
    return Heading(title, anchor, tuple(_heading(*each) for each in items))


def _of_finding(finding: Finding) -> tuple[Any, ...]:
    return finding.code, finding.file, finding.line, finding.values, finding.severity, finding.criterion


def _finding(
    code: str, file: str | None, line: int | None, values: dict[str, Any], severity: str, criterion: str | None
) -> Finding:
    return Finding(code, file, line, values, Severity(severity), criterion)
