"""Answers the requests of browsers on this computer, from the preview."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from pelicasso.serve.mounted import Answer
from pelicasso.serve.preview import RELOAD_SCRIPT

if TYPE_CHECKING:
    from pelicasso.serve.server import PreviewServer

EVENTS = "/_pelicasso/events"
HEARTBEAT = 15.0
"""After so many seconds without news a browser that has gone is noticed."""
HOSTS = ("127.0.0.1", "localhost")
SCRIPT = (Path(__file__).parent / "static" / "reload.js").read_bytes()
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Handler(BaseHTTPRequestHandler):
    """One connection of a browser; an idle one is closed after `timeout` seconds."""

    protocol_version = "HTTP/1.1"
    timeout = 20
    wbufsize = 65536
    disable_nagle_algorithm = True
    server: PreviewServer

    def do_GET(self) -> None:
        if self._refuse():
            return
        path, _, query = self.path.partition("?")
        if path == EVENTS:
            self._tell_events(query)
        elif path == RELOAD_SCRIPT:
            self._send(Answer(HTTPStatus.OK, "text/javascript; charset=utf-8", SCRIPT))
        else:
            self._send(self.server.preview.answer(path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        """The one button there is: show the last good site."""
        self.close_connection = True
        if self._refuse(needs_origin=True):
            return
        self.server.preview.show_last()
        path = self.path.partition("?")[0]
        self._send(Answer(HTTPStatus.SEE_OTHER, location=f"/{path.lstrip('/')}"))

    def _refuse(self, *, needs_origin: bool = False) -> bool:
        """A name that leads to this computer, or a page of another site, gets nothing."""
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
            self._send(Answer(HTTPStatus.MISDIRECTED_REQUEST))
        elif origin != f"http://{host}" and (origin or needs_origin):
            self._send(Answer(HTTPStatus.FORBIDDEN))
        elif not self.path.startswith("/"):
            self._send(Answer(HTTPStatus.BAD_REQUEST))
        else:
            return False
        return True

    def _send(self, answer: Answer) -> None:
        with answer.open() as source:
            headers = {"Content-Type": answer.content_type, "Content-Length": str(source.seek(0, os.SEEK_END))}
            if answer.location:
                headers["Location"] = answer.location
            self._send_head(answer.status, headers)
            source.seek(0)
            if self.command != "HEAD":
                shutil.copyfileobj(source, self.wfile)

    def _send_head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        more = {"Connection": "close"} if self.close_connection else {}
        for name, value in {**headers, **HEADERS, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _tell_events(self, query: str) -> None:
        """Wait until what is seen at a page is no longer what the browser has, then say so."""
        asked = parse_qs(query)
        page, version = asked.get("page", ["/"])[0], asked.get("version", [""])[0]
        self.close_connection = True
        self._send_head(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8"})
        if self.command == "GET":
            self._follow(page, version)

    def _follow(self, page: str, version: str) -> None:
        preview = self.server.preview
        self.wfile.write(b"retry: 1000\n\n")
        while not preview.is_closed:
            count = preview.count
            if preview.version(page) != version:
                self.wfile.write(b"data: reload\n\n")
                return
            self.wfile.write(b":\n\n")
            self.wfile.flush()
            preview.wait(count, HEARTBEAT)

    def version_string(self) -> str:
        return "pelicasso"

    def log_message(self, *_: Any) -> None:
        """Requests are not told: the terminal is for the site."""
