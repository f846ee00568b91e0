"""Findings said in the language of the person: one line each, with the file, the line, a sentence and a hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pelicasso.schema import Finding, Severity
from pelicasso.site.catalogue import Catalogue

LINES = 20
"""No more lines than fit a screen, header included."""
ALIKE = 3
"""Where there is too much to say, so many warnings of one kind are said, and the rest is counted."""


class Messages:
    """Says findings in one language."""

    def __init__(self, language: str, folders: Sequence[Path] = ()) -> None:
        self.language = language
        self._catalogue = Catalogue(language, folders)

    def sentence(self, finding: Finding) -> str:
        return self._filled(finding, "sentence") or finding.code

    def hint(self, finding: Finding) -> str:
        return self._filled(finding, "hint")

    def line(self, finding: Finding) -> str:
        """`file:line: sentence, hint`, on one line whatever the values hold."""
        place = ":".join(str(each) for each in (finding.file, finding.line) if each is not None)
        said = " ; ".join(filter(None, (self.sentence(finding), self.hint(finding))))
        if self.language.startswith("en"):
            said = said.replace(" ; ", "; ", 1)
        if finding.criterion:
            said = f"{said} ({finding.criterion})"
        return " ".join(f"{place}: {said}".split()) if place else " ".join(said.split())

    def word(self, key: str, **values: object) -> str:
        """A sentence of the command line."""
        return (self._catalogue.text("command", key) or key).format(**values)

    def lines(self, findings: Iterable[Finding], taken: int = 0) -> list[str]:
        """What is printed: errors first, then warnings; with the lines already taken never more than a screen."""
        room = LINES - taken
        ordered = sorted(findings, key=lambda each: (each.severity is not Severity.ERROR, each.place))
        said = [(line, 1) for line in dict.fromkeys(map(self._marked, ordered))]
        if len(said) > room:
            said = list(self._thinned(ordered))
        shown = said if len(said) <= room else said[: room - 1]
        lines = [line for line, _ in shown]
        left = sum(count for _, count in said[len(shown) :])
        return [*lines, self.word("and_others", count=left)] if left else lines

    def _thinned(self, ordered: Sequence[Finding]) -> Iterator[tuple[str, int]]:
        """The lines, warnings kind by kind and never many of one; each with how many findings it stands for."""
        kinds: dict[str, dict[str, None]] = {}
        for each in ordered:
            kind = "" if each.severity is Severity.ERROR else each.code
            kinds.setdefault(kind, {})[self._marked(each)] = None
        for kind, lines in kinds.items():
            few = ALIKE if kind and len(lines) > ALIKE + 1 else len(lines)
            yield from ((line, 1) for line in list(lines)[:few])
            if len(lines) > few:
                yield self.word("and_alike", count=len(lines) - few), len(lines) - few

    def _marked(self, finding: Finding) -> str:
        line = self.line(finding)
        return line if finding.severity is Severity.ERROR else f"{self.word('warning')} {line}"

    def _filled(self, finding: Finding, part: str) -> str:
        text = self._catalogue.text("messages", f"{finding.code}.{part}")
        return text.format(**finding.values) if text else ""
