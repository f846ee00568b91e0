"""Findings: what is wrong with a site, where, and the one error type that carries them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from traceback import extract_tb


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
    """What is said of an exception that nobody raised on purpose: that of a template, the machine's fault, or ours."""
    if (place := _in_template(problem)) is not None:
        return error("template_mistake", *place, problem=str(problem))
    code = "machine_failed" if isinstance(problem, OSError) else "unforeseen"
    return error(code, problem=f"{type(problem).__name__}: {problem}")


def _in_template(problem: BaseException) -> tuple[str, int] | None:
    """The file and line of the innermost template that was being rendered, or that could not be read."""
    places: list[tuple[object, object]] = [(each.filename, each.lineno) for each in extract_tb(problem.__traceback__)]
    places.append((getattr(problem, "filename", None), getattr(problem, "lineno", None)))
    found = [(str(file), line) for file, line in places if isinstance(line, int) and str(file).endswith(".html")]
    return (_below(found[-1][0]), found[-1][1]) if found else None


def _below(file: str) -> str:
    """The name of a template as its author knows it: from `overrides` or from `templates` on."""
    parts = file.replace("\\", "/").split("/")
    start = next((each for each in ("overrides", "templates") if each in parts), parts[-1])
    return "/".join(parts[parts.index(start) :])


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
    def count(self) -> int:
        return len(self._findings)

    def after(self, length: int) -> tuple[Finding, ...]:
        """What was added after the first so many."""
        return tuple(self._findings[length:])

    def cut(self, length: int) -> None:
        """Take back what was added after the first so many."""
        del self._findings[length:]

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
