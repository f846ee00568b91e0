"""Answers the requests of browsers on this computer, from the preview."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from pelicasso.serve.mounted import Answer
from pelicasso.serve.preview import RELOAD_SCRIPT

if TYPE_CHECKING:
    from pelicasso.serve.server import PreviewServer

EVENTS = "/_pelicasso/events"
HEARTBEAT = 15.0
"""After so many seconds without news a browser that has gone is noticed."""
SCRIPT = (Path(__file__).parent / "static" / "reload.js").read_bytes()
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
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
        names = self.server.reach.hosts
        if host.rpartition(":")[0] not in names and host not in names:
            self._send(Answer(HTTPStatus.MISDIRECTED_REQUEST))
        elif origin != f"http://{host}" and (origin or needs_origin):
            self._send(Answer(HTTPStatus.FORBIDDEN))
        elif not self.path.startswith("/"):
            self._send(Answer(HTTPStatus.BAD_REQUEST))
        else:
            return not self._is_admitted()
        return True

    def _is_admitted(self) -> bool:
        """In a network the token is asked for: it comes in the address once, then in a cookie."""
        reach, port = self.server.reach, self.server.server_port
        if reach.admits(self.headers.get("Cookie", ""), port):
            return True
        path, _, query = self.path.partition("?")
        if reach.is_token(parse_qs(query).get("token", [""])[0]):
            self._send(
                Answer(HTTPStatus.SEE_OTHER, location=f"/{path.lstrip('/')}"), {"Set-Cookie": reach.cookie(port)}
            )
        else:
            self._send(Answer(HTTPStatus.FORBIDDEN))
        return False

    def _send(self, answer: Answer, more: Mapping[str, str] = MappingProxyType({})) -> None:
        with answer.open() as source:
            size = str(source.seek(0, os.SEEK_END))
            headers = {"Content-Type": answer.content_type, "Content-Length": size, **more}
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
        """Wait until what is seen at a page is no longer what the browser has, then say what it is now."""
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
            if (now := preview.version(page)) != version:
                self.wfile.write(f"data: {now}\n\n".encode())
                return
            self.wfile.write(b":\n\n")
            self.wfile.flush()
            preview.wait(count, HEARTBEAT)

    def version_string(self) -> str:
        return "pelicasso"

    def log_message(self, *_: Any) -> None:
        """Requests are not told: the terminal is for the site."""
