"""`pelicasso serve`: the site on this computer alone, from memory, new at each change."""

from __future__ import annotations

import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from pelicasso.build.builder import Built
from pelicasso.build.kept_site import KeptSite
from pelicasso.schema import SiteError, error, warning
from pelicasso.serve.error_page import ErrorPage
from pelicasso.serve.handler import Handler
from pelicasso.serve.preview import Preview
from pelicasso.serve.reach import ALONE, Reach, network, qr_code
from pelicasso.serve.rebuilding import Rebuilder
from pelicasso.serve.watcher import Watcher
from pelicasso.site.data import data_folder
from pelicasso.site.day import today
from pelicasso.site.reader import FILE, read_site
from pelicasso.site.speaker import Speaker

MORE_PORTS = 20


class PreviewServer(ThreadingHTTPServer):
    """Listens as far as its reach goes, a thread for each connection; all are closed with it."""

    daemon_threads = False
    request_queue_size = 128
    allow_reuse_address = os.name == "posix"  # Windows would let two servers have one port.

    def __init__(self, port: int, preview: Preview, reach: Reach = ALONE) -> None:
        self.preview = preview
        self.reach = reach
        self._connections: set[socket.socket] = set()
        super().__init__((reach.address, port), Handler)

    @property
    def address(self) -> str:
        return self.reach.link(self.server_port)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes in the middle of an answer is no error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        self.preview.close()
        for each in list(self._connections):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        super().server_close()


def serve_site(
    folder: Path,
    speaker: Speaker,
    *,
    day: str | None,
    port: int,
    opens: bool,
    lan: bool = False,
    drafts: bool = False,
    traces: bool = False,
) -> None:
    """Serve the site in a folder until Ctrl+C, with `lan` in the network too, with `drafts` as it will be.

    `traces` shows the traceback of what was not foreseen.
    """
    today("UTC", day)
    if not (folder / FILE).is_file():
        read_site(folder, {}, day=day)
    render = KeptSite(folder, day=day, drafts=drafts).render
    reach = network() if lan else ALONE
    serve_rendered(folder, speaker, render, port=port, opens=opens, reach=reach, traces=traces)


def serve_rendered(
    folder: Path,
    speaker: Speaker,
    render: Callable[[Set[str]], Built],
    *,
    port: int,
    opens: bool,
    reach: Reach = ALONE,
    traces: bool = False,
) -> None:
    """Serve what is rendered, again at each change in a folder, until Ctrl+C; `render` is told what changed."""
    with _stoppable(), previewing(folder, speaker, render, port, traces, reach) as server:
        speaker.say(speaker.word("serving", address=server.address))
        if reach.token:
            speaker.say(qr_code(server.address), speaker.word("serve.lan"))
        if opens:
            _open(server.address)
        server.serve_forever()


@contextmanager
def previewing(
    folder: Path,
    speaker: Speaker,
    render: Callable[[Set[str]], Built],
    port: int,
    traces: bool = False,
    reach: Reach = ALONE,
) -> Iterator[PreviewServer]:
    """A server that listens, of a site that is rendered again at each change."""
    preview = Preview()
    rebuilder = Rebuilder(render, preview, ErrorPage(folder, speaker.messages), speaker, traces=traces)
    watcher = Watcher(folder, rebuilder.changed, partial(_tell_unseen, speaker), _sources())
    with _listening(port, preview, speaker, reach) as server, watcher, rebuilder:
        yield server


def _listening(port: int, preview: Preview, speaker: Speaker, reach: Reach) -> PreviewServer:
    """The server on this port, else on the next one that is free."""
    ports = range(port, min(port + MORE_PORTS, 65535) + 1)
    if port < 0 or not ports:
        raise SiteError(error("bad_port", port=port), exit_code=2)
    for each in ports:
        with suppress(OSError):
            server = PreviewServer(each, preview, reach)
            if each != port:
                speaker.say(speaker.word("serve.port_taken", taken=port, port=each))
            return server
    raise SiteError(error("no_free_port", first=ports[0], last=ports[-1]), exit_code=3)


def _sources() -> list[Path]:
    """In a checkout of Pelicasso the themes and rooms change too."""
    themes = data_folder("themes")
    is_installed = themes.parent.name == "_data"
    return [] if is_installed else [each for each in (themes, themes.parent / "plugins") if each.is_dir()]


def _tell_unseen(speaker: Speaker, problem: Exception) -> None:
    with suppress(OSError):
        speaker.report([warning("changes_not_seen", problem=str(problem))])


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl+C and the end that the system asks for are a good end."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _open(address: str) -> None:
    """Open the browser, unless it could only be one that takes the terminal."""
    if can_show(os.environ):
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def can_show(environment: Mapping[str, str], system: str = sys.platform) -> bool:
    """Say whether there is a screen for a browser."""
    return system in ("win32", "darwin") or any(
        environment.get(each) for each in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
