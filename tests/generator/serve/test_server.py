"""The server: this computer alone, no other site, no other file, nobody blocks it, and a clean end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
import webbrowser
from collections.abc import Iterator, Mapping, Set
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from pelicasso.build.builder import Built
from pelicasso.schema import Report, SiteError
from pelicasso.serve import server as module
from pelicasso.serve.handler import Handler
from pelicasso.serve.server import PreviewServer, can_show, previewing, serve_site
from pelicasso.site.messages import Messages
from pelicasso.site.speaker import Speaker

SECRET = "CANARY"
posix = pytest.mark.skipif(os.name == "nt", reason="signals")


class Site:
    """A site that a test changes; `files` are what it renders to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = ""
        self.files: dict[str, bytes | Path] = {
            "index.html": b"<body>home</body>",
            "404.html": b"<body>missing</body>",
            "style.css": b"a{}",
        }

    def render(self, _changed: Set[str] = frozenset()) -> Built:
        site: Any = SimpleNamespace(base=self.base)
        return Built(site=site, files=dict(self.files), report=Report())

    def save(self) -> None:
        (self.folder / "site.yaml").write_text("changed")

    @contextmanager
    def served(self) -> Iterator[PreviewServer]:
        with previewing(self.folder, Speaker("fr"), self.render, 0) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            try:
                yield server
            finally:
                server.shutdown()
                thread.join()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "secret.txt").write_text(SECRET)
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "site.yaml").write_text("")
    return Site(folder)


@pytest.fixture
def server(site: Site) -> Iterator[PreviewServer]:
    with site.served() as server:
        yield server


