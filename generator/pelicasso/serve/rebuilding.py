"""Builds the site again after each change, one build at a time, and says what came of it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from pelicasso.build.builder import Built
from pelicasso.schema import Finding, Severity, SiteError, unforeseen
from pelicasso.serve.error_page import ErrorPage
from pelicasso.serve.preview import Preview
from pelicasso.site.speaker import Speaker

PATIENCE = 0.1
"""So many seconds a failed build waits for another change: an editor may have saved half of a file by then."""
GOODBYE = 2.0
"""So many seconds the end waits for a build under way."""
NAMED = 3


class Rebuilder:
    """Renders the site at the start and after each change; whatever changes during a build makes one build more.

    What renders is told the names of what changed, and none when anything may have.
    `traces` prints the traceback of what was not foreseen.
    """

    def __init__(
        self,
        render: Callable[[Set[str]], Built],
        preview: Preview,
        page: ErrorPage,
        speaker: Speaker,
        *,
        traces: bool = False,
    ) -> None:
        self._render = render
        self._preview = preview
        self._page = page
        self._speaker = speaker
        self._traces = traces
        self._changes: SimpleQueue[set[str] | None] = SimpleQueue()
        self._told: Sequence[Finding] = ()
        self._thread = Thread(target=self._run, name="rebuilder", daemon=True)

    def __enter__(self) -> Rebuilder:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._changes.put(None)
        self._thread.join(GOODBYE)

    def changed(self, names: set[str]) -> None:
        """Build again; no name at all means that anything may have changed."""
        self._changes.put(names)

    def _run(self) -> None:
        self._build(None)
        while (names := self._next()) is not None:
            self._build(names)

    def _next(self) -> set[str] | None:
        """All that changed meanwhile; None at the end."""
        names = self._changes.get()
        while names is not None and not self._changes.empty():
            more = self._changes.get()
            names = None if more is None else _together(names, more)
        return names

    def _build(self, names: set[str] | None) -> None:
        """Whatever goes wrong is shown; the next change gets its build."""
        try:
            self._attempt(names)
        except (Exception, SystemExit) as problem:
            self._failed(names, [self._unforeseen(problem)])

    def _attempt(self, names: set[str] | None) -> None:
        begin = time.monotonic()
        try:
            built = self._render(names or frozenset())
        except SiteError as problem:
            self._failed(names, problem.findings)
            return
        self._preview.show(built.files, built.site.base)
        with suppress(OSError):
            self._tell_rebuilt(names, built, round(1000 * (time.monotonic() - begin)))

    def _failed(self, names: set[str] | None, findings: Sequence[Finding]) -> None:
        if self._is_outdated(names):
            return
        errors = [each for each in findings if each.severity is Severity.ERROR]
        self._preview.show_error(self._page.html(errors, has_last=self._preview.has_site))
        with suppress(OSError):
            if names is not None:
                self._speaker.say(self._speaker.word("serve.broken", names=self._named(names)))
            self._speaker.report(errors)

    def _is_outdated(self, names: set[str] | None) -> bool:
        """Say whether more changes came; they are then built together with these."""
        try:
            more = self._changes.get(timeout=PATIENCE)
        except Empty:
            return False
        self._changes.put(more if more is None else more | (names or set()))
        return True

    def _unforeseen(self, problem: BaseException) -> Finding:
        if self._traces:
            traceback.print_exception(problem)
        return unforeseen(problem)

    def _tell_rebuilt(self, names: set[str] | None, built: Built, duration: int) -> None:
        if names is not None:
            self._speaker.say(self._speaker.word("serve.rebuilt", names=self._named(names), duration=duration))
        before, self._told = self._told, built.report.findings
        if self._told and self._told != before:
            self._speaker.report(self._told)

    def _named(self, names: set[str]) -> str:
        shown = sorted(names)[:NAMED] or [self._speaker.word("serve.everything")]
        return ", ".join(shown) + (", …" if len(names) > NAMED else "")


def _together(names: set[str], more: set[str]) -> set[str]:
    """All names; none at all when anything may have changed."""
    return names | more if names and more else set()
