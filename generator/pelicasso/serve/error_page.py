"""The page that stands in for the site while it has errors: where, what is wrong, what to write instead."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pelicasso.kit.markup import markup
from pelicasso.schema import Finding, SiteError
from pelicasso.site.messages import LINES, Messages
from pelicasso.site.paths import SafeFolder
from pelicasso.site.text import MAX_BYTES, decode

HERE = Path(__file__).parent
AROUND = 2
"""So many lines are shown before and after the one to mend."""
LONGEST = 300
"""A line is cut after so many characters: a paragraph of Markdown is often one line."""

HARD_SPACE = re.compile("(?<=«) | (?=[»?!:;])")
"""A space where French has no line end."""


@dataclass(frozen=True)
class Line:
    """A line of a file that is shown around a mistake."""

    number: int
    text: str
    is_here: bool


@dataclass(frozen=True)
class Mistake:
    """A finding as the page shows it."""

    file: str | None
    line: int | None
    sentence: str
    hint: str
    lines: tuple[Line, ...]


class ErrorPage:
    """Makes the page for findings of the site in a folder, in the language of the messages."""

    def __init__(self, folder: Path, messages: Messages) -> None:
        self.folder = folder
        self.messages = messages
        loader = FileSystemLoader(HERE / "templates")
        made = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        made.globals["t"] = lambda key, **values: messages.word(f"serve.page.{key}", **values)
        self._template = made.get_template("error.html")
        self._style = (HERE / "static" / "error.css").read_text("utf-8")

    def html(self, errors: Sequence[Finding], *, has_last: bool) -> bytes:
        """The page; `has_last` says that an earlier version of the site can be shown instead."""
        site = SafeFolder(self.folder)
        return self._template.render(
            mistakes=[self._mistake(each, site) for each in sorted(errors, key=lambda each: each.place)[:LINES]],
            count=len(errors),
            others=max(len(errors) - LINES, 0),
            has_last=has_last,
            style=markup(self._style),
            policy=_policy(self._style),
        ).encode()

    def _mistake(self, finding: Finding, site: SafeFolder) -> Mistake:
        sentence, hint = (_sentence(each) for each in (self.messages.sentence(finding), self.messages.hint(finding)))
        return Mistake(finding.file, finding.line, sentence, hint, _lines(finding, site))


def _lines(finding: Finding, site: SafeFolder) -> tuple[Line, ...]:
    """The lines around the one to mend; none where the file can't be shown."""
    if finding.file is None or finding.line is None:
        return ()
    try:
        text = decode(site.read_bytes(finding.file, MAX_BYTES), finding.file).text
    except (SiteError, OSError):
        return ()
    first = max(finding.line - AROUND, 1)
    shown = text.rstrip("\n").split("\n")[first - 1 : finding.line + AROUND]
    return tuple(Line(number, _cut(each), number == finding.line) for number, each in enumerate(shown, first))


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _sentence(text: str) -> str:
    """A message as a sentence: it stands alone here, and not after « file:line: »."""
    end = "" if text.endswith(("?", "!", ".", "…")) else "."
    return HARD_SPACE.sub("\u00a0", f"{text[:1].upper()}{text[1:]}{end}") if text else ""


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    rules = (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "connect-src 'self'",
    )
    return "; ".join((*rules, "form-action 'self'", "base-uri 'none'"))
