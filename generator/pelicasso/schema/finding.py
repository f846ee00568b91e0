"""Findings: what is wrong with a site, where, and the one error type that carries them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in a site.

    `code` names the sentence and the hint in the catalogue; `values` fills their placeholders.
    `file` is relative to the site's folder, with slashes; `line` counts from 1. `criterion` is the one of RGAA
    (accessibility) or RGESN (eco-design) that mending it serves: « RGAA 1.1 ».
    """

    code: str
    file: str | None = None
    line: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    criterion: str | None = None

    @property
    def place(self) -> tuple[str, int, str]:
        """Sorts findings by file, line and code."""
        return (self.file or "", self.line or 0, self.code)


def error(code: str, file: str | None = None, line: int | None = None, **values: object) -> Finding:
    """A finding that stops the build."""
    return Finding(code, file, line, values)


def warning(code: str, file: str | None = None, line: int | None = None, **values: object) -> Finding:
    """A finding that is only said."""
    return Finding(code, file, line, values, Severity.WARNING)


def unforeseen(problem: BaseException) -> Finding:
    """What is said of an exception that nobody raised on purpose: the machine's fault, or ours."""
    code = "machine_failed" if isinstance(problem, OSError) else "unforeseen"
    return error(code, problem=f"{type(problem).__name__}: {problem}")


class SiteError(Exception):
    """The one error that a person sees: one or more findings, and the exit code they end in.

    Exit codes: 1 the site has errors, 2 wrong use, 3 the machine (disk, rights, network).
    """

    def __init__(self, *findings: Finding, exit_code: int = 1) -> None:
        super().__init__(", ".join(f"{each.file or ''}:{each.line or ''}:{each.code}" for each in findings))
        self.findings = findings
        self.exit_code = exit_code


class Report:
    """The findings of one run, gathered so that all of them are told at once."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._findings = list(findings)

    def add(self, *findings: Finding) -> None:
        self._findings.extend(findings)

    @property
    def findings(self) -> list[Finding]:
        return sorted(self._findings, key=lambda finding: finding.place)

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.findings if each.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        return [each for each in self.findings if each.severity is Severity.WARNING]

    def raise_errors(self) -> None:
        """Raise every error gathered so far as one SiteError."""
        if errors := self.errors:
            raise SiteError(*errors)
