"""Speaks to the person at the terminal: findings, sentences, annotations of forges; no more lines than a screen."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pelicasso.schema import Finding, Severity
from pelicasso.site.messages import Messages

SUMMARY = "GITHUB_STEP_SUMMARY"
"""Names the file of the page that GitHub, Gitea and Forgejo show of a run."""
CODE_QUALITY = "PELICASSO_CODE_QUALITY"
"""Names the file that GitLab is told to read."""
SITE_FILE = "site.yaml"


class Speaker:
    """Says things in one language, on the standard output; errors on the standard error."""

    def __init__(self, language: str, folders: Sequence[Path] = ()) -> None:
        self.messages = Messages(language, folders)

    def word(self, key: str, **values: object) -> str:
        return self.messages.word(key, **values)

    def say(self, *lines: str) -> None:
        print(*lines, sep="\n", flush=True)

    def sum_up(self, *lines: str) -> None:
        """Say it, also on the page that a forge shows of a run."""
        self.say(*lines)
        _append_summary(lines)

    def report(self, findings: Iterable[Finding], header: str | None = None) -> None:
        """Print findings; under a forge's CI also as its annotations, which show in the browser."""
        told = list(findings)
        room = 1 if header else 0
        lines = self.messages.lines(told, room)
        if header:
            lines.insert(0, header)
        print(*lines, sep="\n", file=sys.stderr, flush=True)
        _append_summary(lines)
        if on_forge(os.environ):
            print(*(self.annotation(each) for each in told), sep="\n", flush=True)
        if file := os.environ.get(CODE_QUALITY):
            Path(file).write_text(self.code_quality(told), "utf-8")

    def annotation(self, finding: Finding) -> str:
        """`::error file=…,line=…::…`, as GitHub, Gitea and Forgejo read it."""
        kind = "error" if finding.severity is Severity.ERROR else "warning"
        places = {"file": finding.file, "line": finding.line}
        where = ",".join(f"{key}={_escaped(str(each), ':,')}" for key, each in places.items() if each is not None)
        said = self.messages.line(replace(finding, file=None, line=None))
        return f"::{kind} {where}::{_escaped(said)}"

    def code_quality(self, findings: Iterable[Finding]) -> str:
        """The findings as GitLab reads them: its « code quality report »."""
        issues = [
            {
                "check_name": each.code,
                "description": self.messages.line(replace(each, file=None, line=None)),
                "fingerprint": sha256(self.messages.line(each).encode()).hexdigest(),
                "severity": "major" if each.severity is Severity.ERROR else "minor",
                "location": {"path": each.file or SITE_FILE, "lines": {"begin": each.line or 1}},
            }
            for each in findings
        ]
        return json.dumps(issues, ensure_ascii=False, indent=1)

    def as_json(self, findings: Iterable[Finding]) -> str:
        """The findings for programs."""
        return json.dumps(
            {
                "findings": [
                    {
                        "code": each.code,
                        "severity": each.severity.value,
                        "criterion": each.criterion,
                        "file": each.file,
                        "line": each.line,
                        "sentence": self.messages.sentence(each),
                        "hint": self.messages.hint(each),
                    }
                    for each in findings
                ]
            },
            ensure_ascii=False,
            indent=1,
        )


def on_forge(environment: Mapping[str, str]) -> bool:
    return any(environment.get(each) == "true" for each in ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS"))


def _append_summary(lines: Iterable[str]) -> None:
    if file := os.environ.get(SUMMARY):
        with open(file, "a", encoding="utf-8") as opened:
            opened.writelines(f"- {_plain(each)}\n" for each in lines)


def _plain(text: str) -> str:
    """A line that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


def machine_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the machine, else French: « fr_FR.UTF-8 » is fr; C and POSIX say nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").split(".")[0].split("@")[0]
        if value:
            return "fr" if value in {"C", "POSIX"} else value.split("_")[0].lower()
    return "fr"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
