"""What the browser is shown: the last site that could be built, and the error page while the newest has errors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from threading import Condition

from pelicasso.serve.content_types import HTML
from pelicasso.serve.mounted import Answer, MountedSite

RELOAD_SCRIPT = "/_pelicasso/reload.js"
STYLESHEET = re.compile(rb"<link\b[^>]*\srel=\"stylesheet\"[^>]*>")


@dataclass(frozen=True)
class _State:
    """`site` is None until one could be built; `error` is a page, while there is one to show."""

    site: MountedSite | None = None
    error: bytes | None = None


class Preview:
    """The state that the builder changes and the requests read, each request one state throughout."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._state: _State | None = None
        self.count = 0
        self.is_closed = False

    @property
    def has_site(self) -> bool:
        return self._state is not None and self._state.site is not None

    def show(self, files: Mapping[str, bytes | Path], base: str) -> None:
        self._set(_State(MountedSite(files, base)))

    def show_error(self, page: bytes) -> None:
        """Show this page in place of every other; the files that they need are still there."""
        self._set(replace(self._state or _State(), error=page))

    def show_last(self) -> None:
        """Show the last good site again, until the next build."""
        if self._state and self._state.site:
            self._set(replace(self._state, error=None))

    def close(self) -> None:
        """Let go of everyone who waits."""
        self.is_closed = True
        self._set(self._state)

    def answer(self, path: str) -> Answer:
        """What a path leads to; a page comes with the script that reloads it. Waits for the first build."""
        state = self._current()
        found = _found(state, path)
        if not found.is_page:
            return found
        return replace(found, body=_with_script(found.content, _version(state, found)))

    def version(self, path: str) -> str:
        """A mark that changes with what is seen at a path: the page, its pictures; behind a dot its styles."""
        state = self._current()
        return _version(state, _found(state, path))

    def wait(self, count: int, seconds: float) -> None:
        """Wait until something was shown after the first `count` things, or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self.count != count, seconds)

    def _set(self, state: _State | None) -> None:
        with self._changed:
            self._state = state
            self.count += 1
            self._changed.notify_all()

    def _current(self) -> _State:
        with self._changed:
            self._changed.wait_for(lambda: self._state is not None or self.is_closed)
            return self._state or _State()


def _found(state: _State, path: str) -> Answer:
    if state.site is None:
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, HTML, state.error or b"")
    if state.error is not None and not state.site.holds_file(path):
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, HTML, state.error)
    return state.site.answer(path)


def _version(state: _State, found: Answer) -> str:
    content = found.content
    look, style = (blake2b(digest_size=8) for _ in range(2))
    look.update(f"{found.status} {found.location}".encode() + STYLESHEET.sub(b"", content))
    style.update(b"".join(STYLESHEET.findall(content)))
    for name, each in state.site.seen_with(content) if state.site else ():
        (style if name.endswith(".css") else look).update(each if isinstance(each, bytes) else _stamp(each))
    return f"{look.hexdigest()}.{style.hexdigest()}"


def _stamp(file: Path) -> bytes:
    """Tells a large file that was changed from what it was, without reading it."""
    try:
        status = file.stat()
    except OSError:
        return b""
    return f"{file} {status.st_mtime_ns} {status.st_size}".encode()


def _with_script(page: bytes, version: str) -> bytes:
    """The page with the script, which the built site never holds, at its end."""
    script = f'<script src="{RELOAD_SCRIPT}" data-version="{version}"></script>'.encode()
    body, end, rest = page.rpartition(b"</body>")
    return body + script + end + rest if end else page + script