class Reply(NamedTuple):
    """What came back, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@contextmanager
def asked(server: PreviewServer, path: str, method: str = "GET", **headers: str) -> Iterator[HTTPResponse]:
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=10)) as connection:
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": f"127.0.0.1:{server.server_port}", **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            yield response


def ask(server: PreviewServer, path: str, method: str = "GET", **headers: str) -> Reply:
    with asked(server, path, method, **headers) as response:
        return Reply(response.status, response.headers, response.read())


def status(server: PreviewServer, path: str, method: str = "GET", **headers: str) -> int:
    return ask(server, path, method, **headers).status


def version(server: PreviewServer, path: str = "/") -> str:
    return server.preview.version(path)


def test_it_listens_on_this_computer_alone(server: PreviewServer) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"


def test_pages_files_and_the_page_not_found(server: PreviewServer) -> None:
    home, style, missing = (ask(server, each) for each in ("/", "/style.css", "/nope"))
    assert (home.status, home.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert home.body.startswith(b"<body>home<script")
    assert (style.status, style.headers["Content-Type"], style.body) == (200, "text/css; charset=utf-8", b"a{}")
    assert (missing.status, missing.body[:13]) == (404, b"<body>missing")
    assert home.headers["Cache-Control"] == "no-store"
    assert home.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_head_is_the_answer_without_its_body(server: PreviewServer) -> None:
    head, answer = ask(server, "/", "HEAD"), ask(server, "/")
    assert head.headers["Content-Length"] == str(len(answer.body))
    assert head.body == b""


def test_one_connection_serves_many_requests(server: PreviewServer) -> None:
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=10)) as connection:
        connection.connect()
        first = connection.sock
        for path, expected in (("/", 200), ("/nope", 404), ("/style.css", 200)):
            connection.request("GET", path)
            with connection.getresponse() as response:
                response.read()
            assert (response.status, connection.sock is first) == (expected, True)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2f..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "//../secret.txt",
        "/site.yaml",
    ],
)
def test_no_path_reaches_the_disk(server: PreviewServer, path: str) -> None:
    response = ask(server, path)
    assert response.status == 404
    assert SECRET.encode() not in response.body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "", "[::1]:{port}"]
)
def test_a_name_that_leads_here_gets_nothing(server: PreviewServer, host: str) -> None:
    response = ask(server, "/", Host=host.format(port=server.server_port))
    assert (response.status, response.body) == (421, b"")


def test_the_names_of_this_computer_are_known(server: PreviewServer) -> None:
    for host in (f"localhost:{server.server_port}", "localhost", "127.0.0.1", "localhost:9000"):
        assert status(server, "/", Host=host) == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["/", "/_pelicasso/events", "/_pelicasso/reload.js"])
def test_a_page_of_another_site_gets_nothing(server: PreviewServer, path: str, origin: str) -> None:
    assert status(server, path, Origin=origin.format(port=server.server_port)) == 403


def test_an_address_of_another_server_is_refused(server: PreviewServer) -> None:
    assert status(server, "http://evil.example/") == 400


def test_other_methods_are_refused(server: PreviewServer) -> None:
    assert status(server, "/", "DELETE") == 501


def test_connections_that_say_nothing_block_nobody(server: PreviewServer) -> None:
    address = ("127.0.0.1", server.server_port)
    idle = [socket.create_connection(address) for _ in range(20)]
    idle[0].sendall(b"GET / HTTP/1.1\r\nHost:")
    assert status(server, "/") == 200
    for each in idle:
        each.close()


def test_a_browser_that_goes_in_the_middle_is_no_error(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    site.files["film.mp4"] = b"x" * 20_000_000
    with site.served() as server:
        for _ in range(3):
            with asked(server, "/film.mp4") as response:
                response.read(10)
        assert status(server, "/") == 200
    assert capfd.readouterr().err == ""


def test_a_large_file_comes_from_the_disk(site: Site) -> None:
    film = site.folder / "film.mp4"
    film.write_bytes(os.urandom(3_000_000))
    site.files["film.mp4"] = film
    with site.served() as server:
        response = ask(server, "/film.mp4")
        assert response.headers["Content-Length"] == "3000000"
        assert response.body == film.read_bytes()


def test_a_site_below_a_path_is_served_there(site: Site) -> None:
    site.base = "/repo"
    with site.served() as server:
        assert ask(server, "/").headers["Location"] == "/repo/"
        assert (status(server, "/repo/"), status(server, "/_pelicasso/reload.js")) == (200, 200)


@contextmanager
def events(server: PreviewServer, page: str = "/", seen: str | None = None) -> Iterator[HTTPResponse]:
    with asked(server, f"/_pelicasso/events?page={page}&version={seen or version(server, page)}") as response:
        assert response.headers["Content-Type"].startswith("text/event-stream")
        assert response.readline() == b"retry: 1000\n"
        yield response


def test_a_page_is_told_to_reload_once_it_changed(site: Site, server: PreviewServer) -> None:
    with events(server) as stream:
        site.files["index.html"] = b"<body>other</body>"
        site.save()
        told = stream.read().decode()
    assert f"data: {version(server)}\n" in told
    assert b"other" in ask(server, "/").body


def test_a_page_that_did_not_change_is_not(site: Site, server: PreviewServer) -> None:
    with events(server) as stream, events(server, "/new/") as other:
        site.files["new/index.html"] = b"<body>new</body>"
        site.save()
        assert b"data: " in other.read()
        assert stream.readline() + stream.readline() == b"\n:\n"


def test_a_page_that_is_no_longer_right_is_told_at_once(server: PreviewServer) -> None:
    with events(server, seen="of-an-earlier-server") as stream:
        assert b"data: " in stream.read()


def test_the_last_good_site_is_shown_on_demand(server: PreviewServer) -> None:
    server.preview.show_error(b"<body>broken</body>")
    assert status(server, "/") == 500
    own = f"http://127.0.0.1:{server.server_port}"
    for headers in ({}, {"Origin": "http://evil.example"}, {"Origin": own, "Host": "evil.example"}):
        assert status(server, "/", "POST", **headers) in (403, 421)
    assert status(server, "/") == 500
    answer = ask(server, "//evil.example/?x", "POST", Origin=own)
    assert (answer.status, answer.headers["Location"]) == (303, "/evil.example/")
    assert status(server, "/") == 200


def test_the_end_closes_every_connection_and_thread(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "timeout", None)
    before = set(threading.enumerate())
    with site.served() as server:
        port = server.server_port
        with socket.create_connection(("127.0.0.1", port)) as idle, events(server) as stream:
            assert status(server, "/") == 200
            server.shutdown()
            closing_down = threading.Thread(target=server.server_close)
            closing_down.start()
            closing_down.join(10)
            assert not closing_down.is_alive()
            assert b"data:" not in stream.read()
            assert idle.recv(1) == b""
    assert set(threading.enumerate()) == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_a_port_that_is_taken_gives_the_next_one(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with site.served() as first, previewing(site.folder, Speaker("fr"), site.render, first.server_port) as second:
        assert first.server_port < second.server_port <= first.server_port + 20
        said = f"Le port {first.server_port} est déjà pris, celui-ci est libre : {second.server_port}."
        assert said in capsys.readouterr().out


def test_no_free_port_and_no_port_at_all_are_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MORE_PORTS", 0)
    with site.served() as taken:
        for port, code, exit_code in (
            (taken.server_port, "no_free_port", 3),
            (70000, "bad_port", 2),
            (-1, "bad_port", 2),
        ):
            with pytest.raises(SiteError) as raised, previewing(site.folder, Speaker("fr"), site.render, port):
                pass
            assert (raised.value.findings[0].code, raised.value.exit_code) == (code, exit_code)
            assert Messages("fr").line(raised.value.findings[0])


@pytest.mark.parametrize(("day", "code", "exit_code"), [("hier", "bad_day", 2), (None, "no_site_here", 1)])
def test_what_no_change_can_mend_ends_it(tmp_path: Path, day: str | None, code: str, exit_code: int) -> None:
    with pytest.raises(SiteError) as raised:
        serve_site(tmp_path, Speaker("fr"), day=day, port=0, opens=False)
    assert (raised.value.findings[0].code, raised.value.exit_code) == (code, exit_code)


@posix
def test_the_browser_opens_once_the_site_is_there(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []

    def open_browser(address: str) -> None:
        with urllib.request.urlopen(address) as response:
            opened.append(response.status)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "open", open_browser)
    monkeypatch.setattr(module, "KeptSite", lambda _folder, **_: site)
    before = signal.getsignal(signal.SIGTERM)
    serve_site(site.folder, Speaker("fr"), day=None, port=0, opens=True)
    assert opened == [200]
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(
    ("environment", "system", "shown"),
    [({}, "linux", False), ({"DISPLAY": ":0"}, "linux", True), ({"BROWSER": "x"}, "linux", True), ({}, "darwin", True)],
)
def test_no_browser_takes_the_terminal(environment: dict[str, str], system: str, shown: bool) -> None:
    assert can_show(environment, system) is shown


def sources(folder: Path) -> dict[Path, bytes]:
    """The files of a site, our own working folder aside."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    return {each: each.read_bytes() for each in files if ".pelicasso" not in each.parts}


@posix
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_writes_nothing_and_ends_well(tmp_path: Path, sent: signal.Signals) -> None:
    (tmp_path / "site.yaml").write_text("organisation: {name: Les Mains vertes}\n")
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/jardin.md").write_text("---\ntitle: Le jardin\n---\n\nBonjour.\n")
    before = sources(tmp_path)
    command = [sys.executable, "-m", "pelicasso", "--language", "fr", "serve", str(tmp_path), "--port", "0"]
    # What a shell starts in the background ignores Ctrl+C, and so would its children.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heard)
    assert process.stdout is not None
    said = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    assert said is not None
    with urllib.request.urlopen(f"{said[0]}jardin/") as response:
        assert "Le jardin" in response.read().decode()
    process.send_signal(sent)
    _, complaints = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in complaints) == (0, False)
    assert sources(tmp_path) == before
