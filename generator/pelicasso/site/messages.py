"""Findings said in the language of the person: one line each, with the file, the line, a sentence and a hint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pelicasso.schema import Finding, Severity
from pelicasso.site.catalogue import Catalogue

LINES = 20
"""No more lines than fit a screen, header included."""


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
        return " ".join(f"{place}: {said}".split()) if place else " ".join(said.split())

    def word(self, key: str, **values: object) -> str:
        """A sentence of the command line."""
        return (self._catalogue.text("command", key) or key).format(**values)

    def lines(self, findings: Iterable[Finding], taken: int = 0) -> list[str]:
        """What is printed: errors first, then warnings; with the lines already taken never more than a screen."""
        room = LINES - taken
        ordered = sorted(findings, key=lambda each: (each.severity is not Severity.ERROR, each.place))
        said = list(dict.fromkeys(self._marked(each) for each in ordered))
        if len(said) <= room:
            return said
        return [*said[: room - 1], self.word("and_others", count=len(said) - room + 1)]

    def _marked(self, finding: Finding) -> str:
        line = self.line(finding)
        return line if finding.severity is Severity.ERROR else f"{self.word('warning')} {line}"

    def _filled(self, finding: Finding, part: str) -> str:
        text = self._catalogue.text("messages", f"{finding.code}.{part}")
        return text.format(**finding.values) if text else ""
